"""A quiz as one learner sees it: words and controls in her order, and of the key only what her grades have told."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from courses.models import Attempt
from courses.questions import PresentedQuestion
from courses.questions.base import Setting
from courses.quiz_block import QuizValue, shape_of, solved
from courses.scoring import Answer, Grade, QuizSpec


@dataclass(frozen=True)
class Trouble:
    """What was wrong with the last answers: messages by question id, typed texts by field name, questions left open."""

    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def field_name(question_id: str) -> str:
    """The prefix of a question's fields."""
    return f"q-{question_id}"


def fingerprint(answer: Answer) -> str:
    """A short text that is equal for equal answers: a form says with it which saved answer it had shown."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:16]


def form_version(spec: QuizSpec) -> str:
    """What a form asks, as a text that says nothing of the key: a keyed digest of the shape, in which no key takes part."""
    text = json.dumps(sorted(shape_of(spec).items()), sort_keys=True)
    return salted_hmac("courses.form_version", text, algorithm="sha256").hexdigest()[:32]


def setting_of(
    attempt: Attempt, *, shuffles_options: bool, answer: Answer = None, grade: Grade | None = None, typed: Mapping[str, str] | None = None
) -> Setting:
    """How this attempt sets a question: tokens and order depend on the attempt alone, so they are the same in every language."""
    return Setting(seed=str(attempt.pk), shuffles_options=shuffles_options, answer=answer, grade=grade, typed=typed or {})


def present_solution(value: QuizValue) -> list[PresentedQuestion]:
    """The questions rightly answered, with their explanations: for those who write them."""
    answers, grades = solved(value.spec)
    attempt = Attempt(
        state=Attempt.State.SUBMITTED, answers=answers, grades={question_id: grade.to_json() for question_id, grade in grades.items()}
    )
    return present_quiz(value, attempt, shows_explanations=True)


def present_blank(value: QuizValue) -> list[PresentedQuestion]:
    """The questions as they stand before anybody has answered: for those who translate them."""
    return present_quiz(value, Attempt())


def present_quiz(
    value: QuizValue,
    attempt: Attempt,
    *,
    spec: QuizSpec | None = None,
    rules: QuizValue | None = None,
    trouble: Trouble | None = None,
    shows_explanations: bool = False,
) -> list[PresentedQuestion]:
    """The questions for a template: the words of ``value``, the points of ``spec`` and the order that ``rules`` ask for.

    A translation may lag behind the source in everything but the ids, so numbers come from ``spec`` and ``rules``; by default
    those of ``value``.
    Before submission there is no grade, so nothing of the key. After it an explanation stands under every question answered rightly, and
    under all when ``shows_explanations`` (the quiz is passed, or no attempt is left): a wrong answer alone does not give the key away.
    """
    rules = rules or value
    points = {question.id: question.points for question in (spec or value.spec).questions}
    trouble = trouble or Trouble()
    children = list(value["questions"])
    if rules["shuffle_questions"]:
        children.sort(key=lambda child: child.id)
        random.Random(str(attempt.pk)).shuffle(children)  # noqa: S311  (a display order, not a secret)
    questions = []
    for number, child in enumerate(children, start=1):
        # An open attempt has no grades; should it ever have some, they are not told.
        has_grade = not attempt.is_open and child.id in attempt.grades
        grade = Grade.from_json(attempt.grades[child.id]) if has_grade else None
        setting = setting_of(
            attempt, shuffles_options=rules["shuffle_options"], answer=attempt.answers.get(child.id), grade=grade, typed=trouble.typed
        )
        name = field_name(child.id)
        questions.append(
            PresentedQuestion(
                id=child.id,
                name=name,
                number=number,
                type=child.block_type,
                prompt=child.value["prompt"],
                hint=child.value["hint"],
                points=points.get(child.id, child.value["points"]),
                seen=fingerprint(attempt.answers.get(child.id)),
                error=trouble.errors.get(child.id, ""),
                grade=grade,
                explanation=child.value["explanation"] if grade and (grade.is_correct or shows_explanations) else None,
                **child.block.present(child.value, child.id, name, setting),
            )
        )
    return questions
