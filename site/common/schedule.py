"""What editors have set a date for: pages and snippets go live, and are taken back, when it has come.

Dates belong to the source. A translation has none of its own (``BasePage.exclude_fields_in_copy``): it follows its source by the rules
of ``translation``, whoever has published that.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def settle_schedule() -> tuple[int, int]:
    """Do what is due; a second call finds nothing left. Returns how many were done, and how many could not be.

    Each is done for itself: Wagtail's own command ends at the first that is refused, now and whenever it is run again.
    """
    done = failed = 0
    for instance, act in due():
        try:
            with transaction.atomic():
                act()
            done += 1
        except Exception as error:
            failed += 1
            logger.error("%s %s could not follow its schedule.", instance._meta.label, instance.pk, exc_info=error)
    return done, failed


def due() -> Iterator[tuple[Any, partial[Any]]]:
    """What has a date that has passed, with what is to be done: what ends before what begins, as Wagtail does it."""
    now = timezone.now()
    snippets = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    for model in (Page, *snippets):
        for instance in list(model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            yield instance, partial(instance.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")):
        yield revision, partial(revision.publish, log_action="wagtail.publish.scheduled")
