"""Languages: a package's PO entries as real translation records of wagtail-localize, and the translated pages published from them.

Pages are done one by one, parents first, and each is published before its children exist: localize's own subtree submission publishes
late, from copies that know nothing of their children. A page with texts still to translate stays as it was, or a draft if it is new:
readers never meet a sentence in the wrong language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog, TranslationSource

from courses.content.po import context
from courses.content.state import remember, was_imported, was_touched


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
    """Write the translations of a page or snippet and publish it, unless nothing changed or a translator has worked on it."""
    outcome = Outcome()
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    segments = list(StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"))
    wanted: dict[tuple[int, int], tuple[str, StringSegment]] = {}
    for segment in segments:
        text = words.find(segment.context.path, segment.string.data)
        if text is None:
            outcome.missing.append(context(words.page, segment.context.path, words.names))
        else:
            wanted[segment.string_id, segment.context_id] = (text, segment)
    before = _strings(source, locale)
    # Without a single word there is nothing to begin with.
    if not wanted:
        return outcome
    record, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    changed = {place: item for place, item in wanted.items() if place not in before or before[place].data != item[0]}
    if not changed and _is_current(source, locale, is_complete=not outcome.missing):
        return outcome
    if not overwrite and _is_peoples_work(record, before, has_changes=bool(changed)):
        outcome.is_kept = True
        return outcome
    if not record.enabled:
        record.enabled = True
        record.save(update_fields=["enabled"])
    for place, (text, segment) in changed.items():
        _write(before.get(place), text, segment, locale)
    remember(source.object_id, locale.language_code, _state(_strings(source, locale)))
    if not outcome.missing:
        _publish(record)
        outcome.is_published = True
    elif not source.object.has_translation(locale) and isinstance(instance, Page):
        record.save_target(publish=False)
    return outcome


def _is_peoples_work(record: Translation, strings: Mapping[Any, StringTranslation], *, has_changes: bool) -> bool:
    """Whether somebody took the page out of translation, deleted it, or translated since the last import."""
    key, code = record.source.object_id, record.target_locale.language_code
    if not record.source.object.has_translation(record.target_locale):
        return was_imported(key, code)
    return not record.enabled or (has_changes and bool(strings) and was_touched(key, code, _state(strings)))


def _strings(source: TranslationSource, locale: Locale) -> dict[tuple[int, int | None], StringTranslation]:
    """All translations of the object in a language, also of texts that it no longer has."""
    found = StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale).select_related("translation_of", "context")
    return {(item.translation_of_id, item.context_id): item for item in found}


def _state(strings: Mapping[Any, StringTranslation]) -> list[list[str]]:
    return sorted([item.context.path, item.translation_of.data, item.data] for item in strings.values() if item.context)


def _write(known: StringTranslation | None, text: str, segment: StringSegment, locale: Locale) -> None:
    item = known or StringTranslation(translation_of=segment.string, context=segment.context, locale=locale)
    item.data = text
    item.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    item.tool_name = ""
    item.has_error = False
    item.field_error = ""
    item.save()


def _is_current(source: TranslationSource, locale: Locale, *, is_complete: bool) -> bool:
    """Whether the translated page was made from this state of its source and is published as far as it can be."""
    if not source.object.has_translation(locale):
        return False
    if not is_complete:
        return True
    log = TranslationLog.objects.filter(source=source, locale=locale).order_by("-created_at").first()
    return log is not None and log.created_at >= source.last_updated_at


def _publish(record: Translation) -> None:
    """Make the translated page or snippet, and publish it at once."""
    if not issubclass(record.source.specific_content_type.model_class(), Page):
        record.save_target(publish=True)
        return
    record.save_target(publish=False)
    page = record.get_target_instance()
    page.get_latest_revision().publish()
