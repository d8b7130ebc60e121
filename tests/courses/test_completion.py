from __future__ import annotations

import uuid
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from courses.completion import CourseProgress
from courses.outline import CourseOutline, LessonEntry, ModuleEntry

QUIZ = "quiz"


def outline(*modules: int, quizzes: int = 1) -> CourseOutline:
    """A course with so many lessons in each module, each lesson with so many graded quizzes."""
    count = iter(range(1, 1000))

    def lesson() -> LessonEntry:
        return LessonEntry(uuid.UUID(int=next(count)), "Lesson", "", "/lesson/", 20, tuple(f"{QUIZ}{n}" for n in range(quizzes)))

    return CourseOutline(
        tuple(
            ModuleEntry(uuid.UUID(int=1000 + n), n, "Module", "", "/", Decimal(1), "bars", "", "m", tuple(lesson() for _ in range(size)))
            for n, size in enumerate(modules, start=1)
        )
    )


COURSE = outline(2, 2)
KEYS = COURSE.lesson_keys
ALL_PASSED = frozenset((key, f"{QUIZ}0") for key in KEYS)
some_keys = st.frozensets(st.sampled_from(KEYS))


def test_a_course_is_complete_when_every_lesson_is_done_and_every_graded_quiz_passed() -> None:
    assert CourseProgress(COURSE, frozenset(KEYS), frozenset(KEYS), ALL_PASSED).is_complete


def test_a_quiz_that_is_not_passed_keeps_the_course_open() -> None:
    progress = CourseProgress(COURSE, frozenset(KEYS), frozenset(KEYS), ALL_PASSED - {(KEYS[2], f"{QUIZ}0")})
    assert not progress.is_complete
    assert progress.next_lesson == COURSE.lessons[2]
    assert progress.lesson_status(COURSE.lessons[2]) == "now"


def test_a_passed_quiz_does_not_make_its_lesson_done() -> None:
    progress = CourseProgress(COURSE, frozenset(), frozenset(KEYS[:3]), ALL_PASSED)
    assert not progress.is_complete
    assert progress.done_count == 3


def test_a_course_without_lessons_is_never_complete() -> None:
    assert not CourseProgress(outline()).is_complete
    assert not CourseProgress(outline(0)).is_complete


def test_one_goes_on_where_one_was() -> None:
    assert CourseProgress(COURSE, last_lesson_key=KEYS[2]).next_lesson == COURSE.lessons[2]


def test_from_a_finished_last_lesson_one_goes_back_to_what_is_left() -> None:
    done = frozenset(KEYS[1:])
    progress = CourseProgress(COURSE, done, done, ALL_PASSED, last_lesson_key=KEYS[3])
    assert progress.next_lesson == COURSE.lessons[0]


def test_a_lesson_that_is_gone_is_no_place_to_go_on() -> None:
    assert CourseProgress(COURSE, last_lesson_key=uuid.UUID(int=99)).next_lesson == COURSE.lessons[0]


@given(some_keys, some_keys, st.frozensets(st.sampled_from(sorted(ALL_PASSED))), st.sampled_from(KEYS))
def test_there_is_a_next_lesson_exactly_while_the_course_is_open(
    started: frozenset[uuid.UUID], done: frozenset[uuid.UUID], passed: frozenset[tuple[uuid.UUID, str]], last: uuid.UUID
) -> None:
    progress = CourseProgress(COURSE, started, done, passed, last)
    assert (progress.next_lesson is None) == progress.is_complete
    assert (progress.minutes_left == 0) == progress.is_complete
    assert 0 <= progress.done_count <= progress.lesson_count


def test_module_status_follows_its_lessons() -> None:
    first, second = COURSE.modules
    progress = CourseProgress(COURSE, frozenset(KEYS[:1]), frozenset(KEYS[:2]), ALL_PASSED)
    assert progress.module_status(first) == "done"
    assert progress.module_status(second) == "todo"
    assert CourseProgress(COURSE, frozenset(KEYS[:1])).module_status(first) == "now"


def test_neighbours_cross_modules() -> None:
    before, after = COURSE.neighbours(KEYS[1])
    assert (before, after) == (COURSE.lessons[0], COURSE.lessons[2])
    assert COURSE.neighbours(KEYS[3])[1] is None
    assert COURSE.neighbours(uuid.UUID(int=99)) == (None, None)
