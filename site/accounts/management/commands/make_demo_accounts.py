from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from accounts.services import DEMO_PASSWORD, make_demo_accounts


class Command(BaseCommand):
    help = "Makes the accounts of the demonstration, or puts them back as they were. Refuses to run anywhere else."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            users = make_demo_accounts()
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal)) from refusal
        for user in users:
            self.stdout.write(f"{user.email}  {DEMO_PASSWORD}  {user.display_name}")
