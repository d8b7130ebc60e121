"""Which portrait stands beside a lesson: who shares most of its themes, and among equals each in her turn.

Nothing is counted and nothing is random: among equals the seed of a place decides, so that many places show everybody about equally often
and one place always the same person. Score and choice are pure functions; two queries find the candidates for any number of wishes.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from common.companions import Companion, Wish, register_companions
from common.facets import Facet
from common.reading import readable
from portraits.models import PortraitPage
from portraits.models.pages import THEME

# How many portraits are looked at, those with most of the themes first.
CANDIDATES = 60


@dataclass(frozen=True)
class Candidate:
    """Somebody with her themes."""

    key: uuid.UUID
    themes: frozenset[str]


def shared(wanted: Sequence[str], themes: Collection[str]) -> tuple[str, ...]:
    """The themes in common, in the order of the wish."""
    return tuple(theme for theme in wanted if theme in themes)


def score(wanted: Sequence[str], themes: Collection[str]) -> int:
    """A theme counts the more the earlier it is wished for; any theme more than all that come after it."""
    return sum(1 << (len(wanted) - place) for place, theme in enumerate(wanted) if theme in themes)


def turn(key: uuid.UUID, seed: str) -> bytes:
    """Where somebody stands among equals: as if it was drawn by lot for each seed, and always the same."""
    return hashlib.sha256(f"{key}|{seed}".encode()).digest()


def choose(wish: Wish, candidates: Iterable[Candidate], taken: Collection[uuid.UUID] = ()) -> Candidate | None:
    """Who fits a wish best and is not ``taken``; None where nobody shares a theme."""
    fitting = [other for other in candidates if other.key not in taken and shared(wish.themes, other.themes)]
    return min(fitting, key=lambda other: (-score(wish.themes, other.themes), turn(other.key, wish.seed)), default=None)


@register_companions
def companions_for(wishes: Sequence[Wish], language: str) -> list[Companion | None]:
    """One portrait for each wish, as ``common.companions`` describes it."""
    keys = {wish.key for wish in wishes if wish.key}
    themes = {theme for wish in wishes for theme in wish.themes}
    found = find(keys, themes, language)
    candidates = [Candidate(key, frozenset(page.themes)) for key, page in found.items()]
    taken = {key for key in keys if key in found}
    answers: list[Companion | None] = []
    for wish in wishes:
        chosen = wish.key if wish.key in found else None
        if chosen is None:
            candidate = choose(wish, candidates, taken)
            chosen = candidate.key if candidate else None
        if chosen is not None:
            taken.add(chosen)
        answers.append(present(found[chosen], wish) if chosen else None)
    return answers


def find(keys: Collection[uuid.UUID], themes: Collection[str], language: str) -> dict[uuid.UUID, PortraitPage]:
    """The published portraits of a language with these keys or any of these themes: two queries."""
    portraits = readable(PortraitPage.objects.filter(locale__language_code=language))
    filed = Facet.objects.filter(kind=THEME.name, value__in=themes, page__locale__language_code=language)
    most = filed.values("page_id").annotate(number=Count("pk")).order_by("-number", "page_id")[:CANDIDATES].values("page_id")
    pages = portraits.filter(pk__in=most).defer_streamfields()
    found = {page.translation_key: page for page in pages} if themes else {}
    if missing := set(keys) - set(found):
        found |= {page.translation_key: page for page in portraits.filter(translation_key__in=missing).defer_streamfields()}
    return found


def present(page: PortraitPage, wish: Wish) -> Companion:
    """A portrait as the app beside this one shows it."""
    return Companion(
        key=page.translation_key,
        name=page.title,
        url=page.url or "",
        work=page.work,
        occupation=page.occupation,
        themes=shared(wish.themes, page.themes),
        seed=page.slug,
        motif=page.motif,
        scheme=page.scheme,
    )
