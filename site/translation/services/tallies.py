"""Counts what is done and left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wagtail_localize.models import Translation

from translation.models import Tally
from translation.querysets import COUNTS
from translation.segments import Segment, load_many
from translation.states import State


def count(segments: Sequence[Segment]) -> dict[str, int]:
    """Words by state; states are named as the fields of a tally."""
    words: Counter[str] = Counter()
    for segment in segments:
        words[State(segment.state).value] += segment.words
    return {name: words[name] for name in COUNTS if name != "words"} | {"words": words.total()}


def recount(translations: Iterable[Translation]) -> None:
    """Write the tallies of these translations: five queries whatever their number."""
    items = list(translations)
    if not items:
        return
    found = load_many(items)
    rows = [Tally(translation=item, **count(found[item.pk])) for item in items]
    Tally.objects.bulk_create(rows, update_conflicts=True, unique_fields=["translation"], update_fields=list(COUNTS))
