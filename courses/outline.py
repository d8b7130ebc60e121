"""The table of contents of a course in one language, as plain values."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from courses.models import CoursePage


@dataclass(frozen=True)
class LessonEntry:
    """A lesson in the table of contents. ``key`` is the same in every language; ``language`` is set on foreign words."""

    key: uuid.UUID
    title: str
    lead: str
    url: str
    minutes: int
    graded_quiz_ids: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class ModuleEntry:
    """A module with its lessons; ``number`` counts from 1."""

    key: uuid.UUID
    number: int
    title: str
    summary: str
    url: str
    hours: Decimal
    motif: str
    scheme: str
    slug: str
    lessons: tuple[LessonEntry, ...]
    language: str = ""


@dataclass(frozen=True)
class CourseOutline:
    """The published modules and lessons of a course in their order."""

    modules: tuple[ModuleEntry, ...]

    @property
    def lessons(self) -> tuple[LessonEntry, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def lesson_keys(self) -> tuple[uuid.UUID, ...]:
        return tuple(lesson.key for lesson in self.lessons)

    def module_of(self, key: uuid.UUID) -> ModuleEntry | None:
        """The module with this key, or the one that holds the lesson with this key."""
        return next((m for m in self.modules if m.key == key or any(lesson.key == key for lesson in m.lessons)), None)

    def neighbours(self, key: uuid.UUID) -> tuple[LessonEntry | None, LessonEntry | None]:
        """The lessons before and after, across modules; two times None for a lesson that is not published."""
        lessons = self.lessons
        position = next((i for i, lesson in enumerate(lessons) if lesson.key == key), None)
        if position is None:
            return None, None
        before = lessons[position - 1] if position else None
        after = lessons[position + 1] if position + 1 < len(lessons) else None
        return before, after


def overlay(source: CourseOutline, translated: CourseOutline, source_language: str, language: str) -> CourseOutline:
    """The source's modules and lessons in the words of a translation; what is not translated keeps its words, and says their language."""
    modules = {module.key: module for module in translated.modules}
    lessons = {lesson.key: lesson for lesson in translated.lessons}
    foreign = "" if source_language == language else source_language

    def lesson_in_words(lesson: LessonEntry) -> LessonEntry:
        words = lessons.get(lesson.key) if foreign else lesson
        if words is None or translated is source:
            return replace(lesson, language=foreign)
        return replace(lesson, title=words.title, lead=words.lead, url=words.url)

    def module_in_words(module: ModuleEntry) -> ModuleEntry:
        own = tuple(lesson_in_words(lesson) for lesson in module.lessons)
        words = modules.get(module.key) if foreign else module
        if words is None or translated is source:
            return replace(module, lessons=own, language=foreign)
        return replace(module, lessons=own, title=words.title, summary=words.summary, url=words.url)

    return CourseOutline(tuple(module_in_words(module) for module in source.modules))


def course_outlines(courses: Sequence[CoursePage]) -> dict[int, CourseOutline]:
    """The outlines below ``courses`` by primary key: two queries whatever the number of courses and lessons. Bodies are not read."""
    from courses.models import LessonPage, ModulePage

    if not courses:
        return {}
    below = reduce(or_, (Q(path__startswith=course.path, depth__gt=course.depth) for course in courses))
    modules = list(ModulePage.objects.live().filter(below).defer("outcomes").order_by("path"))
    lessons: dict[str, list[LessonEntry]] = {module.path: [] for module in modules}
    steplen = courses[0].steplen
    columns = ("path", "url_path", "translation_key", "title", "lead", "minutes", "graded_quiz_ids")
    # Plain rows and addresses put together from the course's: a page object and a reverse() for each of 500 lessons take ten times as long.
    for path, url_path, key, title, lead, minutes, quiz_ids in (
        LessonPage.objects.live().filter(below).order_by("path").values_list(*columns)
    ):
        # A lesson of an unpublished module is not part of the course.
        siblings = lessons.get(path[:-steplen])
        if siblings is not None:
            url = _address(courses, path, url_path)
            siblings.append(LessonEntry(key=key, title=title, lead=lead, url=url, minutes=minutes, graded_quiz_ids=tuple(quiz_ids)))
    return {
        course.pk: CourseOutline(
            tuple(
                ModuleEntry(
                    key=module.translation_key,
                    number=number,
                    title=module.title,
                    summary=module.summary,
                    url=_address(courses, module.path, module.url_path),
                    hours=module.hours,
                    motif=module.motif,
                    scheme=module.scheme,
                    slug=module.slug,
                    lessons=tuple(lessons[module.path]),
                )
                for number, module in enumerate((m for m in modules if m.path.startswith(course.path)), start=1)
            )
        )
        for course in courses
    }


def _address(courses: Sequence[CoursePage], path: str, url_path: str) -> str:
    """The address of a page below one of the courses; empty where the course has none."""
    course = next(course for course in courses if path.startswith(course.path))
    return f"{course.address}{url_path.removeprefix(course.url_path)}" if course.address else ""


def course_outline(course: CoursePage) -> CourseOutline:
    """The outline below one course: two queries."""
    return course_outlines([course])[course.pk]
