"""How alike two strings are, for the translation memory.

Half of the measure is the share of words (and marks) that stand in both in the same order, half the share of letters: a changed ending
costs little, a changed word more. Tags, case, width and white space do not count.

Both halves are bounded by how many words and letters the texts share in any order, which is cheap to count; unrelated sentences share
letters but not words, so the bound leaves few candidates to compare. Comparing takes time in the product of the numbers of words, and of
the lengths of the stretches that differ; the bounds take time in the sum of the lengths.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from heapq import heappush, heapreplace
from itertools import count
from typing import Generic, TypeVar

from translation.quality.markup import plain_text

K = TypeVar("K")

WORD = re.compile(r"\w+|[^\w\s]")
# Letters of longer stretches are not compared one by one (characters times characters); their words were.
LARGEST_STRETCH = 250_000
# Sums of fractions may come out a hair below the bound that they equal.
ROUNDING = 1e-9


class Reading:
    """A string as it is compared: its words, and what the bounds need of them, counted when first asked for."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = WORD.findall(unicodedata.normalize("NFKC", plain_text(text)).casefold())
        self.length = sum(map(len, self.words))

    @cached_property
    def word_counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def letter_counts(self) -> Counter[str]:
        return Counter("".join(self.words))


@dataclass(frozen=True)
class Match(Generic[K]):
    """A candidate's key and how alike it is, from the threshold to 1."""

    key: K
    similarity: float


def similarity(a: str, b: str) -> float:
    """From 0 (no word, no letter in common) to 1 (the same words in the same order); the same both ways round."""
    return compare(Reading(a), Reading(b))


def could_reach(a: str, b: str, threshold: float) -> bool:
    """False only if ``similarity(a, b)`` is certainly below the threshold; true says nothing."""
    return may_reach(Reading(a), Reading(b), threshold)


def best_matches(text: str, candidates: Iterable[tuple[K, str]], *, threshold: float = 0.7, limit: int = 3) -> list[Match[K]]:
    """The candidates most like the text, best first, of equals the earlier first; at most ``limit``, none below the threshold."""
    if limit < 1:
        return []
    wanted = Reading(text)
    order = count()
    # A heap of the best so far, the worst of them on top: (similarity, later is worse, match).
    best: list[tuple[float, int, Match[K]]] = []
    for key, candidate in candidates:
        reading = Reading(candidate)
        floor = best[0][0] if len(best) == limit else threshold
        if not may_reach(wanted, reading, floor):
            continue
        found = compare(wanted, reading)
        if found < threshold:
            continue
        entry = (found, -next(order), Match(key, found))
        if len(best) < limit:
            heappush(best, entry)
        elif entry[:2] > best[0][:2]:
            heapreplace(best, entry)
    return [match for _, _, match in sorted(best, key=lambda entry: entry[:2], reverse=True)]


def may_reach(a: Reading, b: Reading, threshold: float) -> bool:
    """``could_reach`` of readings: lengths first, then shared words, then shared letters."""
    if not a.words or not b.words:
        return float(a.words == b.words) >= threshold
    by_length = _share(min(a.length, b.length), a.length + b.length)
    by_word_number = _share(min(len(a.words), len(b.words)), len(a.words) + len(b.words))
    if by_length + by_word_number < 2 * threshold - ROUNDING:
        return False
    by_words = _share(_shared(a.word_counts, b.word_counts), len(a.words) + len(b.words))
    if by_length + by_words < 2 * threshold - ROUNDING:
        return False
    by_letters = _share(_shared(a.letter_counts, b.letter_counts), a.length + b.length)
    return by_letters + by_words >= 2 * threshold - ROUNDING


def compare(a: Reading, b: Reading) -> float:
    """``similarity`` of readings."""
    if a.words == b.words:
        return 1.0
    if not a.words or not b.words:
        return 0.0
    # difflib's answer depends on which comes first.
    first, second = sorted((a.words, b.words))
    words = letters = 0
    for kind, start, end, other_start, other_end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            words += end - start
            letters += sum(map(len, first[start:end]))
        elif kind == "replace":
            letters += _matching_letters("".join(first[start:end]), "".join(second[other_start:other_end]))
    return (_share(words, len(first) + len(second)) + _share(letters, a.length + b.length)) / 2


def _matching_letters(first: str, second: str) -> int:
    if len(first) * len(second) > LARGEST_STRETCH:
        return 0
    return sum(block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks())


def _shared(a: Counter[str], b: Counter[str]) -> int:
    """How many items two multisets share."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    get = large.get
    return sum(min(number, get(item, 0)) for item, number in small.items())


def _share(common: int, total: int) -> float:
    return 2 * common / total
