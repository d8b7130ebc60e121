"""Many documents in one ZIP, and ZIPs that were made to do harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from translation.files import (
    MAX_BUNDLE_BYTES,
    MAX_BUNDLE_FILES,
    MAX_BYTES,
    Document,
    FileError,
    Format,
    Unit,
    read_bundle,
    write,
    write_bundle,
)
from translation.files.limits import MAX_BUNDLE_UNPACKED

ID = "6f1c2d3e-4b5a-4c6d-8e7f-901a2b3c4d5e"
DOCUMENT = Document(ID, "Why courses lose women", "en", "sv", (Unit("title", "Why courses lose women", "Varför"),))
PO = write(DOCUMENT, Format.PO)


def packed(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def reasons(data: bytes) -> dict[str, str]:
    return {name: result.message if isinstance(result, FileError) else "" for name, result in read_bundle(data)}


class TestNames:
    @pytest.mark.parametrize(
        ("kind", "name"), [(Format.PO, "01-a-page-sv.po"), (Format.XLIFF_1, "01-a-page-sv.xlf"), (Format.XLIFF_2, "01-a-page-sv.xlf")]
    )
    def test_names_say_number_title_and_language(self, kind: Format, name: str) -> None:
        data = write_bundle([Document(ID, "A page", "en", "sv", ())], kind)
        assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [name]

    def test_names_are_safe_and_unique(self) -> None:
        titles = ["../../etc/passwd", "Γυναίκες", "", "CON", "Åsa’s  “page”\0\n", "x" * 300, "A page", "A page"]
        names = [
            name for name, _document in read_bundle(write_bundle([Document("", title, "en", "el", ()) for title in titles], Format.PO))
        ]
        assert names == [
            "01-etc-passwd-el.po",
            "02-texts-el.po",
            "03-texts-el.po",
            "04-con-el.po",
            "05-asas-page-el.po",
            f"06-{'x' * 60}-el.po",
            "07-a-page-el.po",
            "08-a-page-el.po",
        ]

    def test_names_sort_as_the_documents_do(self) -> None:
        names = zipfile.ZipFile(io.BytesIO(write_bundle([DOCUMENT] * 101, Format.PO))).namelist()
        assert names == sorted(names)
        assert names[0].startswith("001-")

    def test_the_same_documents_give_the_same_bytes(self) -> None:
        assert write_bundle([DOCUMENT], Format.PO) == write_bundle([DOCUMENT], Format.PO)


class TestReading:
    def test_one_bad_file_does_not_spoil_the_others(self) -> None:
        (good, document), (bad, error) = read_bundle(packed({"a.po": PO, "b.txt": b"hello"}))
        assert (good, document, bad) == ("a.po", DOCUMENT, "b.txt")
        assert isinstance(error, FileError)
        assert error.message == "Line 1: This is not a line of a PO file."

    def test_the_format_is_told_by_the_content(self) -> None:
        files = {f"{number}.txt": write(DOCUMENT, kind) for number, kind in enumerate(Format)}
        assert [document for _name, document in read_bundle(packed(files))] == [DOCUMENT] * 3

    def test_what_systems_leave_behind_is_passed_over(self) -> None:
        files = {"sv/": b"", "sv/a.po": PO, "__MACOSX/sv/._a.po": b"\0", "sv/.DS_Store": b"\0", "sv/Thumbs.db": b"\0"}
        assert reasons(packed(files)) == {"a.po": ""}

    def test_an_empty_zip_holds_nothing(self) -> None:
        assert read_bundle(packed({})) == []

    def test_a_single_file_is_a_bundle_of_one(self) -> None:
        assert read_bundle(PO, "a.po") == [("a.po", DOCUMENT)]

    def test_a_single_file_that_cannot_be_read_is_an_error(self) -> None:
        with pytest.raises(FileError, match="empty"):
            read_bundle(b"")

    def test_a_file_of_several_documents_is_taken_apart(self) -> None:
        file = f'<file original="{ID}" source-language="en" datatype="html"><body/></file>'
        data = f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{file}{file}</xliff>'.encode()
        assert [name for name, _document in read_bundle(data, "all.xlf")] == ["all.xlf (1)", "all.xlf (2)"]
        assert [name for name, _document in read_bundle(packed({"all.xlf": data}))] == ["all.xlf (1)", "all.xlf (2)"]


class TestHostile:
    @pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:\\temp\\passwd", "a/../passwd", "\u202epass\nwd/passwd"])
    def test_paths_are_only_names(self, path: str) -> None:
        assert list(reasons(packed({path: PO}))) == ["passwd"]

    def test_a_zip_in_a_zip_is_refused(self) -> None:
        assert reasons(packed({"a.zip": packed({"b.po": PO})})) == {"a.zip": "This is a ZIP file. A PO or XLIFF file was expected."}

    def test_a_bomb_of_one_file_is_refused(self) -> None:
        assert reasons(packed({"a.po": b"\n" * MAX_BYTES, "b.po": PO})) == {
            "a.po": "The file is packed more tightly than any text.",
            "b.po": "",
        }

    def test_a_file_beyond_the_limit_is_refused(self) -> None:
        assert reasons(packed({"a.po": b"#" * (MAX_BYTES + 1)}, zipfile.ZIP_STORED)) == {"a.po": "The file is larger than 5 MB."}

    def test_a_bomb_of_many_files_is_refused(self) -> None:
        size = MAX_BYTES - 1
        files = {f"{number}.po": b"\n" * size for number in range(MAX_BUNDLE_UNPACKED // size + 1)}
        with pytest.raises(FileError, match="larger than 40 MB"):
            read_bundle(packed(files))

    def test_too_many_files_are_refused(self) -> None:
        with pytest.raises(FileError, match=f"more than {MAX_BUNDLE_FILES} files"):
            read_bundle(packed({f"{number}.po": b"" for number in range(MAX_BUNDLE_FILES + 1)}))

    def test_a_zip_beyond_the_limit_is_refused(self) -> None:
        with pytest.raises(FileError, match="ZIP file is larger than 20 MB"):
            read_bundle(b"PK\x03\x04" + bytes(MAX_BUNDLE_BYTES))

    def test_a_size_that_is_a_lie_unpacks_no_more(self) -> None:
        data = bytearray(packed({"a.po": b"#" * 2_000_000}))
        for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = data.index(signature) + offset
            data[at : at + 4] = (100).to_bytes(4, "little")
        assert reasons(bytes(data)) == {"a.po": "A file in the ZIP is damaged."}

    def test_a_wrong_checksum_is_refused(self) -> None:
        data = packed({"a.po": PO}).replace(zlib.crc32(PO).to_bytes(4, "little"), b"\1\2\3\4")
        assert reasons(data) == {"a.po": "A file in the ZIP is damaged."}

    def test_a_password_is_refused(self) -> None:
        data = bytearray(packed({"a.po": PO}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        assert reasons(bytes(data)) == {"a.po": "The file is protected by a password."}

    @pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_an_unusual_compression_is_refused(self, compression: int) -> None:
        assert "Make an ordinary ZIP file" in reasons(packed({"a.po": PO}, compression))["a.po"]

    @pytest.mark.parametrize("end", [4, 30, -1, -10, -30])
    def test_half_a_zip_is_refused(self, end: int) -> None:
        with pytest.raises(FileError, match="ZIP file is damaged"):
            read_bundle(packed({"a.po": PO})[:end])
