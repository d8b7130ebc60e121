"""From a document back to strings: first what would happen, then, asked once more, what does.

A string is found by its context and source, else by its source where that stands once. What the file does not know for certain is told and
not written: a source that has changed, a string that somebody has worked on since, an unfinished or faulty text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wagtail_localize.models import Translation

from translation import quality
from translation.files import Document, Unit, UnitState
from translation.models import Term
from translation.places import Places
from translation.quality.markup import canonical
from translation.segments import Segment
from translation.services.editing import error_in
from translation.services.exporting import reference, referred
from translation.states import State


class Verdict(StrEnum):
    """What becomes of one text of a file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    UNFINISHED = "unfinished"
    SOURCE_CHANGED = "source-changed"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"
    FAULTY = "faulty"

    @property
    def is_written(self) -> bool:
        return self in {Verdict.NEW, Verdict.CHANGED}


@dataclass(frozen=True)
class Item:
    """One text of a file with its verdict. ``now`` is what the string says at present; ``findings`` are doubts and errors."""

    verdict: Verdict
    unit: Unit
    segment: Segment | None = None
    text: str = ""
    findings: tuple[quality.Finding, ...] = ()

    @property
    def now(self) -> str:
        return self.segment.text if self.segment else ""


@dataclass
class Plan:
    """What importing a document into a translation would do."""

    translation: Translation
    items: list[Item] = field(default_factory=list)

    def of(self, *verdicts: Verdict) -> list[Item]:
        return [item for item in self.items if item.verdict in verdicts]

    @property
    def texts(self) -> dict[tuple[int, int], tuple[str, str]]:
        """What would be written, by place: the text, and the reference of what it replaces."""
        found = {}
        for item in self.items:
            if item.verdict.is_written and item.segment:
                found[item.segment.place] = (item.text, reference(item.segment.text))
        return found


def plan(translation: Translation, segments: Sequence[Segment], document: Document, terms: Sequence[Term] = ()) -> Plan:
    """Compare a document with the strings as they are. Writes nothing."""
    places = Places(translation.source.as_instance())
    rules = [quality.TermRule(term.term, term.translation, tuple(term.forbidden_forms)) for term in terms]
    by_place = {(segment.path, segment.source): segment for segment in segments}
    by_source: dict[str, list[Segment]] = defaultdict(list)
    for known in by_place.values():
        by_source[known.source].append(known)
    paths = {segment.path for segment in segments}
    result = Plan(translation)
    for unit in document.units:
        source = canonical(unit.source)
        matches = by_source.get(unit.source) or by_source.get(source) or []
        segment: Segment | None = by_place.get((unit.context, unit.source)) or by_place.get((unit.context, source))
        if segment is None and len(matches) == 1:
            segment = matches[0]
        if segment is None:
            verdict = Verdict.SOURCE_CHANGED if unit.context in paths else Verdict.UNKNOWN
            result.items.append(Item(verdict, unit))
            continue
        limit = places.find(segment.path).max_length
        language = translation.target_locale.language_code
        result.items.append(_judge(unit, segment, limit, rules, language))
    return result


def _judge(unit: Unit, segment: Segment, limit: int | None, rules: Sequence[quality.TermRule], language: str) -> Item:
    if not unit.target:
        return Item(Verdict.EMPTY, unit, segment)
    text = canonical(unit.target)
    is_confirmed = segment.state == State.MACHINE and unit.state != UnitState.NEEDS_REVIEW
    if text == segment.text and not is_confirmed:
        return Item(Verdict.UNCHANGED, unit, segment, text)
    if unit.state == UnitState.NEEDS_REVIEW:
        return Item(Verdict.UNCHANGED if text == segment.text else Verdict.UNFINISHED, unit, segment, text)
    known = referred(unit.note)
    if known and known == reference(text) and known != reference(segment.text):
        # Left as it was in the file, while somebody else has worked on it.
        return Item(Verdict.UNCHANGED, unit, segment, text)
    if known and known != reference(segment.text):
        return Item(Verdict.CONFLICT, unit, segment, text)
    findings = tuple(quality.check(segment.source, text, language=language, max_length=limit, terms=rules))
    if error_in(segment.source, text) or any(finding.is_error for finding in findings):
        return Item(Verdict.FAULTY, unit, segment, text, findings)
    return Item(Verdict.CHANGED if segment.text else Verdict.NEW, unit, segment, text, findings)
