"""Import a course from a content package."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.content import PackageError, import_packages, read_course


class Command(BaseCommand):
    help = "Import a course from a folder with course.yaml, module files, locale/*.po and media/. Nothing is written if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--below", default="courses", help="Path of the catalogue below the front page (default: courses).")
        parser.add_argument("--check", action="store_true", help="Only read the package and report what is wrong.")
        parser.add_argument("--overwrite", action="store_true", help="Take the files' version of pages that somebody has changed.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            package = read_course(options["folder"], mount=options["below"].strip("/"))
            if options["check"]:
                self.stdout.write("The package is in order.")
                return
            report = import_packages([package], overwrite=options["overwrite"])
        except PackageError as error:
            raise CommandError(f"Nothing was imported:\n{error}") from error
        for line in report.lines():
            self.stdout.write(line)
