"""A course that was sent to Swedish and Greek, translated, approved and published by the services: no page is made by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation

from courses.models import LessonPage, ModulePage
from home.models import HomePage
from tests.factories.courses import make_branch
from translation.segments import Segment, load_segments
from translation.services.editing import approve_strings, write_strings
from translation.services.publishing import publish
from translation.services.submitting import run_submission, start_submission

LANGUAGES = ("sv", "el")


def in_language(text: str, code: str) -> str:
    """A stand-in for a translation: the source with the code at its end, so that a glance tells which language a page speaks."""
    return f"{text} ‹{code}›"


@dataclass
class Course:
    """The source pages, and ways to their translations."""

    home: HomePage
    module: ModulePage
    lesson: LessonPage
    second: LessonPage

    def record(self, page: Page, code: str = "sv") -> Translation:
        return Translation.objects.select_related("source", "source__locale", "target_locale").get(
            source__object_id=page.translation_key, target_locale__language_code=code
        )

    def target(self, page: Page, code: str = "sv") -> Any:
        return Page.objects.get(translation_key=page.translation_key, locale__language_code=code).specific

    def segments(self, page: Page, code: str = "sv") -> list[Segment]:
        return load_segments(self.record(page, code))

    def segment(self, page: Page, text: str, code: str = "sv") -> Segment:
        return next(segment for segment in self.segments(page, code) if text in segment.source)


def make_source() -> Course:
    """The course in English alone."""
    english = Locale.objects.get(language_code="en")
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Westem Up", slug="front", hero_title="The work", locale=english))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "testserver", "port": 80})
    made = make_branch(home, english, {})
    for page in (home, *made.values()):
        page.save_revision().publish()
    return Course(home, made["module"], made["first"], made["second"])


def send(course: Course, *codes: str) -> None:
    """Submit the whole tree, and do it at once."""
    run_submission(start_submission(course.home, list(Locale.objects.filter(language_code__in=codes or LANGUAGES))))


def make_course() -> Course:
    """The course, published in Swedish and Greek."""
    course = make_source()
    send(course)
    for page in Page.objects.descendant_of(course.home, inclusive=True).order_by("path"):
        for code in LANGUAGES:
            translate(course, page, code)
    return course


def translate(course: Course, page: Page, code: str = "sv") -> None:
    """Translate, approve and publish all that is open."""
    record = course.record(page, code)
    write_strings(record, {item.place: in_language(item.source, code) for item in load_segments(record) if not item.text})
    approve_strings(record)
    publish(record)


def edit(page: Any, change: Callable[[Any], None], **fields: Any) -> None:
    """An editor changes a page with ``change(page)`` and publishes it; ``fields`` are set on it as well."""
    draft = type(page).objects.get(pk=page.pk)
    change(draft)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    page.refresh_from_db()


def edit_body(page: Any, change: Callable[[list[dict[str, Any]]], None], **fields: Any) -> None:
    """The same for the raw blocks of a body."""

    def rewrite(draft: Any) -> None:
        body = copy.deepcopy(list(draft.body.raw_data))
        change(body)
        draft.body = body

    edit(page, rewrite, **fields)
