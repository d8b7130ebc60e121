"""What both versions of XLIFF share: a unit's id, its white space, and its strings between text and elements."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from translation.files.document import Unit
from translation.files.markup import Mark, Node, Span, escape

WHITE_SPACE = re.compile(r"[ \t\r\n]+")


class CodeIds:
    """The ids of a unit's codes: a code has the same in source and target, the second ``<b>`` another than the first.

    A tag around words and the same tag alone are two codes: the specification wants one kind of element for one id.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[str, bool, int], str] = {}
        self._met: Counter[tuple[str, bool]] = Counter()

    def start(self) -> CodeIds:
        """Begin at the first code, of the source or of the target."""
        self._met.clear()
        return self

    def next(self, node: Mark) -> str:
        code = (node.raw, isinstance(node, Span))
        self._met[code] += 1
        return self._ids.setdefault((*code, self._met[code]), str(len(self._ids) + 1))


def unit_id(unit: Unit) -> str:
    """The same for the same text in the same place, whatever stands around it."""
    return "u" + hashlib.sha256(f"{unit.context}\0{unit.source}".encode()).hexdigest()[:20]


def fill(element: Element, nodes: Iterable[Node], add: Callable[[Element, Mark], Element]) -> None:
    """Write the pieces into the element; ``add`` makes the element of a code or a span."""
    last: Element | None = None
    for node in nodes:
        if not isinstance(node, str):
            last = add(element, node)
            if isinstance(node, Span):
                fill(last, node.inside, add)
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node


def flatten(element: Element, codes: Callable[[Element], tuple[str, str] | str]) -> str:
    """localize's string in an element. ``codes`` says what stands around the text of an inline element, or instead of it."""
    parts = [escape(element.text or "")]
    for part in element:
        code = codes(part)
        if isinstance(code, str):
            parts.append(code)
        else:
            parts += [code[0], flatten(part, codes), code[1]]
        parts.append(escape(part.tail or ""))
    return "".join(parts)


def settle(unit: Unit, written_id: str, keeps_space: bool) -> Unit:
    """The unit with the white space that was meant.

    The id vouches for the source: where it fits only with runs of white space drawn together, a tool has reformatted the file. Where
    it fits neither way the tool has its own ids, and ``xml:space`` decides.
    """
    drawn = Unit(unit.context, _draw(unit.source), _draw(unit.target), unit.note, unit.state)
    if written_id == unit_id(unit):
        return unit
    if written_id == unit_id(drawn):
        return drawn
    return unit if keeps_space else drawn


def _draw(text: str) -> str:
    return WHITE_SPACE.sub(" ", text).strip(" ")
