"""What a check can find in a translation, and how grave it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error would show on the page or says something else than the source; a warning may be right and asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class FindingCode(StrEnum):
    """What kind of thing is wrong; stable, for filters, statistics and style sheets."""

    EMPTY = "empty"
    TAGS = "tags"
    LINKS = "links"
    PLACEHOLDERS = "placeholders"
    NUMBERS = "numbers"
    LENGTH = "length"
    TERMS = "terms"
    UNTRANSLATED = "untranslated"
    PUNCTUATION = "punctuation"
    SPACES = "spaces"


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to confirm. ``message`` is in the language that was active during the check and names exactly what; it is plain
    text and may hold tags as text, so templates escape it."""

    code: FindingCode
    severity: Severity
    message: str

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR
