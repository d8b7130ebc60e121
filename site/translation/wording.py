"""What was reworded: word by word inside one string, and string by string inside one rich text.

Both are for people who translate a changed source: the first shows what changed, the second finds the translation to start from. Words are
compared as they are written, tags whole. Takes time in the product of the numbers of words; where strings are aligned, also in the product
of the numbers of strings between two unchanged ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from translation.similarity import Reading, compare, may_reach

# A tag, white space, a word (with whatever marks its script puts to letters) or one mark: nothing is left over.
TOKEN = re.compile(r"""</?[a-zA-Z][^<>]*>|\s+|[^\s<>.,;:!?…"“”„«»()\[\]{}–—/·،؛؟。、।]+|.""", re.DOTALL)
# From here on a sentence counts as reworded rather than as another one.
REWORDED = 0.4


class ChangeKind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """A stretch of text and what became of it."""

    kind: ChangeKind
    text: str


def diff(old: str, new: str) -> list[Change]:
    """The way from one string to the other, never two stretches of a kind in a row, what is removed before what replaces it.

    The texts of what is the same and what was added, joined, are ``new``; of what is the same and what was removed, ``old``.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    # In long strings, difflib's shortcut for frequent tokens keeps spaces from being matched for their own sake.
    opcodes = SequenceMatcher(None, before, after).get_opcodes()
    pieces: list[tuple[bool, str, str]] = []
    for number, (kind, start, end, new_start, new_end) in enumerate(opcodes):
        was, becomes = "".join(before[start:end]), "".join(after[new_start:new_end])
        # A space between two changes is no wording that stayed.
        is_same = kind == "equal" and (not was.isspace() or number in {0, len(opcodes) - 1})
        pieces.append((is_same, was, becomes))
    return list(_changes(pieces))


def as_html(changes: Iterable[Change]) -> SafeString:
    """The changes with ``<ins>`` and ``<del>``; tags of the strings are shown as text."""
    return format_html_join("", "{}", ((_marked(change),) for change in changes))


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int | None]:
    """For each index of ``new``, the index of the old string that it grew out of, or None; no old one twice.

    Equal strings find each other first, in order, then wherever they have moved to. Between two that kept their order, the most alike are
    paired, crossing nothing, and where then one old and one new string face each other, the one replaced the other, whatever its words.
    """
    found: dict[int, int | None] = dict.fromkeys(range(len(new)))
    taken: set[int] = set()
    stretches: list[tuple[range, range]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.update(zip(range(new_start, new_end), range(start, end), strict=True))
            taken.update(range(start, end))
        else:
            stretches.append((range(start, end), range(new_start, new_end)))
    for index, moved_from in _moved(old, new, stretches):
        found[index] = moved_from
        taken.add(moved_from)
    for before, after in stretches:
        left = [index for index in before if index not in taken]
        found.update(_reworded(old, new, left, [index for index in after if found[index] is None]))
    return found


def _changes(pieces: Iterable[tuple[bool, str, str]]) -> Iterator[Change]:
    for is_same, group in groupby(pieces, key=lambda piece: piece[0]):
        was, becomes = ("".join(texts) for texts in list(zip(*group, strict=True))[1:])
        if is_same:
            yield Change(ChangeKind.SAME, was)
            continue
        if was:
            yield Change(ChangeKind.REMOVED, was)
        if becomes:
            yield Change(ChangeKind.ADDED, becomes)


def _marked(change: Change) -> SafeString:
    tag = {ChangeKind.SAME: "{}", ChangeKind.ADDED: "<ins>{}</ins>", ChangeKind.REMOVED: "<del>{}</del>"}[change.kind]
    return format_html(tag, change.text)


def _moved(old: Sequence[str], new: Sequence[str], stretches: Sequence[tuple[range, range]]) -> Iterator[tuple[int, int]]:
    """Pairs (new, old) of equal strings that did not keep their order, the first with the first."""
    places: dict[str, list[int]] = {}
    for before, _ in stretches:
        for index in before:
            places.setdefault(old[index], []).append(index)
    for _, after in stretches:
        for index in after:
            if places.get(new[index]):
                yield index, places[new[index]].pop(0)


def _reworded(old: Sequence[str], new: Sequence[str], before: list[int], after: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs (new, old) of one stretch where nothing is equal: the most alike first, which divides the stretch in two, and so on."""
    alike = _likeness([old[index] for index in before], [new[index] for index in after])
    pending = [(range(len(before)), range(len(after)))]
    while pending:
        rows, columns = pending.pop()
        inside = [
            (likeness, -abs(row - column), -row, -column) for (row, column), likeness in alike.items() if row in rows and column in columns
        ]
        if inside:
            _, _, row, column = max(inside)
            row, column = -row, -column
            pending += [
                (range(rows.start, row), range(columns.start, column)),
                (range(row + 1, rows.stop), range(column + 1, columns.stop)),
            ]
        elif len(rows) == len(columns) == 1:
            row, column = rows.start, columns.start
        else:
            continue
        yield after[column], before[row]


def _likeness(before: Sequence[str], after: Sequence[str]) -> dict[tuple[int, int], float]:
    """How alike the strings at two places are, for every two that are alike enough."""
    readings = [Reading(text) for text in before]
    others = [Reading(text) for text in after]
    near = ((row, column) for row, was in enumerate(readings) for column, becomes in enumerate(others) if may_reach(was, becomes, REWORDED))
    found = {(row, column): compare(readings[row], others[column]) for row, column in near}
    return {place: likeness for place, likeness in found.items() if likeness >= REWORDED}
