"""Files that translators work on with their own tools: PO and XLIFF, alone or many in a ZIP.

Pure: bytes in and out, no database, no request. ``write`` and ``read`` are each other's inverse for every format, but that PO knows no
``FINAL``. Whatever is wrong with a file is a ``FileError`` with a message for the person who uploaded it.
"""

from __future__ import annotations

from translation.files.bundle import read_bundle, write_bundle
from translation.files.document import Document, Unit, UnitState
from translation.files.errors import FileError
from translation.files.formats import Format, read, write
from translation.files.limits import MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES, MAX_BYTES, MAX_UNITS

__all__ = [
    "MAX_BUNDLE_BYTES",
    "MAX_BUNDLE_FILES",
    "MAX_BYTES",
    "MAX_UNITS",
    "Document",
    "FileError",
    "Format",
    "Unit",
    "UnitState",
    "read",
    "read_bundle",
    "write",
    "write_bundle",
]
