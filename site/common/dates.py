"""Dates of which only a part is certain: 1878-11-07, 1878-11 or 1878."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language

# English as it is written in Europe.
LOCALES = {"en": "en_GB"}


@cache
def known_locale(code: str) -> Locale:
    """How dates are written in a language; European English where CLDR does not know it."""
    try:
        return Locale.parse(LOCALES.get(code, code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(LOCALES["en"])


def partial_date(text: str, language: str = "") -> str:
    """The date as it is written in a language, by default the reader's; empty for no date. Raises ValueError for what is none."""
    if not text:
        return ""
    parts = [int(part) for part in text.split("-")]
    code = language or get_language() or "en"
    locale = known_locale(code)
    match parts:
        case [year]:
            return str(year)
        case [year, month]:
            return str(format_skeleton("yMMMM", date(year, month, 1), locale=locale))
    year, month, day = parts
    return str(format_date(date(year, month, day), "long", locale=locale))
