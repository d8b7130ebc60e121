"""What a learner wrote for herself, by course, module and lesson: for her eyes only.

Titles and questions are in the reader's language, her own text stays as she wrote it. What she wrote under a lesson that has been withdrawn
since is still hers, and still here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accounts.learners import Learner
from courses.models import Badge, Enrolment, LessonPage, Reflection
from courses.outline import LessonEntry
from courses.services.progress import courses_for_reader


@dataclass(frozen=True)
class JournalEntry:
    """One text under one question. ``prompt_language`` is set on a foreign question; ``language`` is that of the text."""

    lesson_key: uuid.UUID
    block_id: uuid.UUID
    prompt: str
    prompt_language: str
    text: str
    language: str
    written_at: datetime
    can_edit: bool


@dataclass(frozen=True)
class JournalLesson:
    """A lesson with what was written under it. No title: it is not published any more. ``language`` is set on foreign words."""

    title: str
    url: str
    language: str
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True)
class JournalModule:
    """A module of which some lessons have entries."""

    key: uuid.UUID
    number: int
    title: str
    language: str
    lessons: tuple[JournalLesson, ...]


@dataclass(frozen=True)
class JournalCourse:
    """A course in which something was written."""

    key: uuid.UUID
    title: str
    language: str
    modules: tuple[JournalModule, ...]
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class Journal:
    """Everything; ``elsewhere`` are lessons that belong to no published course now."""

    courses: tuple[JournalCourse, ...] = ()
    elsewhere: tuple[JournalLesson, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.courses and not self.elsewhere


@dataclass(frozen=True)
class Prompt:
    """A question as a page in some language asks it."""

    text: str
    language: str


class _Questions:
    """The questions of lessons: in the reader's language, else in the source's."""

    def __init__(self, lesson_keys: Iterable[uuid.UUID], language: str) -> None:
        pages = LessonPage.objects.live().filter(
            translation_key__in=set(lesson_keys), locale__language_code__in={language, settings.LANGUAGE_CODE}, alias_of=None
        )
        self.pages: dict[uuid.UUID, LessonPage] = {}
        self.asked: dict[tuple[uuid.UUID, str], Prompt] = {}
        self.answerable: dict[uuid.UUID, set[str]] = {}
        # The source first: its order counts, and what a translation says takes the place of its words.
        for page in sorted(pages.select_related("locale"), key=lambda page: page.locale.language_code == language):
            code = page.locale.language_code
            prompts = {block["id"]: block["value"]["prompt"] for block in page.body.raw_data if block["type"] == "reflection"}
            self.pages[page.translation_key] = page
            self.answerable[page.translation_key] = set(prompts)
            for block_id, text in prompts.items():
                self.asked[page.translation_key, block_id] = Prompt(text, "" if code == language else code)
        self.places = {place: number for number, place in enumerate(self.asked)}

    def entries(self, rows: Sequence[Reflection]) -> tuple[JournalEntry, ...]:
        """The texts of one lesson in the order of its questions."""
        end = len(self.places)
        rows = sorted(rows, key=lambda row: (self.places.get((row.lesson_key, str(row.block_id)), end), row.updated_at))
        return tuple(self._entry(row) for row in rows)

    def _entry(self, row: Reflection) -> JournalEntry:
        prompt = self.asked.get((row.lesson_key, str(row.block_id)), Prompt("", ""))
        return JournalEntry(
            lesson_key=row.lesson_key,
            block_id=row.block_id,
            prompt=prompt.text,
            prompt_language=prompt.language,
            text=row.text,
            language=row.language,
            written_at=row.updated_at,
            can_edit=str(row.block_id) in self.answerable.get(row.lesson_key, ()),
        )


def journal_of(learner: Learner, language: str) -> Journal:
    """Everything that the learner wrote: seven queries however much it is, one for nothing."""
    rows: dict[uuid.UUID, list[Reflection]] = {}
    for row in Reflection.objects.filter(**learner.owner).exclude(text="").order_by("updated_at"):
        if row.text.strip():
            rows.setdefault(row.lesson_key, []).append(row)
    if not rows:
        return Journal()
    questions = _Questions(rows, language)
    keys = Enrolment.objects.filter(**learner.owner).order_by("started_at").values_list("course_key", flat=True)
    courses = courses_for_reader(keys, language)

    badges = list(Badge.objects.filter(**learner.owner))

    def lessons_in(lessons: Iterable[LessonEntry]) -> tuple[JournalLesson, ...]:
        return tuple(
            JournalLesson(lesson.title, lesson.url, lesson.language, questions.entries(rows.pop(lesson.key)))
            for lesson in lessons
            if lesson.key in rows
        )

    found = []
    for key in keys:
        if key not in courses:
            continue
        course = courses[key]
        modules = [
            JournalModule(module.key, module.number, module.title, module.language, lessons)
            for module in course.outline.modules
            if (lessons := lessons_in(module.lessons))
        ]
        if modules:
            foreign = "" if course.language == language else course.language
            earned = tuple(badge for badge in badges if badge.course_key == key)
            found.append(JournalCourse(key, course.page.nav_title, foreign, tuple(modules), earned))
    elsewhere = [_elsewhere(questions, key, left, language) for key, left in rows.items()]
    return Journal(tuple(found), tuple(elsewhere))


def _elsewhere(questions: _Questions, key: uuid.UUID, rows: Sequence[Reflection], language: str) -> JournalLesson:
    """A lesson outside of every course that the learner takes, or one that is gone."""
    page = questions.pages.get(key)
    if page is None:
        return JournalLesson("", "", "", questions.entries(rows))
    code = page.locale.language_code
    return JournalLesson(page.title, page.url or "", "" if code == language else code, questions.entries(rows))
