"""Who is in the gallery and who is missing: portraits by theme, field, country and era, and how many of them each language has.

What nobody stands for is said first. One query, from the rows that the gallery is filtered by.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count

from common.facets import Facet
from common.names import countries
from common.selection import FacetKind
from portraits.models import PortraitIndexPage
from portraits.models.pages import GALLERY_KINDS, THEME

# The member states of the European Union (ISO 3166): whose absence is worth a word. Other countries are told where they have somebody.
UNION = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES"),
        *("FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU"),
        *("LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
REPORTED = (THEME, *(kind for kind in GALLERY_KINDS if kind.name in {"field", "country", "era"}))


@dataclass(frozen=True)
class Row:
    """One value: the published portraits in the source language, and those of them that each other language has."""

    label: str
    number: int
    translated: tuple[int, ...]

    @property
    def percents(self) -> tuple[int, ...]:
        """Of each language, rounded down; none where there is nothing to translate."""
        return tuple(100 * number // self.number for number in self.translated) if self.number else ()

    @property
    def shares(self) -> list[tuple[int, int]]:
        """Number and percent of each language."""
        return list(zip(self.translated, self.percents, strict=False))


@dataclass(frozen=True)
class Section:
    """One kind of filter."""

    title: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...]


def languages() -> list[tuple[str, str]]:
    """The languages that content is translated into."""
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def balance() -> list[Section]:
    """All sections, the most frequent values first in each."""
    counts = _counts()
    return [_section(kind, counts[kind.name]) for kind in REPORTED]


def _counts() -> dict[str, dict[tuple[str, str], int]]:
    """How many portraits stand under a value in a language, by kind."""
    counts: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    rows = Facet.objects.filter(listing__in=PortraitIndexPage.objects.values("pk"), kind__in=[kind.name for kind in REPORTED])
    fields = ("kind", "value", "page__locale__language_code")
    for kind, value, code, number in rows.order_by().values_list(*fields).annotate(number=Count("pk")):
        counts[kind][value, code] = number
    return counts


def _section(kind: FacetKind, counts: dict[tuple[str, str], int]) -> Section:
    found, missing = [], []
    for value, label in kind.labels.items():
        number = counts.get((value, settings.LANGUAGE_CODE), 0)
        if number:
            found.append(Row(str(label), number, tuple(counts.get((value, code), 0) for code, _name in languages())))
        elif is_expected(kind, value):
            missing.append(str(label))
    return Section(str(kind.label), tuple(sorted(found, key=lambda row: (-row.number, row.label))), tuple(sorted(missing)))


def is_expected(kind: FacetKind, value: Any) -> bool:
    """Whether a gallery for Europe misses somebody there."""
    return kind.vocabulary is not countries or value in UNION
