"""XML in and out. What comes in is hostile until it has been through here: no document type, no entities, no bottomless trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from translation.files.errors import FileError
from translation.files.limits import MAX_DEPTH, MAX_PARTS

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Elements whose white space is text.
TEXTS = frozenset({"source", "target", "note", "data", "context", "mda:meta"})


def parse_xml(text: str) -> Element:
    """The root of a document whose encoding is settled. Raises ``FileError``, with the line where there is one."""
    document = text.lstrip()  # XML allows no space before its declaration; people's editors do
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(document)
        root: Element = parser.close()
    except ParseError as error:
        line = error.position[0] + text.count("\n", 0, len(text) - len(document))
        raise FileError(_("This is not valid XML."), line) from error
    except DefusedXmlException as error:
        raise FileError(_("The file defines a document type or entities. No translation file needs them, and they may do harm.")) from error
    return root


def write_xml(root: Element) -> bytes:
    """The document as UTF-8, a line for each element, none inside texts."""
    _indent(root, "\n")
    # A reader would turn a bare carriage return into a line feed.
    markup = tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{markup}\n'.encode()


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *names: str) -> list[Element]:
    """The child elements of these names, in any namespace."""
    return [child for child in element if local(child) in names]


def child(element: Element, name: str) -> Element | None:
    return next(iter(children(element, name)), None)


def units_below(element: Element, name: str, keeps_space: bool = False) -> Iterator[tuple[Element, bool]]:
    """The units of a file, those in groups among them, and whether their white space counts."""
    keeps_space = _keeps_space(element, keeps_space)
    for part in element:
        if local(part) == name:
            yield part, _keeps_space(part, keeps_space)
        elif local(part) in ("body", "group"):
            yield from units_below(part, name, keeps_space)


def _keeps_space(element: Element, inherited: bool) -> bool:
    value = element.get(XML_SPACE)
    return inherited if value is None else value == "preserve"


def _indent(element: Element, line: str) -> None:
    if len(element) == 0 or element.tag in TEXTS:
        return
    element.text = line + "  "
    for part in element:
        _indent(part, line + "  ")
        part.tail = line + "  "
    element[-1].tail = line


class _Builder(TreeBuilder):
    """Refuses more elements than texts need, and such as stand too deep for anybody who walks the tree."""

    count = 0
    depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self.count += 1
        self.depth += 1
        if self.count > MAX_PARTS or self.depth > MAX_DEPTH:
            raise FileError(_("The XML of the file is far larger than its texts need."))
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self.depth -= 1
        return super().end(tag)
