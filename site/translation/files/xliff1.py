"""XLIFF 1.2: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html. Versions 1.0 and 1.1 are read as well.

Pairs of tags are ``<g>``, single ones ``<x/>``, each with the tag itself as ``equiv-text``. A character that XML cannot hold is an
``<x ctype="x-character" equiv-text="U+001A"/>``. What needs review is "needs-review-translation"; any "needs-…" is read as such.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from translation.files.document import NO_XML, UNKNOWN, Document, Unit, UnitState, language_tag
from translation.files.inline import CodeIds, fill, flatten, settle, unit_id
from translation.files.markup import CHARACTER, Mark, Span, character, closing, from_code_point, known, parse, tag_name
from translation.files.xml_tree import child, children, local, units_below, write_xml

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STATES = {UnitState.TRANSLATED: "translated", UnitState.NEEDS_REVIEW: "needs-review-translation", UnitState.FINAL: "final"}
# XLIFF's own words for a tag; another is "x-html-" and its name.
PAIRS = {"b": "bold", "i": "italic", "a": "link"}
SINGLES = {"br": "lb"}
MEANINGS = {"bold": "<b>", "italic": "<i>", "lb": "<br/>"}


def write_xliff1(document: Document) -> bytes:
    root = Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    languages = {
        "source-language": language_tag(document.source_language or UNKNOWN),
        "target-language": language_tag(document.target_language or UNKNOWN),
    }
    file = SubElement(root, "file", {"original": document.id, **languages, "datatype": "html"})
    SubElement(SubElement(file, "header"), "note", {"from": "title"}).text = document.title
    body = SubElement(file, "body")
    for unit in document.units:
        _write_unit(body, unit)
    return write_xml(root)


def read_xliff1(root: Element) -> list[Document]:
    """The documents of all files in it."""
    return [_read_file(file) for file in children(root, "file")]


def _write_unit(body: Element, unit: Unit) -> None:
    element = SubElement(body, "trans-unit", {"id": unit_id(unit), "xml:space": "preserve"})
    if unit.context:
        element.set("resname", unit.context)
    if unit.state == UnitState.FINAL:
        element.set("approved", "yes")
    ids = CodeIds()
    _write_text(SubElement(element, "source"), unit.source, ids.start())
    if unit.target:
        _write_text(SubElement(element, "target", {"state": STATES[unit.state]}), unit.target, ids.start())
    if unit.context:
        group = SubElement(element, "context-group", {"purpose": "match"})
        SubElement(group, "context", {"context-type": "x-content-path"}).text = unit.context
    if unit.note:
        SubElement(element, "note", {"from": "developer"}).text = unit.note


def _write_text(element: Element, text: str, ids: CodeIds) -> None:
    def add(parent: Element, node: Mark) -> Element:
        raw, name = node.raw, tag_name(node.raw)
        if isinstance(node, Span):
            return SubElement(parent, "g", {"id": ids.next(node), "ctype": PAIRS.get(name, f"x-html-{name}"), "equiv-text": raw})
        kind = SINGLES.get(name, f"x-html-{name}") if name else "x-character"
        return SubElement(parent, "x", {"id": ids.next(node), "ctype": kind, "equiv-text": character(raw) if NO_XML.match(raw) else raw})

    fill(element, parse(text), add)


def _read_file(file: Element) -> Document:
    header = child(file, "header")
    title = next((note.text or "" for note in children(header, "note") if note.get("from") == "title"), "") if header is not None else ""
    return Document(
        id=file.get("original", ""),
        title=title,
        source_language=file.get("source-language", ""),
        target_language=file.get("target-language", ""),
        units=tuple(_read_unit(unit, keeps_space) for unit, keeps_space in units_below(file, "trans-unit")),
    )


def _read_unit(element: Element, keeps_space: bool) -> Unit:
    codes = _Codes()
    source, target = ("" if part is None else flatten(part, codes) for part in (child(element, "source"), child(element, "target")))
    written = child(element, "target")
    state = "" if written is None else written.get("state", "")
    if target == source and state in ("new", "needs-translation"):
        target = ""  # a copy that a tool put there for its translator
    note = "\n".join(part.text or "" for part in children(element, "note"))
    unit = Unit(_context(element), source, target, note, _state(state, element.get("approved", "")))
    return settle(unit, element.get("id", ""), keeps_space)


def _context(element: Element) -> str:
    groups = (context for group in children(element, "context-group") for context in children(group, "context"))
    paths = (context.text or "" for context in groups if context.get("context-type") == "x-content-path")
    return element.get("resname") or next(paths, "")


def _state(state: str, approved: str) -> UnitState:
    if state.startswith("needs-"):
        return UnitState.NEEDS_REVIEW
    if approved == "yes" or (state in ("final", "signed-off") and approved != "no"):
        return UnitState.FINAL
    return UnitState.TRANSLATED


class _Codes:
    """The codes of one unit, source first: a target's element that lost its attributes is known by its id."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, element: Element) -> tuple[str, str] | str:
        match local(element):
            case "g":
                raw = self._raw(element)
                return raw, closing(raw)
            case "x" | "bx" | "bpt" | "ph" | "it":
                return self._raw(element)
            case "ex" | "ept":
                own = known("".join(element.itertext()))
                return own or closing(self._known.get(f"rid {element.get('rid')}") or self._known.get(element.get("id", ""), ""))
            case _:  # what tools mark is text
                return "", ""

    def _raw(self, element: Element) -> str:
        equivalent = element.get("equiv-text", "")
        code_point = CHARACTER.fullmatch(equivalent)
        content = "" if local(element) == "g" else "".join(element.itertext())
        own = from_code_point(code_point[1]) if code_point else known(equivalent) or known(content)
        key = element.get("id", "")
        raw = own or self._known.get(key) or _meaning(element.get("ctype", ""))
        self._known.setdefault(key, raw)
        if "rid" in element.attrib:
            self._known.setdefault(f"rid {element.get('rid')}", raw)
        return raw


def _meaning(ctype: str) -> str:
    return MEANINGS.get(ctype) or (known(f"<{ctype.removeprefix('x-html-')}>") if ctype.startswith("x-html-") else "")
