"""localize's strings, taken apart into what translators write and what their tools protect.

``parse`` loses nothing: joined again, the pieces are the string. ``&amp;``, ``&lt;`` and ``&gt;`` are plain characters to translators.
Tags, and what localize itself never writes (a bare ``&``, a tag that is not closed), are codes that tools show but do not let type.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from translation.files.document import NO_XML_RANGES, REPLACEMENT

# A carriage return would not come back from a tool's attribute.
TAG = rf"</?[A-Za-z][A-Za-z0-9]*(?:[ \t\n][^<>\r{NO_XML_RANGES}]*)?/?>"
PIECE = re.compile(rf"(?P<tag>{TAG})|(?P<entity>&(?:amp|lt|gt);)|(?P<bare>[&<>{NO_XML_RANGES}])|(?P<text>[^&<>{NO_XML_RANGES}]+)")
CODE = re.compile(rf"{TAG}|[&<>]")
# An XML-illegal character as XLIFF 1.2 can hold it, in an attribute.
CHARACTER = re.compile(r"U\+([0-9A-F]{4})")
NAME = re.compile(r"[A-Za-z0-9]+")
VOID = frozenset({"br", "hr", "img", "wbr"})
# Deeper ones are single codes: tools cannot show them anyway.
MAX_SPANS = 16


@dataclass(frozen=True)
class Code:
    """A tag that stands alone, or a character that text cannot hold. ``raw`` is what the string says."""

    raw: str


@dataclass(frozen=True)
class Span:
    """A pair of tags and what is between them."""

    raw: str
    inside: tuple[Node, ...]


Mark = Code | Span
Node = str | Mark


def parse(string: str) -> tuple[Node, ...]:
    """The string's pieces: text as people read it, codes, and spans around pieces."""
    levels: list[tuple[str, list[Node]]] = [("", [])]
    for match in PIECE.finditer(string):
        piece, nodes = match[0], levels[-1][1]
        if match.lastgroup == "text":
            nodes.append(piece)
        elif match.lastgroup == "entity":
            nodes.append(html.unescape(piece))
        elif match.lastgroup == "bare" or _is_alone(piece):
            nodes.append(Code(piece))
        elif not piece.startswith("</"):
            if len(levels) > MAX_SPANS:
                nodes.append(Code(piece))
            else:
                levels.append((piece, []))
        elif len(levels) > 1 and piece == closing(levels[-1][0]):
            raw, inside = levels.pop()
            levels[-1][1].append(Span(raw, tuple(inside)))
        else:
            nodes.append(Code(piece))
    while len(levels) > 1:
        raw, inside = levels.pop()
        levels[-1][1].extend([Code(raw), *inside])
    return tuple(levels[0][1])


def escape(text: str) -> str:
    """What translators wrote as localize keeps it."""
    return html.escape(text, quote=False)


def closing(raw: str) -> str:
    """The closing tag of an opening one, "" for any other code."""
    return "" if _is_alone(raw) or not raw.startswith("<") or raw.startswith("</") or len(raw) < 3 else f"</{tag_name(raw)}>"


def tag_name(raw: str) -> str:
    """The name of a tag as it is written, "" where the code is no tag."""
    match = NAME.search(raw) if raw.startswith("<") else None
    return match[0] if match else ""


def known(raw: str | None) -> str:
    """The code when it is one that ``parse`` finds, "" otherwise: files may claim anything."""
    return raw if raw and CODE.fullmatch(raw) else ""


def character(raw: str) -> str:
    """The name that stands for a character which XML cannot hold."""
    return f"U+{ord(raw):04X}"


def from_code_point(number: str) -> str:
    """The character of a hexadecimal number, U+FFFD where no text holds it."""
    try:
        found = chr(int(number, 16))
    except (ValueError, OverflowError):
        return REPLACEMENT
    return REPLACEMENT if found == "\0" or "\ud800" <= found <= "\udfff" else found


def _is_alone(tag: str) -> bool:
    return tag.endswith("/>") or (not tag.startswith("</") and tag_name(tag).lower() in VOID)
