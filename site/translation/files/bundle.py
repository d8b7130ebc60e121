"""Many documents in one ZIP, out and in. Nothing is ever unpacked to disk, so names in it are words and no paths."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from translation.files.document import Document
from translation.files.errors import FileError
from translation.files.formats import ZIP_SIGNATURES, Format, read_all, write
from translation.files.limits import (
    MAX_BUNDLE_BYTES,
    MAX_BUNDLE_FILES,
    MAX_BUNDLE_UNPACKED,
    MAX_BYTES,
    MAX_RATIO,
    MEGABYTE,
    RATIO_MATTERS_FROM,
)

MEDIA_TYPE = "application/zip"
# The same documents give the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)
MAX_SLUG = 60
MAX_NAME = 120
# What Python's zipfile says of a broken or unusual file.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError, IndexError)

Read = tuple[str, Document | FileError]


def write_bundle(documents: Sequence[Document], format: Format) -> bytes:  # noqa: A002
    """A ZIP with a file for each document: "<nn>-<slug of the title>-<language>.<suffix>", in their order."""
    buffer = io.BytesIO()
    width = max(2, len(str(len(documents))))
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, document in enumerate(documents, 1):
            name = f"{number:0{width}}-{_slug(document.title)}-{document.target_language or 'xx'}.{format.suffix}"
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, write(document, format))
    return buffer.getvalue()


def read_bundle(data: bytes, name: str = "") -> list[Read]:
    """What each file in a ZIP holds, under its name: a document, or why it cannot be read.

    A single PO or XLIFF file is taken as well, under ``name``. A file of several documents comes as "name (1)", "name (2)". Raises
    ``FileError`` when the ZIP itself cannot be read or goes beyond the limits.
    """
    if not data.startswith(ZIP_SIGNATURES):
        return list(_documents(name, data))
    if len(data) > MAX_BUNDLE_BYTES:
        raise FileError(_("The ZIP file is larger than %(size)d MB.") % {"size": MAX_BUNDLE_BYTES // MEGABYTE})
    # Counted before Python lists them: an entry needs 46 bytes, and a list of them much more.
    if data.count(b"PK\x01\x02") > MAX_BUNDLE_FILES:
        raise FileError(_("The ZIP file holds more than %(count)d files.") % {"count": MAX_BUNDLE_FILES})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [read for entry in _entries(archive) for read in _read_entry(archive, entry)]
    except FileError:
        raise
    except BROKEN as error:
        raise FileError(_("The ZIP file is damaged.")) from error


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files that people put there, without folders and what systems leave behind."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MAX_BUNDLE_UNPACKED:
        raise FileError(_("The files in the ZIP file are larger than %(size)d MB.") % {"size": MAX_BUNDLE_UNPACKED // MEGABYTE})
    return [entry for entry in entries if not entry.is_dir() and not _is_left_behind(entry.filename)]


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> list[Read]:
    name = _word(entry.filename)
    try:
        return list(_documents(name, _unpack(archive, entry)))
    except FileError as error:
        return [(name, error)]


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a file. zipfile stops at the size that the entry claims, which has been counted."""
    if entry.file_size > MAX_BYTES:
        raise FileError(_("The file is larger than %(size)d MB.") % {"size": MAX_BYTES // MEGABYTE})
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise FileError(_("The file is packed more tightly than any text."))
    if entry.flag_bits & 1:
        raise FileError(_("The file is protected by a password."))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileError(_("The file is packed in a way that few programs know. Make an ordinary ZIP file."))
    try:
        return archive.read(entry)
    except BROKEN as error:
        raise FileError(_("A file in the ZIP is damaged.")) from error


def _documents(name: str, data: bytes) -> Iterator[Read]:
    documents = read_all(data)
    for number, document in enumerate(documents, 1):
        yield (f"{name} ({number})" if len(documents) > 1 else name), document


def _is_left_behind(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in ("thumbs.db", "desktop.ini")


def _word(path: str) -> str:
    """The last part of a path, as it may be shown."""
    last = re.split(r"[\\/]", path)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-MAX_NAME:] or "?"


def _slug(title: str) -> str:
    """The title in ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:MAX_SLUG].strip("-") or "texts"
