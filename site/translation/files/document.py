"""What a file holds, whatever its format: the strings of one page or snippet in one language."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

REPLACEMENT = "\ufffd"
# The language tag of XML that says no language.
UNKNOWN = "und"
# What no text holds: PostgreSQL stores no NUL, UTF-8 no lone surrogate.
NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
# What XML 1.0 cannot hold, not even as a character reference.
NO_XML_RANGES = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
NO_XML = re.compile(f"[{NO_XML_RANGES}]")


class UnitState(StrEnum):
    """How far a translation is. PO knows no ``FINAL``: there it is ``TRANSLATED``."""

    NEW = "new"
    TRANSLATED = "translated"
    NEEDS_REVIEW = "needs-review"
    FINAL = "final"


@dataclass(frozen=True)
class Unit:
    """One string of one place.

    ``context`` is localize's content path; together with ``source`` it is unique in a document, and "" where a tool dropped it. ``source``
    and ``target`` are localize's strings: inline tags as ``<b>``, links as ``<a id="a1">``, ``&`` as ``&amp;``. A ``target`` read from a
    file is as untrusted as the file: localize's ``StringValue.from_translated_html`` says whether it may be stored.

    A target of white space alone is none, and ``state`` is ``NEW`` exactly while there is none. ``note`` is for translators: lines without
    trailing white space. NUL and lone surrogates, and in context and note all that XML cannot hold, become U+FFFD.
    """

    context: str
    source: str
    target: str = ""
    note: str = ""
    state: UnitState = UnitState.NEW

    def __post_init__(self) -> None:
        target = NO_TEXT.sub(REPLACEMENT, self.target) if self.target.strip() else ""
        state = UnitState.NEW if not target else UnitState.TRANSLATED if self.state == UnitState.NEW else self.state
        note = "\n".join(line.rstrip() for line in self.note.splitlines()).strip()
        object.__setattr__(self, "context", NO_XML.sub(REPLACEMENT, self.context))
        object.__setattr__(self, "source", NO_TEXT.sub(REPLACEMENT, self.source))
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "note", NO_XML.sub(REPLACEMENT, note))
        object.__setattr__(self, "state", state)


@dataclass(frozen=True)
class Document:
    """The strings of one page or snippet in one language.

    ``id`` is the UUID of localize's ``Translation``, "" when a tool dropped it. ``title`` is one line. Languages are codes as in
    ``settings.LANGUAGES`` ("pt-br"), "" when unknown. A text that stands in one place twice has one translation: it is one unit, and the
    first that is translated counts. Units without a source are left out.
    """

    id: str
    title: str
    source_language: str
    target_language: str
    units: tuple[Unit, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", translation_id(self.id))
        object.__setattr__(self, "title", NO_XML.sub(REPLACEMENT, " ".join(self.title.split())))
        object.__setattr__(self, "source_language", language_code(self.source_language))
        object.__setattr__(self, "target_language", language_code(self.target_language))
        object.__setattr__(self, "units", _distinct(self.units))


def translation_id(text: str) -> str:
    """The UUID in its usual form, "" for anything else."""
    try:
        return str(uuid.UUID(text.strip()))
    except ValueError:
        return ""


def language_code(tag: str) -> str:
    """Django's form of what files write: "pt_BR", "pt-BR" and "pt_BR.UTF-8" are "pt-br"; what is no language is ""."""
    code = re.split(r"[.@]", tag.strip())[0].replace("_", "-").lower()
    return code if code != UNKNOWN and re.fullmatch(r"[a-z]{1,8}(-[a-z0-9]{1,8})*", code) else ""


def language_tag(code: str, separator: str = "-") -> str:
    """The form that files write: "pt-br" is "pt-BR", "zh-hans" is "zh-Hans"."""
    first, *rest = code.split("-")
    return separator.join([first, *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest)])


def _distinct(units: Iterable[Unit]) -> tuple[Unit, ...]:
    found: dict[tuple[str, str], Unit] = {}
    for unit in units:
        key = (unit.context, unit.source)
        if unit.source and (key not in found or (unit.target and not found[key].target)):
            found[key] = unit
    return tuple(found.values())
