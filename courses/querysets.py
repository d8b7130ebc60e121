"""Reads over course pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from wagtail.models import PageQuerySet


@dataclass(frozen=True)
class Coverage:
    """How much of a course can be read in a language, in whole per cent of its lessons."""

    code: str
    name: str
    percent: int


class LessonPageQuerySet(PageQuerySet):
    """Lessons."""

    def coverage(self, lesson_keys: Iterable[uuid.UUID]) -> list[Coverage]:
        """Languages in which some of these lessons are published, in the order of the settings: one query."""
        keys = set(lesson_keys)
        counts = dict(
            self.live()
            .filter(translation_key__in=keys, alias_of=None)
            .values_list("locale__language_code")
            .annotate(Count("pk"))
            .order_by()
        )
        return [
            Coverage(code=code, name=name, percent=100 * counts[code] // len(keys)) for code, name in settings.LANGUAGES if counts.get(code)
        ]

    def in_language(self, lesson_key: uuid.UUID, code: str) -> LessonPageQuerySet:
        """The published lesson in one language: none or one."""
        return self.live().filter(translation_key=lesson_key, locale__language_code=code, alias_of=None)

    def source(self, lesson_key: uuid.UUID) -> LessonPageQuerySet:
        """The published lesson in the language it was written in: none or one. Keys and scores come from here."""
        return self.in_language(lesson_key, settings.LANGUAGE_CODE)


class CoursePageQuerySet(PageQuerySet):
    """Courses."""

    def source_of(self, course_keys: Iterable[uuid.UUID]) -> CoursePageQuerySet:
        """The published courses with these keys in the language they were written in."""
        return self.live().filter(translation_key__in=set(course_keys), locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
