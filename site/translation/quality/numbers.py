"""Numbers of a source and its translation, whichever way they are written.

1,224 is 1224 in English and 1.224 in Swedish, so a number is the set of values that it can mean, and two numbers agree where they share
one. Digits of any script count; a sign or a per cent sign does not: −5 and 2007–12 cannot be told apart, and "%" may be a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

SPACES = " \u00a0\u2009\u202f"
MARKS = ".,:'’\u066b\u066c"  # The last two are the Arabic decimal and thousands separators.
DECIMAL_MARKS = frozenset(".,\u066b:")  # A time is 10:30 here and 10.30 there.
GROUPING_MARKS = frozenset(".,'’\u066c" + SPACES)

WITH_SPACES = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[{MARKS}]\d+)*")
WITHOUT_SPACES = re.compile(rf"\d+(?:[{MARKS}]\d+)*")
PIECES = re.compile(rf"([{MARKS}{SPACES}])")
# Article 6(1) of a law is its article 6.1 elsewhere.
PARAGRAPH = re.compile(r"(?<=\d)\((\d+)\)")
AFTERNOON = re.compile(r"\s?p\.?m\b", re.IGNORECASE)
HALF_A_DAY = 12


@dataclass(frozen=True)
class Number:
    """A number as it is written, and every value that this can mean (never none)."""

    text: str
    values: frozenset[Decimal]

    def agrees_with(self, other: Number) -> bool:
        return not self.values.isdisjoint(other.values)

    def is_at_most(self, limit: int) -> bool:
        """Whether it is a bare whole number up to the limit, as languages often write in words."""
        return self.text.isdecimal() and Decimal(self.text) <= limit


@dataclass(frozen=True)
class NumberDifference:
    """Numbers of the source that the translation lacks, and numbers that it has beyond the source, each in the order of the text."""

    missing: tuple[Number, ...]
    extra: tuple[Number, ...]


def number_difference(source: str, target: str) -> NumberDifference:
    """Compare the numbers of two plain texts. A space between digits may group thousands or stand between two numbers, a bracket too: of
    all readings the one with the fewest differences holds."""
    differences = [_compare(a, b) for a, b in product(_readings(source), _readings(target))]
    return min(differences, key=lambda difference: len(difference.missing) + len(difference.extra))


def _readings(text: str) -> list[list[Number]]:
    """Every way to tell numbers from what stands between them, without repetitions; most texts have one."""
    readings: list[list[Number]] = []
    for variant in dict.fromkeys((text, PARAGRAPH.sub(r".\1", text))):
        for pattern in (WITH_SPACES, WITHOUT_SPACES):
            reading = list(_numbers(variant, pattern))
            if reading not in readings:
                readings.append(reading)
    return readings


def _numbers(text: str, pattern: re.Pattern[str]) -> Iterator[Number]:
    for match in pattern.finditer(text):
        found = list(_values(match[0]))
        for written, values in found:
            is_afternoon = len(found) == 1 and AFTERNOON.match(text, match.end())
            yield Number(written, values | {value + HALF_A_DAY for value in values} if is_afternoon else values)


def _values(written: str) -> Iterator[tuple[str, frozenset[Decimal]]]:
    """The readings of one run of digits and marks; a run that is no number, such as a date or a version, is its parts."""
    pieces = PIECES.split(written)
    groups, marks = pieces[::2], pieces[1::2]
    values = set()
    if _is_grouped(groups, marks):
        values.add(Decimal("".join(groups)))
    has_decimals = marks and marks[-1] in DECIMAL_MARKS and marks[-1] not in marks[:-1] and _is_grouped(groups[:-1], marks[:-1])
    # 12,500 is hardly 12.5 with two idle zeros.
    if has_decimals and not (values and int(groups[-1][-1]) == 0):
        values.add(Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"))
    if values:
        yield written, frozenset(values)
    else:
        for group in groups:
            yield group, frozenset({Decimal(group)})


def _is_grouped(groups: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether the digits stand in thousands: 1,224 and 12 000 000, but not 0,224 or 12.5.2020. One group alone does."""
    return not marks or (
        len(set(marks)) == 1
        and marks[0] in GROUPING_MARKS
        and len(groups[0]) <= 3
        and int(groups[0][0]) > 0
        and all(len(group) == 3 for group in groups[1:])
    )


def _compare(source: Sequence[Number], target: Sequence[Number]) -> NumberDifference:
    """Pair off what agrees, numbers with one reading first, so that an ambiguous one does not take their partner."""
    extra = list(target)
    partnered = set()
    for index in sorted(range(len(source)), key=lambda index: len(source[index].values)):
        partners = [number for number in extra if number.agrees_with(source[index])]
        if partners:
            extra.remove(min(partners, key=lambda number: len(number.values)))
            partnered.add(index)
    return NumberDifference(tuple(number for index, number in enumerate(source) if index not in partnered), tuple(extra))
