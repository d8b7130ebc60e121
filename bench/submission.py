"""How long it takes to send a tree of pages to languages: localize's own walk beside ours, in one process, one after the other.

    .venv/bin/python bench/submission.py [pages] [rounds]

Works in a scratch database of its own: SQLite in a temporary folder, or a database beside ``DATABASE_URL`` when that names a PostgreSQL server.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django  # noqa: E402

LANGUAGES = ("sv", "el", "de")
STRINGS = 59


def main(pages: int, rounds: int) -> None:
    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        figures = {"localize": [], "ours": []}
        for number in range(rounds):
            for walk in figures:
                figures[walk].append(measure(walk, pages, f"{walk}-{number}"))
        for walk, runs in figures.items():
            seconds = statistics.median(run[0] for run in runs)
            print(f"{connection.vendor:10} {walk:9} {pages} pages x {len(LANGUAGES)} languages: {seconds:6.1f} s, {runs[0][1]:,} queries")
        print(f"ratio {statistics.median(r[0] for r in figures['localize']) / statistics.median(r[0] for r in figures['ours']):.1f}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def make_tree(pages: int, slug: str) -> object:
    from wagtail.models import Locale, Page

    from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
    from home.models import HomePage

    english = Locale.objects.get_or_create(language_code="en")[0]
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Front", slug=slug, hero_title="T", locale=english))
    catalogue = home.add_child(instance=CataloguePage(title="Courses", slug="courses", locale=english))
    course = catalogue.add_child(instance=CoursePage(title="Course", slug="course", lead="L", locale=english))
    made = 3
    while made < pages:
        module = course.add_child(instance=ModulePage(title=f"Module {made}", slug=f"m{made}", summary="S", locale=english))
        made += 1
        for _number in range(min(4, pages - made)):
            body = [
                {"type": "rich_text", "id": str(uuid.uuid4()), "value": "".join(f"<p>Sentence {made} {n} of {slug}.</p>" for n in range(STRINGS))}
            ]
            lesson = module.add_child(instance=LessonPage(title=f"Lesson {made}", slug=f"l{made}", lead="L", locale=english, body=body))
            lesson.save_revision().publish()
            made += 1
    return Page.objects.get(pk=home.pk)


def measure(walk: str, pages: int, slug: str) -> tuple[float, int]:
    from django.db import connection
    from wagtail.models import Locale, Page
    from wagtail_localize.operations import translate_object, translate_page_subtree

    from translation.services.submitting import run_submission, start_submission

    home = make_tree(pages, slug)
    locales = list(Locale.objects.filter(language_code__in=LANGUAGES))
    count = 0

    def counted(execute, sql, params, many, context):  # noqa: ANN001, ANN202
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    started = time.perf_counter()
    with connection.execute_wrapper(counted):
        if walk == "localize":
            translate_object(home.specific, locales)
            translate_page_subtree(home.pk, locales, None, None)
        else:
            run_submission(start_submission(home, locales))
    seconds = time.perf_counter() - started
    problems = Page.find_problems()
    if walk == "ours" and any(problems):
        raise SystemExit(f"The tree has problems: {problems}")
    return seconds, count


if __name__ == "__main__":
    with tempfile.TemporaryDirectory():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
