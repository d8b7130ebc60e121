"""What somebody may mean: titles that begin as she types, and titles close to what she has misspelt.

Closeness is that of trigrams, the parts of three letters that two words share (Sørensen–Dice): https://www.postgresql.org/docs/current/pgtrgm.html
describes the same idea. The database brings a bounded number of titles with some of them, a pure function compares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Case, IntegerField, Value, When
from wagtail.models import Locale, Page

from common.text import fold
from home.routing import address
from home.search import Query, public_pages

MOST = 8
MOST_CORRECTIONS = 3
# Letters from which on suggestions are made, and a word is corrected.
SHORTEST = 2
SHORTEST_CORRECTED = 4
# Words of a query that are corrected, trigrams of them that are looked for, and titles that are compared.
MOST_WORDS = 4
MOST_TRIGRAMS = 24
MOST_TITLES = 200
# From here on two words are close: one letter wrong in six.
CLOSE = 0.4


@dataclass(frozen=True)
class Suggestion:
    """A page whose title begins with what was typed."""

    title: str
    kind: str
    url: str


def suggestions(query: Query, language: str) -> list[Suggestion]:
    """The pages of a language whose titles hold all words, of the last one at least the beginning."""
    if len(query.words) < SHORTEST:
        return []
    # A search may filter by columns of its own table alone.
    locale_id = Locale.objects.filter(language_code=language).values_list("pk", flat=True).first()
    pages = public_pages().filter(locale_id=locale_id)
    found = pages.autocomplete(query.words, operator="and")[:MOST]
    return [Suggestion(page.title, page.page_type_display_name, address(language, page.url_path)) for page in found]


def corrections(query: Query, language: str) -> list[str]:
    """Words of titles in a language that are close to all words of a query that found nothing: one query."""
    terms = query.terms[:MOST_WORDS]
    if not any(len(term) >= SHORTEST_CORRECTED for term in terms):
        return []
    parts = sorted({part for term in terms for part in trigrams(term) if " " not in part})[:MOST_TRIGRAMS]
    if not parts:
        return []
    shared = reduce(add, (Case(When(title__icontains=part, then=1), default=0, output_field=IntegerField()) for part in parts), Value(0))
    pages: Iterable[Page] = public_pages().filter(locale__language_code=language).annotate(shared=shared).filter(shared__gt=0)
    titles = list(pages.order_by("-shared", "pk").values_list("title", flat=True)[:MOST_TITLES])  # type: ignore[attr-defined]
    return closest(terms, titles)


def closest(terms: Collection[str], titles: Iterable[str]) -> list[str]:
    """For each of the best titles the words of it that are closest to the terms, as they are written there; best first.

    A title counts if it has a close word for every term. The terms themselves are no correction.
    """
    scored: dict[str, float] = {}
    for title in titles:
        words = [(word.strip("“”\"'«».,:;!?()"), trigrams(fold(word))) for word in title.split()]
        matches = [max(((closeness(trigrams(term), parts), word) for word, parts in words), default=(0.0, "")) for term in terms]
        if matches and all(score >= CLOSE for score, _word in matches):
            correction = " ".join(dict.fromkeys(word for _score, word in matches))
            if fold(correction).split() != list(terms):
                scored[correction] = max(scored.get(correction, 0.0), sum(score for score, _word in matches))
    return sorted(scored, key=lambda correction: (-scored[correction], correction))[:MOST_CORRECTIONS]


def trigrams(word: str) -> frozenset[str]:
    """The parts of three letters of a folded word; its beginning and end count as such."""
    padded = f"  {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2)) if word else frozenset()


def closeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 for nothing in common, 1 for the same."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
