"""Rounds of the two games with portraits: pure, no request, no database.

A round is a set of portraits in an order that only the server knows: it follows from the round's seed by HMAC-SHA256 under the site's
secret, so that the page and the token in it hold no key. In *match*, each line of work is given one of the names; in *timeline*, each line
gets its place, the earliest first.

Points: in match, one for each right pair. In timeline, one for each two lines that stand the right way round (of n lines n(n-1)/2 pairs;
lines of the same year are right either way), so that one slip costs a little and a reversed row everything.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

SIZES = {"match": 5, "timeline": 6}


@dataclass(frozen=True)
class Candidate:
    """A portrait that may come into a round: ``key`` is the same in every language."""

    key: str
    name: str
    work: str
    year: int


@dataclass(frozen=True)
class Score:
    """Points out of how many."""

    points: int
    total: int


def order(keys: Sequence[str], *, seed: str, secret: str, purpose: str) -> list[str]:
    """The keys in an order that cannot be told from the seed alone; the same set gives the same order."""
    return sorted(keys, key=lambda key: hmac.new(secret.encode(), f"{purpose}|{seed}|{key}".encode(), hashlib.sha256).digest())


def choose(candidates: Sequence[Candidate], *, game: str, seed: str, secret: str) -> list[str]:
    """The keys of a new round, sorted; in a timeline no two of the same year. Fewer than asked where there are fewer."""
    found: dict[str, Candidate] = {}
    by_key = {candidate.key: candidate for candidate in candidates}
    years: set[int] = set()
    for key in order(list(by_key), seed=seed, secret=secret, purpose="choose"):
        if len(found) == SIZES[game]:
            break
        if game == "timeline" and by_key[key].year in years:
            continue
        years.add(by_key[key].year)
        found[key] = by_key[key]
    return sorted(found)


def score_match(lines: Sequence[str], chosen: Mapping[str, str]) -> Score:
    """``lines`` are the keys in the round's order, ``chosen`` the key of the name that was given to each."""
    return Score(sum(chosen.get(key) == key for key in lines), len(lines))


def score_timeline(lines: Sequence[str], years: Mapping[str, int], places: Mapping[str, int]) -> Score:
    """``places`` say where each line was put, 1 for the earliest; raises KeyError for a line without a place."""

    def in_order(one: str, other: str) -> bool:
        if years[one] == years[other]:
            return True
        return (years[one] < years[other]) == (places[one] < places[other])

    pairs = list(combinations(lines, 2))
    return Score(sum(in_order(*pair) for pair in pairs), len(pairs))
