"""PO files as wagtail-localize writes them: msgctxt is the context, msgid the source, ``X-WagtailLocalize-TranslationID`` the id.

polib writes. It does not read: given text that is the name of a file it opens that file, it breaks lines inside strings at U+2028 and its
like, it refuses ``#,fuzzy`` and gettext's newer ``#=``, and it takes hours over 5 MB of short continuation lines. The grammar is gettext's:
https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import polib
from django.utils.translation import gettext as _

from translation.files.document import Document, Unit, UnitState, language_tag
from translation.files.errors import FileError
from translation.files.limits import MAX_PARTS, MAX_UNITS

ID_HEADER = "X-WagtailLocalize-TranslationID"
LINE_END = re.compile(r"\r\n|\r|\n")
FIELD = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d{1,3}\])?)\s*)?"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9a-fA-F]{1,2}))")
ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}


def write_po(document: Document) -> bytes:
    """The document as UTF-8. ``NEEDS_REVIEW`` is the flag fuzzy, notes are ``#.`` comments."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Project-Id-Version": document.title,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language_tag(document.target_language, "_"),
        "X-Source-Language": language_tag(document.source_language, "_"),
        ID_HEADER: document.id,
    }
    for unit in document.units:
        po.append(
            polib.POEntry(
                msgctxt=unit.context or None,
                msgid=unit.source,
                msgstr=unit.target,
                comment=unit.note,
                flags=["fuzzy"] if unit.state == UnitState.NEEDS_REVIEW else [],
            )
        )
    return str(po).encode()


def read_po(text: str) -> Document:
    """The document in a PO file. Obsolete entries and previous texts are passed over; of plural forms the first counts. What the header
    does not say is "". Raises ``FileError`` with the line that is no PO."""
    header: dict[str, str] = {}
    units: list[Unit] = []
    entry = None
    for entry in _entries(text):
        fields = {name: "".join(parts) for name, parts in entry.fields.items()}
        source, target = fields["msgid"], fields.get("msgstr", fields.get("msgstr[0]", ""))
        if source:
            state = UnitState.NEEDS_REVIEW if "fuzzy" in entry.flags else UnitState.TRANSLATED
            units.append(Unit(fields.get("msgctxt", ""), source, target, "\n".join(entry.notes), state))
        elif not header and "msgctxt" not in fields:
            header = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in target.splitlines())}
        if len(units) > MAX_UNITS:
            raise FileError(_("The file has more than %(count)d texts.") % {"count": MAX_UNITS})
    if entry is None:
        raise FileError(_("The file is neither a PO file nor an XLIFF file."))
    return Document(
        id=header.get(ID_HEADER.lower(), ""),
        title=header.get("project-id-version", ""),
        source_language=header.get("x-source-language", ""),
        target_language=header.get("language", ""),
        units=tuple(units),
    )


@dataclass
class _Entry:
    """An entry as it is being read: the parts of each of its strings, by keyword."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    @property
    def is_complete(self) -> bool:
        return "msgid" in self.fields and any(name.startswith("msgstr") for name in self.fields)


def _entries(text: str) -> Iterator[_Entry]:
    entry = _Entry()
    parts: list[str] | None = None  # of the string that a line of quotes alone continues
    number = 0
    for number, line in enumerate((line.strip() for line in LINE_END.split(text)), 1):
        if number > MAX_PARTS:
            raise FileError(_("The file has more than %(count)d lines.") % {"count": MAX_PARTS})
        if not line:
            continue
        match = FIELD.fullmatch(line)
        keyword = match[1] if match else None
        if entry.is_complete and (line.startswith("#") or keyword in ("msgctxt", "msgid")):
            yield entry
            entry, parts = _Entry(), None
        if line.startswith("#"):
            if line.startswith("#~") and not entry.fields:
                entry = _Entry()  # its comments and flags belong to what is obsolete
            _take_comment(entry, line)
        elif not match:
            raise FileError(_("This is not a line of a PO file."), number)
        else:
            if keyword in entry.fields:
                raise FileError(_("The text before this one has no translation line (msgstr)."), number)
            if keyword:
                parts = entry.fields.setdefault(keyword, [])
            if parts is None:
                raise FileError(_("This is not a line of a PO file."), number)
            parts.append(ESCAPE.sub(_unescape, match[2]))
    if entry.is_complete:
        yield entry
    elif entry.fields:
        raise FileError(_("The file ends in the middle of a text."), number)


def _take_comment(entry: _Entry, line: str) -> None:
    """Keep flags and notes; where a text stands, what it was and what translators wrote to each other is left out."""
    if line.startswith(("#,", "#=")):
        entry.flags.update(flag.strip() for flag in line[2:].split(","))
    elif line.startswith("#."):
        entry.notes.append(line[2:].removeprefix(" "))


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return ESCAPED[match[1]]
    return chr(int(match[2], 8) & 0xFF if match[2] else int(match[3], 16))
