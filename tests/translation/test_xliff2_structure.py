"""What we write as XLIFF 2.0 keeps the rules of the specification: its schema's order and attributes, and the constraints beside it.

https://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html and the schema beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import pytest

from tests.factories.translation import make_source, send
from translation.files import Document, Format, Unit, UnitState, read, write
from translation.files.xliff2 import METADATA, NAMESPACE
from translation.files.xml_tree import parse_xml
from translation.services.editing import write_strings
from translation.services.exporting import documents

INLINE = "((cp|ph|pc|sc|ec|mrk|sm|em) )*"
# The children of each element in their order, and its attributes: those that are required, and those that may be there.
RULES = {
    "xliff": ("(file )+", {"version", "srcLang"}, {"trgLang"}),
    "file": ("(skeleton )?(mda:metadata )*(notes )?((unit|group) )+", {"id"}, {"original", "xml:space"}),
    "group": ("(mda:metadata )*(notes )?((unit|group) )*", {"id"}, {"name", "xml:space"}),
    "unit": ("(mda:metadata )*(notes )?(originalData )?((segment|ignorable) )+", {"id"}, {"name", "xml:space"}),
    "mda:metadata": ("(mda:metaGroup )+", set(), {"id"}),
    "mda:metaGroup": ("((mda:metaGroup|mda:meta) )+", set(), {"id", "category", "appliesTo"}),
    "mda:meta": ("", {"type"}, set()),
    "notes": ("(note )+", set(), set()),
    "note": ("", set(), {"id", "category", "priority", "appliesTo"}),
    "originalData": ("(data )+", set(), set()),
    "data": ("(cp )*", {"id"}, {"dir"}),
    "segment": ("source (target )?", set(), {"id", "state", "subState"}),
    "ignorable": ("source (target )?", set(), {"id"}),
    "source": (INLINE, set(), {"xml:lang", "xml:space"}),
    "target": (INLINE, set(), {"xml:lang", "xml:space", "order"}),
    "pc": (INLINE, {"id"}, {"type", "subType", "dataRefStart", "dataRefEnd"}),
    "ph": ("", {"id"}, {"type", "subType", "dataRef"}),
    "cp": ("", {"hex"}, set()),
}
TEXTS = {"source", "target", "note", "data", "pc", "mda:meta"}
STATES = {"initial", "translated", "reviewed", "final"}
TYPES = {"fmt", "ui", "quote", "link", "image", "other"}
NMTOKEN = re.compile(r"[\w.:-]+")
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
PREFIXES = {f"{{{NAMESPACE}}}": "", f"{{{METADATA}}}": "mda:", "{http://www.w3.org/XML/1998/namespace}": "xml:"}


def name_of(tag: str) -> str:
    for namespace, prefix in PREFIXES.items():
        if tag.startswith(namespace):
            return prefix + tag.removeprefix(namespace)
    return tag


def problems(data: bytes) -> list[str]:
    """What breaks a rule, one line each."""
    root = parse_xml(data.decode())
    return [*_against_schema(root), *_of_document(root), *(problem for unit in _all(root, "unit") for problem in _of_unit(unit))]


def _all(element: Element, *names: str) -> Iterator[Element]:
    return (part for part in element.iter() if name_of(part.tag) in names)


def _against_schema(root: Element) -> Iterator[str]:
    for element in root.iter():
        name = name_of(element.tag)
        if name not in RULES:
            yield f"{name} is no element"
            continue
        order, required, optional = RULES[name]
        children = "".join(f"{name_of(child.tag)} " for child in element)
        attributes = {name_of(attribute) for attribute in element.attrib}
        if not re.fullmatch(order, children):
            yield f"{name} holds {children or 'nothing'}"
        if required - attributes or attributes - required - optional:
            yield f"{name} has {sorted(attributes)}"
        texts = [element.text, *(child.tail for child in element)]
        if name not in TEXTS and any(text and text.strip() for text in texts):
            yield f"{name} has text"


def _of_document(root: Element) -> Iterator[str]:
    if name_of(root.tag) != "xliff" or root.get("version") != "2.0":
        yield "no XLIFF 2.0"
    for attribute in ("srcLang", "trgLang"):
        if not LANGUAGE.fullmatch(root.get(attribute, "und")):
            yield f"{attribute} is {root.get(attribute)}"
    if root.get("trgLang") is None and any(True for _target in _all(root, "target")):
        yield "targets without trgLang"
    for file in _all(root, "file"):
        yield from _repeated("unit", _all(file, "unit"))
    yield from _repeated("file", _all(root, "file"))
    for element in root.iter():
        if "id" in element.attrib and not NMTOKEN.fullmatch(element.attrib["id"]):
            yield f"id {element.attrib['id']}"


def _repeated(name: str, elements: Iterable[Element]) -> Iterator[str]:
    counted = Counter(element.get("id") for element in elements)
    return (f"{name} {key} stands there {count} times" for key, count in counted.items() if count > 1)


def _of_unit(unit: Element) -> Iterator[str]:
    if not any(True for _segment in _all(unit, "segment")):
        yield "a unit without a segment"
    yield from _repeated("data", _all(unit, "data"))
    kept = {data.get("id") for data in _all(unit, "data")}
    for segment in _all(unit, "segment"):
        state, target = segment.get("state", "initial"), next(_all(segment, "target"), None)
        if state not in STATES:
            yield f"state {state}"
        if state != "initial" and target is None:
            yield f"state {state} without a target"
        if "subState" in segment.attrib and (
            "state" not in segment.attrib or not re.fullmatch(r"[^\s:]+:[^\s:]+", segment.get("subState", ""))
        ):
            yield f"subState {segment.get('subState')}"
        source = {code.get("id"): name_of(code.tag) for code in _all(next(_all(segment, "source")), "pc", "ph")}
        for place in _all(segment, "source", "target"):
            yield from _repeated("code", _all(place, "pc", "ph"))
        for code in _all(target, "pc", "ph") if target is not None else ():
            if source.get(code.get("id"), name_of(code.tag)) != name_of(code.tag):
                yield f"code {code.get('id')} is another element in the source"
    for code in _all(unit, "pc", "ph"):
        yield from _of_code(code, kept)
    for character in _all(unit, "cp"):
        number = character.get("hex", "")
        if not re.fullmatch(r"([0-9A-F]{2}){2,}", number) or re.match(r"[\t\n\r\x20-\ud7ff\ue000-\ufffd]", chr(int(number, 16))):
            yield f"cp {number}"


def _of_code(code: Element, kept: set[str | None]) -> Iterator[str]:
    for attribute in ("dataRef", "dataRefStart", "dataRefEnd"):
        if attribute in code.attrib and code.get(attribute) not in kept:
            yield f"{attribute} leads nowhere"
    kind, detail = code.get("type"), code.get("subType")
    if kind is not None and kind not in TYPES:
        yield f"type {kind}"
    if detail is not None and (kind is None or (detail.startswith("xlf:") and kind != "fmt")):
        yield f"subType {detail} of type {kind}"


TEXT = 'Read <b>the <i>study</i></b> &amp; <a id="a1">its data</a>.<br/>Now {n} %(x)s'
UNITS = {
    "untranslated": Unit("a", TEXT),
    "translated": Unit("a", TEXT, TEXT, "A note", UnitState.TRANSLATED),
    "doubtful": Unit("a", TEXT, TEXT, "", UnitState.NEEDS_REVIEW),
    "final": Unit("body.1'2.text", TEXT, "Utan taggar", "Two\nlines", UnitState.FINAL),
    "other tags": Unit("a", TEXT, "<em>Ett</em> <b>två</b> <b>tre</b><b>", "", UnitState.TRANSLATED),
    "a tag left open": Unit("a", "One <b>two</b>", "Ett <b>två", "", UnitState.TRANSLATED),
    "a tag left open in the source": Unit("a", "One <b>two", "Ett <b>två</b>", "", UnitState.TRANSLATED),
    "a closing tag alone": Unit("a", "One</b>", "Ett</b></i>", "", UnitState.TRANSLATED),
    "characters that XML cannot hold": Unit("a", "One\x1b\x0c", "Ett\uffff", "A\x00note", UnitState.TRANSLATED),
    "no place": Unit("", "One"),
}


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize("languages", [("en", "sv"), ("en", "zh-hans"), ("", "")])
def test_every_unit_keeps_the_rules(name: str, languages: tuple[str, str]) -> None:
    other = Unit("b", "Another one")
    assert problems(write(Document("", "Title & more", *languages, (UNITS[name], other)), Format.XLIFF_2)) == []


def test_a_page_without_words_keeps_them_too() -> None:
    data = write(Document("", "", "en", "sv", ()), Format.XLIFF_2)
    assert problems(data) == []
    assert read(data).units == ()


@pytest.mark.django_db
def test_whole_pages_keep_them() -> None:
    course = make_source()
    send(course)
    records = [course.record(page, code) for page in (course.home, course.module, course.lesson) for code in ("sv", "el")]
    places = [segment.place for segment in course.segments(course.lesson)]
    write_strings(records[4], {place: f"Text {number}" for number, place in enumerate(places) if number % 2})
    for document in documents(records):
        assert document.units
        assert problems(write(document, Format.XLIFF_2)) == []


GOOD = write(Document("", "Title", "en", "sv", (UNITS["translated"],)), Format.XLIFF_2).decode()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (' srcLang="en"', "", "xliff has"),
        (' trgLang="sv"', "", "targets without trgLang"),
        ('trgLang="sv"', 'trgLang="sv_SE"', "trgLang is"),
        ('state="translated"', 'state="signed-off"', "state signed-off"),
        ("<notes>\n        <note>A note</note>\n      </notes>", "<notes></notes>", "notes holds nothing"),
        ('<data id="d2">', '<data id="d1">', "data d1 stands there 2 times"),
        ('dataRefEnd="d2"', 'dataRefEnd="d99"', "dataRefEnd leads nowhere"),
        ("<source>", "<target/><source>", "segment holds target source target"),
        ('type="link"', 'type="anchor"', "type anchor"),
        ('type="fmt" subType="xlf:b"', 'subType="xlf:b"', "subType xlf:b of type None"),
        ('<segment state="translated">', '<segment state="translated" id="a b">', "id a b"),
        ("<segment", "words <segment", "unit has text"),
        ("</file>", '</file><file id="texts"><group id="g"/></file>', "file texts stands there 2 times"),
    ],
)
def test_a_broken_rule_is_noticed(old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert any(told in problem for problem in problems(GOOD.replace(old, new, 1).encode()))


def test_a_unit_that_stands_there_twice_is_noticed() -> None:
    (unit,) = re.findall(r"<unit .*</unit>", GOOD, re.DOTALL)
    assert any("times" in problem for problem in problems(GOOD.replace(unit, unit * 2).encode()))
