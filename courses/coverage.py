"""How much of a course can be read in which language."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from wagtail.models import Page

from translation.models import Tally

if TYPE_CHECKING:
    from courses.models import CoursePage


@dataclass(frozen=True)
class Coverage:
    """A language with its share of a course's words that are translated and approved, in per cent rounded down."""

    code: str
    name: str
    percent: int


def course_coverage(course: CoursePage) -> list[Coverage]:
    """The languages in which the course has a page of its own, over all its published pages in the source language: two queries.

    A page that was never sent anywhere counts as untranslated, with as many words as the others have on average.
    """
    source = next((page for page in course.relatives if _is_source_of(page, course)), course)
    keys = set(Page.objects.live().filter(path__startswith=source.path).order_by().values_list("translation_key", flat=True))
    rows = Tally.objects.in_use().filter(translation__source__object_id__in=keys, translation__source__locale_id=source.locale_id)
    words: dict[uuid.UUID, int] = {}
    approved: dict[str, int] = defaultdict(int)
    for key, code, count, done in rows.values_list(
        "translation__source__object_id", "translation__target_locale__language_code", "words", "approved"
    ):
        words[key] = count
        approved[code] += done
    total = sum(words.values()) * len(keys) // len(words) if words else 0
    return [
        Coverage(link.code, link.name, 100 if link.is_source else 100 * approved[link.code] // total)
        for link in course.language_links
        if link.is_exact and (link.is_source or total)
    ]


def _is_source_of(page: Page, course: CoursePage) -> bool:
    return bool(page.translation_key == course.translation_key and page.locale.language_code == settings.LANGUAGE_CODE)
