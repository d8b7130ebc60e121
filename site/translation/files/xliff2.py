"""XLIFF 2.0: https://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html. 2.1 and 2.2 are read as well.

Pairs of tags are ``<pc>``, single ones ``<ph>``, the tags themselves ``originalData``; a character that XML cannot hold is ``<cp>``. The
context is the unit's name, and metadata for tools that drop names. What needs review has the sub-state ``poedit:fuzzy``: the only one that
a tool shows, and it removes it with the doubt. Segments are joined: a text of which one segment lacks a translation needs review.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from translation.files.document import NO_XML, UNKNOWN, Document, Unit, UnitState, language_tag
from translation.files.inline import CodeIds, fill, flatten, settle, unit_id
from translation.files.markup import Mark, Span, closing, from_code_point, known, parse, tag_name
from translation.files.xml_tree import child, children, local, units_below, write_xml

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
STATES = {
    UnitState.NEW: {"state": "initial"},
    UnitState.TRANSLATED: {"state": "translated"},
    UnitState.NEEDS_REVIEW: {"state": "translated", "subState": "poedit:fuzzy"},
    UnitState.FINAL: {"state": "final"},
}
# The weakest first: a unit is as far as its weakest segment.
RANKS = (UnitState.NEEDS_REVIEW, UnitState.TRANSLATED, UnitState.FINAL)
# XLIFF's own words for a tag, and back.
TYPES = {
    "b": {"type": "fmt", "subType": "xlf:b"},
    "i": {"type": "fmt", "subType": "xlf:i"},
    "br": {"type": "fmt", "subType": "xlf:lb"},
    "a": {"type": "link"},
}
OTHER = {"type": "other"}
MEANINGS = {"xlf:b": "<b>", "xlf:i": "<i>", "xlf:lb": "<br/>"}


def write_xliff2(document: Document) -> bytes:
    languages = {
        "srcLang": language_tag(document.source_language or UNKNOWN),
        "trgLang": language_tag(document.target_language or UNKNOWN),
    }
    root = Element("xliff", {"version": "2.0", "xmlns": NAMESPACE, "xmlns:mda": METADATA, **languages})
    file = SubElement(root, "file", {"id": document.id or "texts"})
    SubElement(SubElement(file, "notes"), "note", {"category": "title"}).text = document.title
    for unit in document.units:
        _write_unit(file, unit)
    if not document.units:
        # A file holds a unit or a group; a group may hold nothing.
        SubElement(file, "group", {"id": "none"})
    return write_xml(root)


def read_xliff2(root: Element) -> list[Document]:
    """The documents of all files in it."""
    return [_read_file(root, file) for file in children(root, "file")]


def _write_unit(file: Element, unit: Unit) -> None:
    element = SubElement(file, "unit", {"id": unit_id(unit), "xml:space": "preserve"})
    if unit.context:
        element.set("name", unit.context)
        group = SubElement(SubElement(element, "mda:metadata"), "mda:metaGroup", {"category": "context"})
        SubElement(group, "mda:meta", {"type": "path"}).text = unit.context
    if unit.note:
        SubElement(SubElement(element, "notes"), "note").text = unit.note
    data, ids = _OriginalData(), CodeIds()
    segment = Element("segment", STATES[unit.state])
    _write_text(SubElement(segment, "source"), unit.source, data, ids.start())
    if unit.target:
        _write_text(SubElement(segment, "target"), unit.target, data, ids.start())
    data.write(element)
    element.append(segment)


class _OriginalData:
    """A unit's tags, each once."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, raw: str) -> str:
        return self._ids.setdefault(raw, f"d{len(self._ids) + 1}")

    def write(self, unit: Element) -> None:
        if self._ids:
            parent = SubElement(unit, "originalData")
            for raw, key in self._ids.items():
                SubElement(parent, "data", {"id": key}).text = raw


