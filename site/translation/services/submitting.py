"""Sending pages to languages: page by page, each in a transaction of its own, so that readers and writers never wait long, parents first.

A submission is a list of steps. Running it does what is not done yet: after a crash it goes on where it stopped, and two workers do not do
the same step.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import RelatedObjectSegment, Translation, TranslationSource

from translation.models import Submission, SubmissionStep
from translation.services.drafting import ParentMissingError, ensure_pages
from translation.services.syncing import push
from translation.services.tallies import recount
from translation.sources import refresh

logger = logging.getLogger(__name__)

# Seconds: the longest pause after a step.
PATIENCE = 0.5


@transaction.atomic
def start_submission(page: Page, locales: Sequence[Locale], *, user: Any = None, with_children: bool = True) -> Submission:
    """Write down what is to be done: the pages above that are not translated yet, the page, and all published or drafted pages below."""
    above = page.get_ancestors().filter(depth__gte=2)
    below = page.get_descendants(inclusive=True) if with_children else Page.objects.filter(pk=page.pk)
    pages = [*above.order_by("path"), *below.filter(locale_id=page.locale_id, alias_of=None).order_by("path")]
    submission = Submission.objects.create(root=page, title=page.title, by=user, languages=[locale.language_code for locale in locales])
    SubmissionStep.objects.bulk_create(
        SubmissionStep(submission=submission, page_key=item.translation_key, title=item.draft_title or item.title, order=number)
        for number, item in enumerate(pages)
    )
    return submission


def run_submission(submission: Submission) -> None:
    """Do all steps that are left. A page that fails does not stop the others; it says why and can be tried again."""
    locales = list(Locale.objects.filter(language_code__in=submission.languages))
    submission.steps.filter(done_at=None).exclude(error="").update(error="")
    while step := submission.steps.filter(done_at=None, error="").first():
        began = time.monotonic()
        try:
            _do(step, locales, submission.by)
        except ParentMissingError:
            _fail(step, "parent")
        except Exception as error:
            logger.exception("Submission %s stumbled over page %s", submission.pk, step.page_key)
            _fail(step, type(error).__name__)
        _give_way(time.monotonic() - began)


def _give_way(seconds: float) -> None:
    """Leave the database to others for as long as a step had it, where it lets one writer in at a time.

    Who waits for SQLite's lock only looks now and then whether it is free: a worker that takes it again at once keeps learners waiting
    for seconds.
    """
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        time.sleep(min(seconds, PATIENCE))


def _fail(step: SubmissionStep, reason: str) -> None:
    SubmissionStep.objects.filter(pk=step.pk).update(error=reason)


@transaction.atomic
def _do(step: SubmissionStep, locales: Sequence[Locale], user: Any) -> None:
    locked = SubmissionStep.objects.select_for_update().get(pk=step.pk)
    if locked.done_at is not None:
        return
    page = Page.objects.filter(translation_key=step.page_key, locale__language_code=settings.LANGUAGE_CODE, alias_of=None).first()
    if page is not None:
        # What is published; a page that never was, as its editor left it.
        submit(page.specific if page.live else page.get_latest_revision_as_object(), locales, user=user)
    SubmissionStep.objects.filter(pk=step.pk).update(done_at=timezone.now(), error="")


@transaction.atomic
def submit(instance: models.Model, locales: Sequence[Locale], *, user: Any = None) -> list[Translation]:
    """Put one page (specific) or snippet, and the snippets that it shows, into the languages. Again and again the same."""
    refreshed = refresh(instance)
    source = refreshed.source
    for related in _snippets(source):
        submit(related, locales, user=user)
    have = {item.target_locale_id: item for item in Translation.objects.filter(source=source)}
    wanted = [locale for locale in locales if locale.pk != source.locale_id]
    Translation.objects.bulk_create(Translation(source=source, target_locale=locale) for locale in wanted if locale.pk not in have)
    if any(not item.enabled for item in have.values()):
        Translation.objects.filter(source=source, target_locale__in=wanted, enabled=False).update(enabled=True)
    records = Translation.objects.filter(source=source, target_locale__in=wanted)
    translations = list(records.select_related("source", "source__locale", "target_locale"))
    if isinstance(instance, Page):
        ensure_pages(translations, instance, user=user)
    recount(translations)
    if refreshed.has_changed and have:
        push(source, user=user)
    return translations


def _snippets(source: TranslationSource) -> list[TranslatableMixin]:
    """What the page shows and is translated by itself."""
    rows = RelatedObjectSegment.objects.filter(source=source).select_related("object__content_type")
    found = (row.object.get_instance_or_none(source.locale_id) for row in rows)
    return [instance for instance in found if instance is not None]
