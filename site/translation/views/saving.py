"""From a form to strings. Nothing of another person's work is overwritten in silence: a form says which text it had shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from wagtail_localize.models import Translation

from translation.services.editing import write_strings
from translation.states import State
from translation.views.desk import Desk
from translation.views.numbers import number_in
from translation.views.typed import fingerprint, from_text


@dataclass(frozen=True)
class Entry:
    """One string as a form sends it: ``seen`` is the fingerprint of the text that it had shown. ``is_accepted``: a machine's draft is
    taken as it is."""

    segment_id: int
    text: str
    seen: str
    is_accepted: bool = False


@dataclass
class Outcome:
    """What was saved, and what was not because somebody else had written meanwhile: the typed texts by the id of the segment."""

    saved: list[int] = field(default_factory=list)
    conflicts: dict[int, str] = field(default_factory=dict)


def read_entries(data: Mapping[str, str]) -> list[Entry]:
    """The entries of a posted form: ``text-12``, ``seen-12``, ``accept-12``."""
    entries = []
    for name, text in data.items():
        prefix, _, number = name.partition("-")
        segment_id = number_in(number)
        if prefix == "text" and segment_id is not None:
            entries.append(Entry(segment_id, text, data.get(f"seen-{number}", ""), f"accept-{number}" in data))
    return entries


@transaction.atomic
def save_entries(desk: Desk, entries: Iterable[Entry]) -> Outcome:
    """Write what a person has changed. Whoever calls has asked whether she may."""
    # Before the strings are read: two forms do not both find the old text.
    Translation.objects.select_for_update().get(pk=desk.translation.pk)
    segments = {segment.id: segment for segment in desk.segments}
    outcome = Outcome()
    texts: dict[tuple[int, int], str] = {}
    for entry in entries:
        segment = segments.get(entry.segment_id)
        if segment is None:
            continue
        text = from_text(entry.text, like=segment.source)
        confirms = entry.is_accepted and segment.state == State.MACHINE
        if text == segment.text and not confirms:
            continue
        if fingerprint(text) == entry.seen and not confirms:
            # Shown and left alone; the newer text stays.
            continue
        if fingerprint(segment.text) != entry.seen:
            outcome.conflicts[entry.segment_id] = entry.text
            continue
        texts[segment.place] = text
        outcome.saved.append(entry.segment_id)
    if texts:
        write_strings(desk.translation, texts, user=desk.user)
    return outcome


def has_seen(form: Mapping[str, str], desk: Desk) -> bool:
    """Whether a form was made of this very review and had shown each of its texts as it is now, or says it itself.

    A text that was saved alone meanwhile has told the form its new fingerprint; rows that a filter hides are in it as fingerprints.
    """
    review = desk.access.review
    if review is None or form.get("review") != str(review.pk):
        return False
    return all(
        form.get(f"seen-{row.id}") == row.seen or from_text(form.get(f"text-{row.id}", ""), like=row.segment.source) == row.segment.text
        for row in desk.rows
        if row.state == State.UNREVIEWED
    )
