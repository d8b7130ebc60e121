"""How far learners have come: reads and writes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.learners import Learner
from courses.completion import CourseProgress
from courses.models import Attempt, CoursePage, Enrolment, LessonPage, LessonProgress, Reflection
from courses.outline import CourseOutline, course_outlines, overlay
from courses.services.owners import hold


def progress_in(
    outlines: dict[uuid.UUID, CourseOutline], learner: Learner | None, *, with_place: bool = True
) -> dict[uuid.UUID, CourseProgress]:
    """The learner's progress in each course, by course key: three queries whatever the number of courses, none for nobody.

    ``with_place``: also where she was last; one query less without.
    """
    if learner is None:
        return {key: CourseProgress(outline) for key, outline in outlines.items()}
    lesson_keys = {key for outline in outlines.values() for key in outline.lesson_keys}
    rows = LessonProgress.objects.filter(**learner.owner, lesson_key__in=lesson_keys).values_list("lesson_key", "completed_at")
    started = dict(rows)
    passed = frozenset(
        (key, str(quiz_id))
        for key, quiz_id in Attempt.objects.filter(**learner.owner, page_key__in=lesson_keys, is_passed=True)
        .order_by()
        .values_list("page_key", "quiz_id")
    )
    enrolments = Enrolment.objects.filter(**learner.owner, course_key__in=outlines)
    last = dict(enrolments.values_list("course_key", "last_lesson_key")) if with_place else {}
    return {
        key: CourseProgress(
            outline=outline,
            started=frozenset(started),
            done=frozenset(lesson for lesson, completed_at in started.items() if completed_at),
            passed=passed,
            last_lesson_key=last.get(key),
        )
        for key, outline in outlines.items()
    }


@dataclass(frozen=True)
class ReaderCourse:
    """A course as somebody reads it: ``page`` in her language or the source's, the outline of the source with her language's words."""

    page: CoursePage
    outline: CourseOutline

    @property
    def language(self) -> str:
        """The language of the page."""
        return str(self.page.locale.language_code)


def courses_for_reader(keys: Iterable[uuid.UUID], language: str) -> dict[uuid.UUID, ReaderCourse]:
    """The published courses with these keys: three queries whatever their number.

    What a course consists of is what its source says, in every language; so progress is the same everywhere.
    """
    pages = list(
        CoursePage.objects.live()
        .filter(translation_key__in=set(keys), locale__language_code__in={language, settings.LANGUAGE_CODE}, alias_of=None)
        .select_related("locale")
    )
    outlines = course_outlines(pages)
    found = {}
    for source in pages:
        if source.locale.language_code != settings.LANGUAGE_CODE:
            continue
        key = source.translation_key
        shown = next((page for page in pages if page.translation_key == key and page.locale.language_code == language), source)
        found[key] = ReaderCourse(shown, overlay(outlines[source.pk], outlines[shown.pk], settings.LANGUAGE_CODE, language))
    return found


def pages_in_language(model: Any, keys: Iterable[uuid.UUID], language: str) -> dict[uuid.UUID, Any]:
    """The published pages with these keys in a language, or in the source language where there is no translation: one query."""
    pages = model.objects.live().filter(
        translation_key__in=set(keys), locale__language_code__in={language, settings.LANGUAGE_CODE}, alias_of=None
    )
    found: dict[uuid.UUID, Any] = {}
    for page in pages.select_related("locale"):
        if page.translation_key not in found or page.locale.language_code == language:
            found[page.translation_key] = page
    return found


@transaction.atomic(savepoint=False)
def note_activity(*, learner: Learner, lesson: LessonPage) -> None:
    """The learner is at this lesson now: she takes its course, and has begun it."""
    Enrolment.objects.update_or_create(
        **learner.owner, course_key=lesson.course.translation_key, defaults={"last_lesson_key": lesson.translation_key}
    )
    LessonProgress.objects.get_or_create(**learner.owner, lesson_key=lesson.translation_key)


@transaction.atomic
def complete_lesson(*, learner: Learner, lesson: LessonPage) -> None:
    """Mark the lesson done; the first time counts. Awards what is earned by it."""
    from courses.services.badges import award_all

    learner = hold(learner)
    note_activity(learner=learner, lesson=lesson)
    LessonProgress.objects.filter(**learner.owner, lesson_key=lesson.translation_key, completed_at=None).update(completed_at=Now())
    award_all(learner=learner, course=lesson.course)


@transaction.atomic
def save_reflection(*, learner: Learner, lesson: LessonPage, block_id: uuid.UUID, text: str, language: str) -> Reflection:
    """Keep what the learner wrote for herself; the last text stays."""
    learner = hold(learner)
    note_activity(learner=learner, lesson=lesson)
    entry, _made = Reflection.objects.update_or_create(
        **learner.owner,
        lesson_key=lesson.translation_key,
        block_id=block_id,
        defaults={"text": text, "language": language, "updated_at": timezone.now()},
    )
    return entry
