"""Reads of what is left."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, F, Max, Q, Sum
from wagtail.models import Page

COUNTS = ("words", "approved", "unreviewed", "machine", "stale", "missing")


class TallyQuerySet(models.QuerySet[Any]):
    """Tallies of translations that are in use."""

    def in_use(self) -> TallyQuerySet:
        return self.filter(translation__enabled=True)

    def under(self, page: Page) -> TallyQuerySet:
        """Of a source page and everything below it."""
        keys = Page.objects.descendant_of(page, inclusive=True).order_by().values("translation_key")
        return self.in_use().filter(translation__source__object_id__in=keys, translation__source__locale_id=page.locale_id)

    def by_language(self) -> dict[str, dict[str, int]]:
        """Sums of all counts by language code: one query."""
        rows = self.order_by().values(code=F("translation__target_locale__language_code")).annotate(**{f"sum_{n}": Sum(n) for n in COUNTS})
        return {row["code"]: {name: row[f"sum_{name}"] or 0 for name in COUNTS} for row in rows}


class SubmissionQuerySet(models.QuerySet[Any]):
    """Submissions with their progress."""

    def with_progress(self) -> SubmissionQuerySet:
        """Each with ``total``, ``done`` and ``failed`` steps, and when the last one was done."""
        return self.annotate(
            total=Count("steps"),
            done=Count("steps", filter=Q(steps__done_at__isnull=False)),
            failed=Count("steps", filter=Q(steps__done_at__isnull=True) & ~Q(steps__error="")),
            last_done_at=Max("steps__done_at"),
        )
