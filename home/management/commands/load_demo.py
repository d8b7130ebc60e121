"""Load the demonstration: languages, pages, menus, and accounts. Running it again changes only what changed in the files."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from accounts.services import make_demo_accounts
from courses.content import PackageError, import_packages, read_course
from home.demo import CONTENT, lay_site, read_site, send_to_translators
from home.glossary import import_glossary
from home.menus import import_menus, read_menus
from home.portraits import read_portraits
from home.quotations import import_quotations, read_quotations
from home.stories import read_stories
from home.term_cards import import_term_cards
from home.topics import import_topics
from translation.services.roles import make_translation_groups

COURSES = ("lecturer-training", "leadership-academy")


class Command(BaseCommand):
    help = "Load the demonstration's languages, pages, menus and accounts. Editors' changes are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--overwrite", action="store_true", help="Take the files' version of pages that somebody has changed.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMONSTRATION:
            raise CommandError("This is not a demonstration (IS_DEMONSTRATION is off): nothing was loaded.")
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        try:
            site = read_site(CONTENT / "site")
            courses = [read_course(CONTENT / name) for name in COURSES]
            portraits = read_portraits(CONTENT / "portraits")
            quotations = read_quotations(CONTENT / "portraits", portraits)
            stories = read_stories(CONTENT / "stories")
            menus = read_menus(CONTENT / "site")
            report = import_packages([site, *courses, portraits, stories], overwrite=options["overwrite"])
        except PackageError as error:
            raise CommandError(f"The content has mistakes; nothing was loaded:\n{error}") from error
        lay_site(site)
        for line in report.lines():
            self.stdout.write(line)
        for line in import_menus(menus, site, overwrite=options["overwrite"]).lines("menus and blocks"):
            self.stdout.write(line)
        for line in import_quotations(quotations, overwrite=options["overwrite"]).lines("quotations"):
            self.stdout.write(line)
        import_term_cards(CONTENT / "site" / "cards.yaml")
        import_topics(CONTENT / "site" / "topics.yaml")
        import_glossary(CONTENT / "site" / "glossary.yaml")
        # After the pages that their permissions point to.
        make_translation_groups()
        make_demo_accounts()
        self.stdout.write("The demonstration accounts are there.")
        send_to_translators()
