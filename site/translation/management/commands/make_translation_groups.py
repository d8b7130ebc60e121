"""Groups for translators and reviewers, one pair for each language."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from translation.services.roles import make_translation_groups


class Command(BaseCommand):
    help = "Make or mend the groups and review workflows of all languages. Run it again when a language has got its front page."

    def handle(self, *args: Any, **options: Any) -> None:
        for group in make_translation_groups():
            self.stdout.write(group.name)
