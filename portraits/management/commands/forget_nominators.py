"""Retention: run it daily."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portraits.services.nominations import forget_nominators


class Command(BaseCommand):
    help = "Take names and addresses off nominations that ended a year ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_nominators()} nominations without a name now.")
