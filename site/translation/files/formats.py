"""The formats that translators' tools know, written and read alike."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from translation.files.charset import decode
from translation.files.document import Document
from translation.files.errors import FileError
from translation.files.limits import MAX_UNITS
from translation.files.po import read_po, write_po
from translation.files.xliff1 import read_xliff1, write_xliff1
from translation.files.xliff2 import read_xliff2, write_xliff2
from translation.files.xml_tree import local, parse_xml

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Format(StrEnum):
    """A kind of file. The value is for forms and addresses."""

    PO = "po"
    XLIFF_1 = "xliff-1"
    XLIFF_2 = "xliff-2"

    @property
    def suffix(self) -> str:
        """The end of a file's name, without the dot."""
        return "po" if self is Format.PO else "xlf"

    @property
    def media_type(self) -> str:
        types = {
            Format.PO: "text/x-gettext-translation",
            Format.XLIFF_1: "application/x-xliff+xml",
            Format.XLIFF_2: "application/xliff+xml",
        }
        return types[self]

    @property
    def label(self) -> str:
        """The name for people, in the active language."""
        return {Format.PO: _("PO (gettext)"), Format.XLIFF_1: "XLIFF 1.2", Format.XLIFF_2: "XLIFF 2.0"}[self]


WRITERS = {Format.PO: write_po, Format.XLIFF_1: write_xliff1, Format.XLIFF_2: write_xliff2}


def write(document: Document, format: Format) -> bytes:  # noqa: A002
    """The document as a file. The same document gives the same bytes."""
    return WRITERS[format](document)


def read(data: bytes, name: str = "") -> Document:
    """The one document in a file of any format; the content says which, not the name.

    Raises ``FileError`` for whatever cannot be read, with ``name`` in the message where it is given, and for a file of several documents.
    """
    try:
        documents = read_all(data)
        if len(documents) > 1:
            raise FileError(_("The file holds the texts of %(count)d pages where one was expected.") % {"count": len(documents)})
    except FileError as error:
        if not name:
            raise
        raise FileError(f"{name}: {error.message}") from error
    return documents[0]


def read_all(data: bytes) -> list[Document]:
    """The documents in a file that is no ZIP, one at least: XLIFF may hold several."""
    if data.startswith(ZIP_SIGNATURES):
        raise FileError(_("This is a ZIP file. A PO or XLIFF file was expected."))
    text = decode(data)
    if not text.lstrip().startswith("<"):
        return [read_po(text)]
    root = parse_xml(text)
    if local(root) != "xliff":
        raise FileError(_("This is XML, but not an XLIFF file."))
    is_second = root.get("version", "").startswith("2") or ":document:2" in root.tag
    documents = read_xliff2(root) if is_second else read_xliff1(root)
    if not documents:
        raise FileError(_("The XLIFF file holds no texts."))
    if sum(len(document.units) for document in documents) > MAX_UNITS:
        raise FileError(_("The file has more than %(count)d texts.") % {"count": MAX_UNITS})
    return documents
