"""A lesson is the same lesson in every language: before a translation is published, its quizzes must have the source's key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from common.gates import is_kept, register_gate
from courses.models import LessonPage
from courses.quiz_block import QuizValue
from courses.scoring import QuestionSpec


@register_gate
def same_quizzes(source: Any, target: Any) -> list[str]:
    """One sentence for each difference; a quiz that the translation does not show yet is none.

    The sentences name questions by their words and say what kind of thing differs, never what is right.
    """
    if not isinstance(target, LessonPage) or not isinstance(source, LessonPage):
        return []
    wanted = dict(_quizzes(source))
    problems = []
    for quiz_id, value in _quizzes(target):
        if is_kept(quiz_id):
            continue
        original = wanted.get(quiz_id)
        if original is None:
            problems.append(_("The quiz “%(quiz)s” is not on the source page any more.") % {"quiz": value["title"]})
        elif original.spec.hash != value.spec.hash:
            problems.extend(_differences(original, value))
    return problems


def _quizzes(page: LessonPage) -> Iterator[tuple[str, QuizValue]]:
    for block in page.body:
        if block.block_type == "quiz":
            yield block.id, block.value


def _differences(original: QuizValue, value: QuizValue) -> Iterator[str]:
    quiz = value["title"]
    if original.spec.pass_mark != value.spec.pass_mark:
        yield _("Quiz “%(quiz)s”: the pass mark is %(here)s %% here and %(source)s %% in the source.") % {
            "quiz": quiz,
            "here": value.spec.pass_mark,
            "source": original.spec.pass_mark,
        }
    source = {question.id: question for question in original.spec.questions}
    here = {question.id: question for question in value.spec.questions}
    words = {child.id: strip_tags(str(child.value["prompt"])).strip() for owner in (original, value) for child in owner["questions"]}
    for question_id in source.keys() | here.keys():
        name = {"quiz": quiz, "question": words[question_id][:80]}
        if question_id not in here:
            yield _("Quiz “%(quiz)s”: the question “%(question)s” is missing here.") % name
        elif question_id not in source:
            yield _("Quiz “%(quiz)s”: the question “%(question)s” is not in the source any more.") % name
        else:
            yield from _question_differences(source[question_id], here[question_id], name)


def _question_differences(source: QuestionSpec, here: QuestionSpec, name: dict[str, Any]) -> Iterator[str]:
    if source.type != here.type:
        yield _("Quiz “%(quiz)s”: the question “%(question)s” is of another type than in the source.") % name
    if source.points != here.points:
        values = name | {"here": here.points.normalize(), "source": source.points.normalize()}
        yield _("Quiz “%(quiz)s”: the question “%(question)s” is worth %(here)s points here and %(source)s in the source.") % values
    if source.key != here.key:
        yield _("Quiz “%(quiz)s”: the question “%(question)s” has another key than in the source.") % name
