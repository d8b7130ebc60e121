"""What happens to the translations when a source page has been published.

The words are cut anew; a reworded sentence remembers the one it grew out of; and every published language gets at once what needs no
translator: keys, points, order, what was deleted. Sentences that wait for a translator stay as they were last approved.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from common.enums import EditKind
from common.gates import DiffersError
from common.page_cache import generation
from translation.mirror import translations_of
from translation.models import Tally
from translation.segments import load_many
from translation.services.drafting import ParentMissingError
from translation.services.editing import carry_over
from translation.services.publishing import IncompleteError, publish
from translation.services.reviews import renew_draft
from translation.services.tallies import recount
from translation.sources import refresh
from translation.states import State
from translation.targets import known_target

logger = logging.getLogger(__name__)


@transaction.atomic
def synchronise(instance: models.Model, kind: str = EditKind.WORDING) -> TranslationSource:
    """Bring source and translations in step with a published page (specific) or snippet."""
    refreshed = refresh(instance)
    source = refreshed.source
    translations = list(Translation.objects.filter(source=source, enabled=True).select_related("source", "source__locale", "target_locale"))
    if kind == EditKind.TYPO:
        for translation in translations:
            carry_over(translation, refreshed.reworded)
    recount(translations)
    if kind == EditKind.SUBSTANTIVE and isinstance(instance, Page):
        _mark_changed(instance, translations)
    return source


def _mark_changed(page: Page, translations: list[Translation]) -> None:
    """Let translated pages with open words say that the source has changed."""
    found = load_many(translations)
    waiting = {item.target_locale_id for item in translations if any(segment.state != State.APPROVED for segment in found[item.pk])}
    pks = [other.pk for other in translations_of(page) if other.locale_id in waiting]
    if type(page).objects.filter(pk__in=pks, source_changed_at=None).update(source_changed_at=timezone.now()):
        # An update tells nobody: kept pages would go on without the note.
        transaction.on_commit(generation.turn)


def push(source: TranslationSource, *, user: Any = None) -> dict[str, str]:
    """Publish what can be published by itself in every language that readers have. Returns why not, by language code."""
    refused = {}
    for translation in Translation.objects.filter(source=source, enabled=True).select_related("source", "source__locale", "target_locale"):
        target = known_target(translation)
        if not _has_readers(translation, target):
            continue
        if getattr(target, "locked", False):
            refused[translation.target_locale.language_code] = "locked"
            continue
        try:
            publish(translation, user=user, is_following=True)
        except (DiffersError, IncompleteError, ParentMissingError) as error:
            refused[translation.target_locale.language_code] = str(error)
            logger.info("Translation %s stays as it was: %s", translation.pk, type(error).__name__)
        renew_draft(translation, user=user)
    return refused


def _has_readers(translation: Translation, target: Any) -> bool:
    """Whether the page or snippet is public, or would be if it had not gone offline with its source."""
    if target is None:
        return False
    return getattr(target, "live", True) or Tally.objects.filter(translation=translation, is_taken_down=True).exists()


def after_publication(instance: models.Model, kind: str = EditKind.WORDING) -> dict[str, str]:
    """Everything that follows from a publication in the source language."""
    return push(synchronise(instance, kind))
