"""Languages: a package's PO entries as real translation records of wagtail-localize, and the translated pages published from them.

Pages are done one by one, parents first. What a package says in a language is approved: it was reviewed where the package is kept. A page
with texts still to translate keeps what readers have, or stays a draft if it is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from common.gates import DiffersError
from courses.content.po import context
from courses.content.state import remember, was_imported, was_touched
from translation.segments import Segment, load_segments
from translation.services.editing import approve_strings, write_strings
from translation.services.publishing import IncompleteError, ensure_target, publish
from translation.services.syncing import synchronise
from translation.targets import known_target


@dataclass(frozen=True)
class Words:
    """A package's entries in one language, seen from one page. ``used`` collects which were taken."""

    page: str
    entries: Mapping[tuple[str, str], str]
    names: Mapping[str, str]
    used: set[tuple[str, str]]

    def find(self, path: str, text: str) -> str | None:
        """The translation of ``text`` at localize's content path."""
        place = (context(self.page, path, self.names), text)
        if place not in self.entries:
            return None
        self.used.add(place)
        return self.entries[place]


@dataclass
class Outcome:
    """What happened to one page in one language."""

    missing: list[str] = field(default_factory=list)
    is_kept: bool = False
    is_published: bool = False


@transaction.atomic
def translate(instance: models.Model, locale: Locale, words: Words, *, overwrite: bool = False) -> Outcome:
    """Write the translations of a page or snippet, approved, and publish them, unless nothing changed or a translator has worked on it."""
    outcome = Outcome()
    source = synchronise(instance)
    record = Translation.objects.filter(source=source, target_locale=locale).first() or Translation(source=source, target_locale=locale)
    segments = load_segments(record)
    wanted: dict[tuple[int, int], str] = {}
    for segment in segments:
        text = words.find(segment.path, segment.source)
        if text is None:
            outcome.missing.append(context(words.page, segment.path, words.names))
        else:
            wanted[segment.place] = text
    # Without a single word there is nothing to begin with.
    if not wanted:
        return outcome
    has_changes = any(segment.text != wanted[segment.place] for segment in segments if segment.place in wanted)
    is_there = known_target(record) is not None
    if not has_changes and is_there and _is_current(record, segments):
        return outcome
    if not overwrite and _is_peoples_work(record, is_there=is_there, has_changes=has_changes):
        outcome.is_kept = True
        return outcome
    record.enabled = True
    record.save()
    write_strings(record, wanted)
    ids = {segment.place: segment.translation_id for segment in load_segments(record)}
    approve_strings(record, texts={pk: wanted[place] for place, pk in ids.items() if place in wanted and pk is not None})
    remember(source.object_id, locale.language_code, _state(record))
    _publish(record, outcome)
    return outcome


def _publish(record: Translation, outcome: Outcome) -> None:
    """What is complete goes to the readers; a page that is not, and never was published, waits as a draft."""
    try:
        outcome.is_published = publish(record) and not outcome.missing
    except (IncompleteError, DiffersError):
        if issubclass(record.source.specific_content_type.model_class(), Page):
            ensure_target(record)


def _is_peoples_work(record: Translation, *, is_there: bool, has_changes: bool) -> bool:
    """Whether somebody took the page out of translation, deleted it, or translated since the last import."""
    key, code = record.source.object_id, record.target_locale.language_code
    if not is_there:
        return was_imported(key, code)
    strings = _state(record)
    return not record.enabled or (has_changes and bool(strings) and was_touched(key, code, strings))


def _state(record: Translation) -> list[list[str]]:
    """All translations of the object in a language, also of texts that it no longer has."""
    found = StringTranslation.objects.filter(context__object_id=record.source.object_id, locale_id=record.target_locale_id)
    return sorted([path, source, text] for path, source, text in found.values_list("context__path", "translation_of__data", "data"))


def _is_current(record: Translation, segments: Sequence[Segment]) -> bool:
    """Whether readers have all that there is."""
    tally = getattr(record, "tally", None)
    return tally is not None and (any(segment.approved is None for segment in segments) or not tally.is_behind)
