"""Retention: what guests left behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import Guest


class Command(BaseCommand):
    """Run once a day. A guest's cookie lasts GUEST_COOKIE_AGE from ``last_seen_at``: after that nobody can reach her rows any more."""

    help = "Delete guests whose cookie has expired, with their progress, answers and reflections."

    def handle(self, *args: Any, **options: Any) -> None:
        limit = timezone.now() - timedelta(seconds=settings.GUEST_COOKIE_AGE)
        _total, rows = Guest.objects.filter(last_seen_at__lt=limit, merged_into=None).delete()
        self.stdout.write(f"{rows.get('accounts.Guest', 0)} guests deleted.")