def _write_text(element: Element, text: str, data: _OriginalData, ids: CodeIds) -> None:
    def add(parent: Element, node: Mark) -> Element:
        raw = node.raw
        if NO_XML.match(raw):
            return SubElement(parent, "cp", {"hex": f"{ord(raw):04X}"})
        kind = TYPES.get(tag_name(raw), OTHER)
        if isinstance(node, Span):
            references = {"dataRefStart": data.id_of(raw), "dataRefEnd": data.id_of(closing(raw))}
            return SubElement(parent, "pc", {"id": ids.next(node), **kind, **references})
        return SubElement(parent, "ph", {"id": ids.next(node), **kind, "dataRef": data.id_of(raw)})

    fill(element, parse(text), add)


def _read_file(root: Element, file: Element) -> Document:
    notes = [note for group in children(file, "notes") for note in children(group, "note")]
    return Document(
        id=file.get("id", ""),
        title=next((note.text or "" for note in notes if note.get("category") == "title"), ""),
        source_language=root.get("srcLang", ""),
        target_language=root.get("trgLang", ""),
        units=tuple(_read_unit(unit, keeps_space) for unit, keeps_space in units_below(file, "unit")),
    )


def _read_unit(element: Element, keeps_space: bool) -> Unit:
    codes = _Codes(element)
    sources: list[str] = []
    targets: list[tuple[int, str]] = []
    states: set[UnitState] = set()
    has_target = False
    for position, segment in enumerate(children(element, "segment", "ignorable"), 1):
        written = child(segment, "target")
        source, target = ("" if part is None else flatten(part, codes) for part in (child(segment, "source"), written))
        if target == source and segment.get("state") == "initial":
            target = ""  # a copy that a tool put there for its translator
        if target.strip():
            has_target = True
            states.add(_state(segment))
        elif source.strip() and local(segment) == "segment":
            states.add(UnitState.NEEDS_REVIEW)
        order = "" if written is None else written.get("order", "")
        sources.append(source)
        targets.append((int(order) if order.isdecimal() and len(order) < 6 else position, target or source))
    targets.sort(key=lambda target: target[0])
    target = "".join(text for _order, text in targets) if has_target else ""
    note = "\n".join(note.text or "" for group in children(element, "notes") for note in children(group, "note"))
    state = next((state for state in RANKS if state in states), UnitState.NEW)
    return settle(Unit(_context(element), "".join(sources), target, note, state), element.get("id", ""), keeps_space)


def _context(element: Element) -> str:
    groups = (group for metadata in children(element, "metadata") for group in children(metadata, "metaGroup"))
    paths = (meta.text or "" for group in groups if group.get("category") == "context" for meta in children(group, "meta"))
    return element.get("name") or next(paths, "")


def _state(segment: Element) -> UnitState:
    doubt = segment.get("subState", "").rpartition(":")[2].lower()
    if "fuzzy" in doubt or doubt.startswith("needs"):
        return UnitState.NEEDS_REVIEW
    return UnitState.FINAL if segment.get("state") in ("reviewed", "final") else UnitState.TRANSLATED


class _Codes:
    """The codes of one unit, source first: a target's element that lost its data is known by its id."""

    def __init__(self, unit: Element) -> None:
        data = (data for original in children(unit, "originalData") for data in children(original, "data"))
        self._data = {element.get("id", ""): known("".join(element.itertext())) for element in data}
        self._known: dict[str, str] = {}

    def __call__(self, element: Element) -> tuple[str, str] | str:
        match local(element):
            case "pc":
                raw = self._raw(element, "dataRefStart")
                return raw, closing(raw)
            case "ph" | "sc":
                return self._raw(element, "dataRef")
            case "ec":
                return self._data.get(element.get("dataRef", "")) or closing(self._known.get(element.get("startRef", ""), ""))
            case "cp":
                return from_code_point(element.get("hex", ""))
            case _:  # what tools mark is text
                return "", ""

    def _raw(self, element: Element, reference: str) -> str:
        key = element.get("id", "")
        own = self._data.get(element.get(reference, ""))
        raw = own or self._known.get(key) or MEANINGS.get(element.get("subType", ""), "")
        self._known.setdefault(key, raw)
        return raw
