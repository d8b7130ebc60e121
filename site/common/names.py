"""Names of countries and languages in the reader's language, from Unicode's CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.functional import lazy
from django.utils.translation import get_language

# What CLDR lists beside countries: unions, unknown and pseudo regions.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@cache
def _locale(language: str) -> Locale:
    """What CLDR knows of a language; of one that it does not know, what it knows of English."""
    try:
        return Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def country_name(code: str, language: str = "") -> str:
    """The name of a country (ISO 3166-1 alpha-2) in a language, by default the reader's; the code itself if there is none."""
    names: Mapping[str, str] = _locale(language or get_language() or "en").territories
    return names.get(code) or str(_locale("en").territories.get(code, code))


def language_name(code: str, language: str = "") -> str:
    """The name of a language (ISO 639) in a language, by default the reader's; the code itself if there is none."""
    names: Mapping[str, str] = _locale(language or get_language() or "en").languages
    return names.get(code, code)


# Made once: each call of ``lazy`` makes a class.
lazy_country_name = lazy(country_name, str)
lazy_language_name = lazy(language_name, str)


@cache
def countries() -> list[tuple[str, object]]:
    """All countries as pairs of code and name, in the alphabet of the English names."""
    codes = [str(code) for code in _locale("en").territories if len(str(code)) == 2 and str(code).isalpha()]
    known = sorted((code for code in codes if code not in NO_COUNTRIES), key=lambda code: country_name(code, "en"))
    return [(code, lazy_country_name(code)) for code in known]


def languages(*codes: str) -> list[tuple[str, object]]:
    """These languages as pairs of code and name."""
    return [(code, lazy_language_name(code)) for code in codes]
