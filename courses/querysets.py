"""Reads over course pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.conf import settings
from wagtail.models import PageQuerySet


class LessonPageQuerySet(PageQuerySet):
    """Lessons."""

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
