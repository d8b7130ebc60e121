"""PO: what the header and the entries may look like."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from translation.files import Document, FileError, Format, Unit, UnitState, read, write

ID = "6f1c2d3e-4b5a-4c6d-8e7f-901a2b3c4d5e"
HEADER = f'msgid ""\nmsgstr ""\n"Language: sv\\n"\n"X-WagtailLocalize-TranslationID: {ID}\\n"\n\n'


def units(text: str) -> list[tuple[str, str, str]]:
    return [(unit.context, unit.source, unit.target) for unit in read(text.encode()).units]


def test_a_file_is_written_as_localize_writes_it() -> None:
    unit = Unit("body.1", 'A "quoted" line\nand more', "En rad", "Heading.\n\nAt most 80.", UnitState.NEEDS_REVIEW)
    text = write(Document(ID, "Title", "en", "pt-br", (unit,)), Format.PO).decode()
    assert f'"X-WagtailLocalize-TranslationID: {ID}\\n"\n' in text
    assert '"Language: pt_BR\\n"\n' in text
    assert '"Content-Type: text/plain; charset=UTF-8\\n"\n' in text
    assert text.endswith(
        '#. Heading.\n#. \n#. At most 80.\n#, fuzzy\nmsgctxt "body.1"\nmsgid ""\n"A \\"quoted\\" line\\n"\n"and more"\nmsgstr "En rad"\n'
    )


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is missing")
def test_gettext_takes_the_file(tmp_path: Path) -> None:
    # gettext keeps U+0004 for itself.
    every = "".join(chr(number) for number in range(1, 0x300) if number != 4) + "\u2028\ufeff👩\u200d🔬"
    path = tmp_path / "sv.po"
    path.write_bytes(write(Document(ID, "Title", "en", "sv", (Unit("a", every, every, "Note"), Unit("b", "x"))), Format.PO))
    command = ["msgfmt", "--check-format", "--output-file", str(tmp_path / "sv.mo"), str(path)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize(
    "header",
    [
        "",
        'msgid ""\nmsgstr ""\n\n',
        'msgid ""\nmsgstr "no header at all"\n\n',
        'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: 42\\n"\n\n',
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n\n',
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=unicode_escape\\nLanguage: ../..\\n"\n\n',
    ],
)
def test_without_a_header_the_texts_are_read_and_the_id_is_empty(header: str) -> None:
    document = read((header + 'msgctxt "a"\nmsgid "One"\nmsgstr "Ett\\\\x"\n').encode())
    assert (document.id, document.target_language) == ("", "")
    assert [unit.target for unit in document.units] == ["Ett\\x"]


def test_the_header_may_stand_anywhere_and_in_any_case() -> None:
    document = read(
        f'msgctxt "a"\nmsgid "One"\nmsgstr "Ett"\n\nmsgid ""\nmsgstr "x-wagtaillocalize-translationid: {ID.upper()}\\n"\n'.encode()
    )
    assert document.id == ID


@pytest.mark.parametrize(
    ("charset", "words"),
    [("ISO-8859-1", "Åsa är här"), ("windows-1253", "Γυναίκες"), ("ISO-8859-7", "Γυναίκες"), ("KOI8-R", "Женщины"), ("Shift_JIS", "女性")],
)
def test_the_declared_character_set_is_read(charset: str, words: str) -> None:
    text = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\nmsgctxt "a"\nmsgid "One"\nmsgstr "{words}"\n'
    assert read(text.encode(charset)).units[0].target == words


def test_bytes_outside_the_character_set_are_refused_with_their_line() -> None:
    with pytest.raises(FileError, match=r"^Line 2: .*utf-8"):
        read('msgid "One"\nmsgstr "Åsa"\n'.encode("iso-8859-1"))


def test_an_entry_without_context_has_none() -> None:
    assert units(HEADER + 'msgid "One"\nmsgstr "Ett"\n') == [("", "One", "Ett")]


def test_of_two_entries_for_one_text_the_first_translated_counts() -> None:
    entry = 'msgctxt "a"\nmsgid "One"\nmsgstr "{}"\n\n'
    assert units(HEADER + "".join(entry.format(target) for target in ("", "Ett", "En"))) == [("a", "One", "Ett")]


@pytest.mark.parametrize("target", ["", " ", "\\n\\t ", "\u00a0"])
def test_space_alone_is_no_translation(target: str) -> None:
    (unit,) = read(f'#, fuzzy\nmsgctxt "a"\nmsgid "One"\nmsgstr "{target}"\n'.encode()).units
    assert (unit.target, unit.state) == ("", UnitState.NEW)


def test_of_plural_forms_the_first_counts() -> None:
    assert units('msgid "One"\nmsgid_plural "Many"\nmsgstr[0] "Ett"\nmsgstr[1] "Flera"\n') == [("", "One", "Ett")]


def test_flags_of_an_obsolete_entry_do_not_reach_the_next() -> None:
    text = '#, fuzzy\n#. Old\n#~ msgid "Gone"\n#~ msgstr "Borta"\n\nmsgid "One"\nmsgstr "Ett"\n'
    (unit,) = read(text.encode()).units
    assert (unit.note, unit.state) == ("", UnitState.TRANSLATED)


def test_gettexts_escapes_are_understood_and_others_are_kept() -> None:
    assert units(r'msgid "a\tb\101\x42\"\\n\d\q"' + '\nmsgstr "x"\n') == [("", 'a\tbAB"\\n\\d\\q', "x")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "One"\nmsgstr "Ett\n', 2, "not a line of a PO file"),
        ('msgid "One"\nmsgstr "E"tt"\n', 2, "not a line of a PO file"),
        ('msgid "One"\nmsgstr "Ett\\"\n', 2, "not a line of a PO file"),
        ('msgid "One"\nmsgstr "Ett"\n\nhello\n', 4, "not a line of a PO file"),
        ('"lost"\nmsgid "One"\nmsgstr "Ett"\n', 1, "not a line of a PO file"),
        ('msgid "One"\n\nmsgid "Two"\nmsgstr "Två"\n', 3, "no translation line"),
        ('msgid "One"\nmsgstr "Ett"\n\nmsgctxt "a"\nmsgid "Two"\n', 6, "in the middle of a text"),
    ],
)
def test_what_is_no_po_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(FileError, match=words) as caught:
        read(text.encode())
    assert caught.value.line == line
    assert caught.value.message.startswith(f"Line {line}: ")
