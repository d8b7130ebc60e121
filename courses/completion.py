"""When a course is complete, and what comes next.

Pure. The rule (field's domain rules): every lesson done and every graded quiz passed; the best attempt counts.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from courses.outline import CourseOutline, LessonEntry, ModuleEntry


@dataclass(frozen=True)
class CourseProgress:
    """How far somebody has come in a course. ``done`` and ``started`` hold lesson keys, ``passed`` pairs of lesson key and quiz id."""

    outline: CourseOutline
    started: frozenset[uuid.UUID] = field(default_factory=frozenset)
    done: frozenset[uuid.UUID] = field(default_factory=frozenset)
    passed: frozenset[tuple[uuid.UUID, str]] = field(default_factory=frozenset)
    last_lesson_key: uuid.UUID | None = None

    @property
    def lesson_count(self) -> int:
        return len(self.outline.lessons)

    @property
    def done_count(self) -> int:
        return sum(self.is_done(lesson) for lesson in self.outline.lessons)

    def is_done(self, lesson: LessonEntry) -> bool:
        return lesson.key in self.done

    def open_quizzes(self, lesson: LessonEntry) -> int:
        """How many graded quizzes of the lesson are not passed yet."""
        return sum((lesson.key, quiz_id) not in self.passed for quiz_id in lesson.graded_quiz_ids)

    def is_finished(self, lesson: LessonEntry) -> bool:
        return self.is_done(lesson) and not self.open_quizzes(lesson)

    def lesson_status(self, lesson: LessonEntry) -> str:
        """``done``, ``now`` or ``todo``."""
        if self.is_finished(lesson):
            return "done"
        return "now" if lesson.key in self.started or self.is_done(lesson) else "todo"

    def module_status(self, module: ModuleEntry) -> str:
        """``done``, ``now`` or ``todo``; a module without lessons is to do."""
        states = {self.lesson_status(lesson) for lesson in module.lessons}
        if states == {"done"}:
            return "done"
        return "todo" if states <= {"todo"} else "now"

    def module_done_count(self, module: ModuleEntry) -> int:
        return sum(self.is_done(lesson) for lesson in module.lessons)

    @property
    def is_started(self) -> bool:
        return any(lesson.key in self.started for lesson in self.outline.lessons)

    @property
    def is_complete(self) -> bool:
        """A course without lessons is never complete."""
        return bool(self.outline.lessons) and all(self.is_finished(lesson) for lesson in self.outline.lessons)

    @property
    def next_lesson(self) -> LessonEntry | None:
        """Where to go on: the lesson one was in if it is not finished, else the first unfinished after it, else the first of all."""
        lessons = self.outline.lessons
        position = next((i for i, lesson in enumerate(lessons) if lesson.key == self.last_lesson_key), 0)
        return next((lesson for lesson in (*lessons[position:], *lessons[:position]) if not self.is_finished(lesson)), None)

    @property
    def next_module(self) -> ModuleEntry | None:
        """The module of the next lesson."""
        lesson = self.next_lesson
        return self.outline.module_of(lesson.key) if lesson else None

    @property
    def minutes_left(self) -> int:
        """Reading time of the unfinished lessons."""
        return sum(lesson.minutes for lesson in self.outline.lessons if not self.is_finished(lesson))
