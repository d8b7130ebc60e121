"""What is written is read, for every format and whatever the texts hold; and nothing that is read ends in anything but a document or a
message."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translation.files import Document, FileError, Format, Unit, UnitState, read, read_bundle, write, write_bundle
from translation.files.markup import Node, Span, closing, escape, parse

# What strings are made of, and what the formats themselves are made of.
TAGS = ("<b>", "</b>", "<i>", "</i>", '<a id="a1">', "</a>", '<a id="é\n&quot;">', "<br/>", "<br>", "<u class=''>", "</u>")
MARKUP = ("&amp;", "&lt;b&gt;", "&nbsp;", "&", "<", ">", "&amp;amp;", "<!--", "]]>", "<![CDATA[", "<?x?>", "</", "<b", "U+001A")
QUOTES = ('"', "\\", "\\n", '\\"', "\\303", "'", "%(a)s", "#", "#~", "msgid", 'msgstr "', "charset=utf-16")
SPACE = ("\n", "\t", "\r", "\r\n", " ", "  ", "\xa0", "\u2028", "\x85", "\x0b", "\x0c", "\x1b", "\x1f", "\ufeff", "\ufffe")
WORDS = ("مرحبا بكم", "\u202eשלום\u202c", "👩\u200d🔬", "𝔸", "e\u0301", "ß", "word")
PIECES = (*TAGS, *MARKUP, *QUOTES, *SPACE, *WORDS)
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.one_of(st.text(CHARACTERS, max_size=30), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
CONTEXTS = st.one_of(st.just(""), st.from_regex(r"[a-z]{1,8}(\.[0-9a-f-]{4,36}){0,3}", fullmatch=True), st.text(CHARACTERS, max_size=20))
UNITS = st.builds(Unit, CONTEXTS, TEXTS.filter(bool), TEXTS, TEXTS, st.sampled_from(UnitState))
IDS = st.one_of(st.just(""), st.uuids().map(str))
LANGUAGES = st.sampled_from(["en", "sv", "el", "pt-br", "zh-hans", "sr-latn", "es-419", "ast", ""])
DOCUMENTS = st.builds(Document, IDS, TEXTS, LANGUAGES, LANGUAGES, st.lists(UNITS, max_size=6).map(tuple))
# The clock of a shared machine says nothing of the code.
MANY = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=20, deadline=None)
FORMATS = pytest.mark.parametrize("kind", Format)


def as_po_says(document: Document) -> Document:
    """PO has one word for what is translated."""
    units = (dataclasses.replace(unit, state=UnitState.TRANSLATED) if unit.state == UnitState.FINAL else unit for unit in document.units)
    return dataclasses.replace(document, units=tuple(units))


def joined(nodes: Iterable[Node]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(escape(node))
        else:
            parts += [node.raw, *([joined(node.inside), closing(node.raw)] if isinstance(node, Span) else [])]
    return "".join(parts)


@FORMATS
@MANY
@given(document=DOCUMENTS)
def test_what_is_written_is_read(kind: Format, document: Document) -> None:
    assert read(write(document, kind)) == (as_po_says(document) if kind is Format.PO else document)


@pytest.mark.parametrize("kind", [Format.XLIFF_1, Format.XLIFF_2])
@FEW
@given(document=DOCUMENTS)
def test_what_is_written_is_xml(kind: Format, document: Document) -> None:
    root = ET.fromstring(write(document, kind))  # noqa: S314, our own
    identities = [element.get("id") for element in root.iter() if element.tag.endswith(("}trans-unit", "}unit"))]
    assert len(identities) == len(set(identities)) == len(document.units)


@FORMATS
@FEW
@given(documents=st.lists(DOCUMENTS, max_size=3))
def test_a_bundle_holds_all_documents_in_order(kind: Format, documents: list[Document]) -> None:
    found = [document for _name, document in read_bundle(write_bundle(documents, kind))]
    assert found == [as_po_says(document) if kind is Format.PO else document for document in documents]


@pytest.mark.parametrize("kind", [Format.XLIFF_1, Format.XLIFF_2])
@FEW
@given(document=DOCUMENTS)
def test_the_order_of_units_does_not_matter(kind: Format, document: Document) -> None:
    root = ET.fromstring(write(document, kind))  # noqa: S314, our own
    for parent in root.iter():
        units = [element for element in parent if element.tag.endswith(("}trans-unit", "}unit"))]
        for unit in units:
            parent.remove(unit)
        parent.extend(reversed(units))
    assert set(read(ET.tostring(root).replace(b"\r", b"&#13;")).units) == set(document.units)


@MANY
@given(string=TEXTS)
def test_the_pieces_of_a_string_are_the_string(string: str) -> None:
    assert joined(parse(string)) == string


@FEW
@given(document=DOCUMENTS, width=st.sampled_from([0, 20, 78, 200]))
def test_what_localize_exports_is_read(document: Document, width: int) -> None:
    po = polib.POFile(wrapwidth=width)
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "X-WagtailLocalize-TranslationID": document.id}
    for unit in document.units:
        po.append(polib.POEntry(msgctxt=unit.context, msgid=unit.source, msgstr=unit.target))
    found = {(unit.context, unit.source): unit.target for unit in read(str(po).encode()).units}
    assert found == {(unit.context, unit.source): unit.target for unit in document.units}


@FEW
@given(document=DOCUMENTS)
def test_what_is_written_is_read_by_polib(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    """wagtail-localize reads PO files with it."""
    path = tmp_path_factory.getbasetemp() / "polib.po"
    path.write_bytes(write(document, Format.PO))
    po = polib.pofile(str(path), encoding="utf-8")
    assert po.metadata["X-WagtailLocalize-TranslationID"] == document.id
    assert {(entry.msgctxt or "", entry.msgid): entry.msgstr for entry in po} == {(u.context, u.source): u.target for u in document.units}


@MANY
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (read, read_bundle):
        with contextlib.suppress(FileError):
            reader(data)


@FORMATS
@MANY
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(kind: Format, data: st.DataObject) -> None:
    unit = Unit("body.1", 'A <b>bold</b> <a id="a1">link</a><br/>&amp; \x1b', 'En <b>fet</b> <a id="a1">länk</a><br/>&amp;', "Note")
    document = Document("6f1c2d3e-4b5a-4c6d-8e7f-901a2b3c4d5e", "Title", "en", "sv", (unit, unit, Unit("title", "Two")))
    for file in (write(document, kind), write_bundle([document], kind)):
        start = data.draw(st.integers(0, len(file)))
        stop = data.draw(st.integers(start, min(len(file), start + 40)))
        middle = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from([b"<b>", b"<g>", b'"', b"\\", b"&x;", b"</source>", b"\0"])))
        with contextlib.suppress(FileError):
            read_bundle(file[:start] + middle + file[stop:])


@pytest.mark.parametrize("path", [__file__, "/etc/hostname", "."])
def test_a_name_of_a_file_opens_nothing(path: str) -> None:
    assert Path(path).exists()
    for data in (path.encode(), f"{path}\n".encode()):
        with pytest.raises(FileError):
            read(data)
