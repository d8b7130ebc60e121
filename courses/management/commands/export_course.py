"""Export a course as a content package."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.content import PackageError
from courses.content.exporter import export_course
from courses.models import CoursePage


class Command(BaseCommand):
    help = "Export a published course, its translations and its pictures to a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The course's slug, such as lecturer-training.")
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        course = CoursePage.objects.live().filter(slug=options["slug"], locale__language_code=settings.LANGUAGE_CODE).first()
        if course is None:
            raise CommandError(f"There is no published course {options['slug']!r}.")
        try:
            written = export_course(course, options["folder"])
        except PackageError as error:
            raise CommandError(f"Nothing was exported:\n{error}") from error
        self.stdout.write(f"{len(written)} files written to {options['folder']}.")
