"""How long it takes to send a tree of pages to three languages: localize's own walk beside ours, in one process, one after the other.

    .venv/bin/python bench/submission.py [pages] [rounds]

Works in a test database beside ``DATABASE_URL`` (SQLite in memory unless that names a PostgreSQL server), which goes at the end.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail_localize.operations import translate_object, translate_page_subtree  # noqa: E402

from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage  # noqa: E402
from home.models import HomePage  # noqa: E402
from translation.services.submitting import run_submission, start_submission  # noqa: E402

LANGUAGES = ("sv", "el", "de")
STRINGS = 59


def localize_walk(home: Page, locales: list[Locale]) -> None:
    translate_object(home.specific, locales)
    translate_page_subtree(home.pk, locales, None, None)


def own_walk(home: Page, locales: list[Locale]) -> None:
    run_submission(start_submission(home, locales))


WALKS = {"localize": localize_walk, "ours": own_walk}


@dataclass(frozen=True)
class Run:
    """One walk. Processor time is this process's own: on PostgreSQL the server's is not in it, and neither is what others compute."""

    wall: float
    processor: float
    queries: int


def main(pages: int, rounds: int) -> None:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    runs: dict[str, list[Run]] = {walk: [] for walk in WALKS}
    try:
        for number in range(rounds):
            for walk in WALKS:
                run = measure(walk, pages, f"{walk}-{number}")
                runs[walk].append(run)
                print(f"  {walk:8} {run.wall:6.1f} s, {run.processor:6.1f} s of processor, {run.queries:,} queries", flush=True)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"{connection.vendor}, {pages} pages x {len(LANGUAGES)} languages, load average {os.getloadavg()[0]:.1f}")
    for measured in ("wall", "processor"):
        middle = {walk: statistics.median(getattr(run, measured) for run in found) for walk, found in runs.items()}
        each = [getattr(theirs, measured) / getattr(own, measured) for theirs, own in zip(*runs.values(), strict=True)]
        print(f"  {measured:9} {middle['localize']:6.1f} s to {middle['ours']:5.1f} s, ratios {', '.join(f'{one:.1f}' for one in each)}")


def make_tree(pages: int, slug: str) -> Page:
    """A front page, a catalogue, a course, and modules of four lessons of 59 sentences; no sentence stands twice."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = Page.add_root(title="Root", slug="root", locale=english).add_child(
        instance=HomePage(title="Front", slug=slug, hero_title="T", locale=english)
    )
    catalogue = home.add_child(instance=CataloguePage(title="Courses", slug="courses", locale=english))
    course = catalogue.add_child(instance=CoursePage(title="Course", slug="course", lead="L", locale=english))
    made = 3
    while made < pages:
        module = course.add_child(instance=ModulePage(title=f"Module {made}", slug=f"m{made}", summary="S", locale=english))
        made += 1
        for _number in range(min(4, pages - made)):
            text = "".join(f"<p>Sentence {made} {number} of {slug}.</p>" for number in range(STRINGS))
            body = [{"type": "rich_text", "id": str(uuid.uuid4()), "value": text}]
            lesson = LessonPage(title=f"Lesson {made}", slug=f"l{made}", lead="L", locale=english, body=body)
            module.add_child(instance=lesson)
            lesson.save_revision().publish()
            made += 1
    return Page.objects.get(pk=home.pk)


def measure(walk: str, pages: int, slug: str) -> Run:
    """One walk over a tree of its own, in a database without anything else."""
    clear()
    home = make_tree(pages, slug)
    locales = list(Locale.objects.filter(language_code__in=LANGUAGES))
    count = 0

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    wall, processor = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(counted):
        WALKS[walk](home, locales)
    run = Run(time.perf_counter() - wall, time.process_time() - processor, count)
    if walk == "ours" and any(Page.find_problems()):
        raise SystemExit("The tree has problems.")
    return run


def clear() -> None:
    call_command("flush", verbosity=0, interactive=False)
    ContentType.objects.clear_cache()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
