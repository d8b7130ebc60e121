"""Whether two names are one person's: pure, no database.

Names are compared folded (case, accents and signs do not count) and as sets of words, so that "Curie, Marie" is Marie Curie; a slip of the
pen is forgiven where the words are otherwise the same (Ratcliff and Obershelp's similarity of at least 0.86, the standard library's).
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TypeVar

from common.text import fold

LEAST_SIMILARITY = 0.86

Key = TypeVar("Key")


def same_person(one: str, other: str) -> bool:
    """Whether two names are likely one person's."""
    return _alike(_words(one), _words(other))


def find_duplicates(name: str, known: Iterable[tuple[Key, str]]) -> list[Key]:
    """The keys of the known names that are likely the same person's, in their order."""
    words = _words(name)
    return [key for key, other in known if _alike(words, _words(other))]


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(set(fold(name).split())))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    shorter, longer = sorted((set(one), set(other)), key=len)
    # Two words or more of which the longer name has all: Marie Curie, Maria Skłodowska Curie is not one of them, Marie Curie Skłodowska is.
    if len(shorter) > 1 and shorter <= longer:
        return True
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    return matcher.quick_ratio() >= LEAST_SIMILARITY and matcher.ratio() >= LEAST_SIMILARITY
