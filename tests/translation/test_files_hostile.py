"""Files that were made to do harm, and files that are something else: a message, in little time, and never anything more."""

from __future__ import annotations

import contextlib
import time

import pytest
from django.utils import translation

from translation.files import MAX_BYTES, MAX_UNITS, FileError, read
from translation.files.limits import MAX_DEPTH, MAX_PARTS

HEAD = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="" source-language="en" datatype="html"><body>'
UNIT = '<trans-unit id="1"><source>{}</source></trans-unit>'
TAIL = "</body></file></xliff>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def xliff(inside: str) -> bytes:
    return (HEAD + inside + TAIL).encode()


@pytest.mark.parametrize(
    "data",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD}{UNIT.format("&l9;")}{TAIL}',
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>{HEAD}{UNIT.format("&f;")}{TAIL}',
        f'<!DOCTYPE x [<!ENTITY % f SYSTEM "http://127.0.0.1/">%f;]>{HEAD}{UNIT.format("a")}{TAIL}',
        f'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">{HEAD}{UNIT.format("a")}{TAIL}',
        "<!DOCTYPE html><html><body>Log in</body></html>",
    ],
    ids=["billion laughs", "external entity", "parameter entity", "external document type", "HTML"],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(data: str, charset: str) -> None:
    with pytest.raises(FileError, match="document type or entities"):
        read(data.encode(charset))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text"),
        (b"\xde\x12\x04\x95\0\0\0\0\x01\0\0\0", "not a text"),
        (b"\0\0\0\0", "not a text file"),
        (b'msgid "a\0b"\nmsgstr ""\n', "not a text file"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\xff\xfea", "utf-16"),
        (b"%PDF-1.7\n", "Line 1: This is not a line of a PO file"),
        (b"title,body\nOne,Two\n", "Line 1: This is not a line of a PO file"),
        (b"# only a comment\n", "neither a PO file nor an XLIFF file"),
        (b"<html><body>Log in</body></html>", "not an XLIFF"),
        (b"<html><br></html>", "Line 1: This is not valid XML"),
        (b'<xliff version="1.2">\n<file>&nbsp;</file></xliff>', "Line 2: This is not valid XML"),
        (b'<xliff version="1.2">\n<file>\x01</file></xliff>', "Line 2: This is not valid XML"),
        (b'<xliff version="1.2">\n<file>\xff</file></xliff>', "Line 2: .*utf-8"),
        (b'<xliff version="1.2"/>', "holds no texts"),
        (b'<xliff version="2.0"/>', "holds no texts"),
        (b"<a:xliff/>", "not valid XML"),
        (b"\n\n<xliff>\n<", "Line 4: This is not valid XML"),
        (b"\n\nhello\n", "Line 3: This is not a line of a PO file"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        read(data)


@pytest.mark.parametrize("charset", ["rot13", "hex", "zip", "idna", "punycode", "unicode_escape", "utf-16", "undefined", "no-such", "mbcs"])
def test_a_declared_codec_that_is_no_character_set_is_not_used(charset: str) -> None:
    assert read(f'<?xml version="1.0" encoding="{charset}"?>{HEAD}{UNIT.format("Å")}{TAIL}'.encode()).units[0].source == "Å"
    assert read(f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}"\n\nmsgid "Å"\nmsgstr ""\n'.encode()).units[0].source == "Å"


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(FileError, match="larger than 5 MB"):
        read(b"#" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xliff("<g>" * 100_000), "far larger"),
        (xliff(UNIT.format("<g>" * (MAX_DEPTH - 4) + "</g>" * (MAX_DEPTH - 4))), "far larger"),
        (xliff("<a/>" * (MAX_PARTS + 1)), "far larger"),
        (b"\n" * MAX_PARTS + b'msgid "a"\nmsgstr ""\n', "more than 200000 lines"),
        (b"".join(b'msgid "%d"\nmsgstr ""\n' % number for number in range(MAX_UNITS + 1)), "more than 20000 texts"),
        (xliff("".join(f"<trans-unit id='{n}'><source>{n}</source></trans-unit>" for n in range(MAX_UNITS + 1))), "more than 20000 texts"),
    ],
    ids=["never closed", "deep", "many elements", "many lines", "many entries", "many units"],
)
def test_more_than_texts_need_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b'msgid "a"\nmsgstr ""\n' + b'"x"\n' * (MAX_PARTS - 10),
        b"\n \n" * 1_000_000,
        b'"' * 4_000_000,
        b'msgid "' + b'\\"' * 1_000_000 + b'"\nmsgstr ""\n',
        b'msgid "' + b"\\" * 1_000_001 + b'"\nmsgstr ""\n',
        xliff(UNIT.format("&lt;a " * 300_000)),
        xliff(UNIT.format("<x/>" * (MAX_PARTS - 10))),
        b"<xliff" + b"".join(b' a%d=""' % number for number in range(100_000)) + b"/>",
    ],
    ids=["continued lines", "blank lines", "open quotes", "quotes", "backslashes", "tags that never end", "codes", "attributes"],
)
def test_the_time_grows_with_the_size_and_not_with_its_square(data: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(FileError):
        read(data)
    # About one second; what grows with the square takes minutes.
    assert time.process_time() - start < 15


def test_no_text_that_is_read_holds_what_a_database_cannot() -> None:
    hidden = '<cp hex="0000"/><cp hex="DFFF"/>'
    two = f'<xliff version="2.0"><file id="f"><unit id="1" name="a"><segment><source>a{hidden}</source></segment></unit></file></xliff>'
    one = xliff(UNIT.format('a<x id="1" equiv-text="U+0000"/><x id="2" equiv-text="U+DFFF"/>'))
    for data in (two.encode(), one, b'msgid "a\\000\\0"\nmsgstr "b\\x00"\n'):
        (unit,) = read(data).units
        assert unit.source == "a\ufffd\ufffd"
        unit.target.encode()
        assert "\0" not in unit.target


def test_the_message_names_the_file_and_is_in_the_language_of_the_reader() -> None:
    with pytest.raises(FileError) as caught, translation.override("sv"):
        read(b"", "page.po")
    assert caught.value.message.startswith("page.po: ")
    assert str(caught.value) == caught.value.message


@pytest.mark.parametrize("path", [__file__, "/etc/hostname", "setup.po"])
def test_the_name_of_a_file_opens_none(path: str) -> None:
    for data in (path.encode(), f"{path}\n".encode()):
        with pytest.raises(FileError, match="not a line of a PO file"):
            read(data)
