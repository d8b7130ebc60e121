"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from translation.files.errors import FileError
from translation.files.limits import MAX_BYTES, MEGABYTE

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),  # XML in UTF-16 may come without a mark
    (b"\0<", "utf-16-be"),
)
XML_DECLARATION = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]+)["']""")
PO_HEADER = re.compile(rb"""(?:\A|[\r\n])[ \t]*+(?:msgstr[ \t]*+)?"[^"\r\n]*?charset=([\w.:-]+)""", re.IGNORECASE)
# Codecs that turn bytes into text and nothing else: Python also names ciphers and escapes so.
CHARSET = re.compile(
    r"ascii|utf-(8|16|32)(-[lb]e)?|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|tis-620|big5\w*|gb\w+|euc_\w+|shift_jis\w*|iso2022_\w+"
)


def decode(data: bytes) -> str:
    """The text, without a byte order mark. The mark counts more than what the file says of itself; without either it is UTF-8.

    Raises ``FileError`` for a file that is empty, larger than ``MAX_BYTES``, not in its character set, or no text.
    """
    if len(data) > MAX_BYTES:
        raise FileError(_("The file is larger than %(size)d MB.") % {"size": MAX_BYTES // MEGABYTE})
    charset, body = next(
        ((charset, data.removeprefix(mark) if b"<" not in mark else data) for mark, charset in BYTE_ORDER_MARKS if data.startswith(mark)),
        (_declared(data), data),
    )
    try:
        text = body.decode(charset)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise FileError(_("The file is not a text in the character set %(charset)s.") % {"charset": charset}, line) from error
    if "\0" in text:
        raise FileError(_("The file is not a text file."))
    if not text.strip():
        raise FileError(_("The file is empty."))
    return text


def _declared(data: bytes) -> str:
    match = XML_DECLARATION.match(data) if data.lstrip().startswith(b"<") else PO_HEADER.search(data)
    try:
        charset = codecs.lookup(match[1].decode("ascii")).name if match else "utf-8"
    except LookupError:
        return "utf-8"
    # In bytes that were found by reading ASCII, UTF-16 cannot be true.
    return charset if CHARSET.fullmatch(charset) and not charset.startswith(("utf-16", "utf-32")) else "utf-8"
