"""Files as translators' tools hand them back: the same four texts in every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from translation.files import Document, FileError, Unit, UnitState, read

SAMPLES = sorted(path for path in (Path(__file__).parent / "files").iterdir() if path.suffix in (".po", ".xlf"))
PO = [path for path in SAMPLES if path.suffix == ".po"]
XLIFF = [path for path in SAMPLES if path.suffix == ".xlf"]
EXPECTED = Document(
    id="6f1c2d3e-4b5a-4c6d-8e7f-901a2b3c4d5e",
    title="Why courses lose women",
    source_language="en",
    target_language="sv",
    units=(
        Unit("title", "Why courses lose women", "Varför kurser förlorar kvinnor", "", UnitState.TRANSLATED),
        Unit(
            "body.8a1f.text",
            'Read <b>the study</b> &amp; <a id="a1">its data</a>.',
            'Läs <b>studien</b> &amp; <a id="a1">dess data</a>.',
            "Paragraph. At most 200 characters.",
            UnitState.TRANSLATED,
        ),
        Unit("body.8a20.text", "First line<br/>second line", "Första raden<br/>andra raden", "", UnitState.NEEDS_REVIEW),
        Unit("body.8a21.text", "Not yet translated"),
    ),
)


def name(path: Path) -> str:
    return path.name


def check(document: Document) -> None:
    """The order is the tool's affair."""
    assert {unit.context: unit for unit in document.units} == {unit.context: unit for unit in EXPECTED.units}
    assert len(document.units) == len(EXPECTED.units)
    assert (document.id, document.title, document.source_language) == (EXPECTED.id, EXPECTED.title, EXPECTED.source_language)
    assert document.target_language.partition("-")[0] == "sv"


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_sample_holds_the_texts(path: Path) -> None:
    check(read(path.read_bytes()))


@pytest.mark.parametrize("path", SAMPLES, ids=name)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(path: Path, end: str) -> None:
    check(read(path.read_text(encoding="utf-8").replace("\n", end).encode()))


@pytest.mark.parametrize("path", SAMPLES, ids=name)
@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_counts_more_than_what_the_file_says(path: Path, charset: str) -> None:
    check(read(path.read_text(encoding="utf-8").encode(charset)))


@pytest.mark.parametrize("path", XLIFF, ids=name)
@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_xml_in_utf16_needs_no_mark(path: Path, charset: str) -> None:
    check(read(path.read_text(encoding="utf-8").encode(charset)))


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_the_declared_character_set_is_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for declared in ("encoding='UTF-8'", 'encoding="UTF-8"', "charset=UTF-8", "charset=utf-8"):
        text = text.replace(declared, f"{declared.partition('=')[0]}={'ISO-8859-1' if 'charset' in declared else repr('ISO-8859-1')}")
    check(read(text.replace("”", "'").encode("iso-8859-1")))


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_space_before_the_file_does_not_matter(path: Path) -> None:
    check(read(b"\n \n" + path.read_bytes()))


@pytest.mark.parametrize("path", XLIFF, ids=name)
def test_half_an_xliff_file_is_refused(path: Path) -> None:
    data = path.read_bytes().rstrip()
    for end in range(0, len(data), 7):
        with pytest.raises(FileError):
            read(data[:end])


@pytest.mark.parametrize("path", PO, ids=name)
def test_a_po_file_cut_inside_a_text_is_refused(path: Path) -> None:
    data = path.read_bytes()
    with pytest.raises(FileError, match=r"^Line"):
        read(data[: data.index(b'msgstr "Varf') + 15])
    with pytest.raises(FileError, match="ends in the middle of a text"):
        read(data[: data.index(b'msgstr "Varf')])
