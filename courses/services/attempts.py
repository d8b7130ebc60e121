"""Starting, saving and submitting attempts. Every write may be repeated without harm, and limits hold when requests run in parallel."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils import timezone

from accounts.learners import Learner
from courses.models import Attempt
from courses.presenting import field_name, fingerprint, form_version, setting_of
from courses.questions import AnswerError
from courses.quiz_block import grade_answer, question_block
from courses.scoring import Answer, QuizSpec, total
from courses.services.badges import award_all
from courses.services.owners import hold
from courses.services.progress import note_activity
from courses.services.quizzes import LiveQuiz, QuizWithdrawnError, live_quiz, record_wording, words_in

# Of what cannot be read: how much is shown again at once, and how much is still there later.
MAX_SHOWN_CHARACTERS = 20_000
MAX_KEPT_CHARACTERS = 200


class AttemptsUsedUpError(Exception):
    """Every attempt that the quiz allows has been submitted."""


@dataclass(frozen=True)
class Outcome:
    """What became of posted answers.

    ``errors`` maps question ids to messages, ``typed`` field names to what stood in them; ``unanswered`` are question ids.
    ``is_outdated``: the quiz was changed since the form was made, so it was saved but not submitted. ``is_withdrawn``: the quiz is not
    published any more; the answers are kept. ``is_over_limit``: no attempt was left, so this one was set aside.
    """

    attempt: Attempt
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    is_outdated: bool = False
    is_withdrawn: bool = False
    is_over_limit: bool = False

    @property
    def is_submitted(self) -> bool:
        return not self.attempt.is_open


def attempts_of(learner: Learner, page_key: uuid.UUID, quiz_id: uuid.UUID) -> list[Attempt]:
    """The learner's attempts at a quiz, the latest first: one query."""
    return list(
        Attempt.objects.filter(**learner.owner, page_key=page_key, quiz_id=quiz_id)
        .exclude(state=Attempt.State.SET_ASIDE)
        .order_by("-number")
    )


@transaction.atomic
def start_attempt(*, learner: Learner, quiz: LiveQuiz, language: str) -> Attempt:
    """The open attempt, or a new one. Raises AttemptsUsedUpError."""
    learner = hold(learner)
    mine = Attempt.objects.filter(**learner.owner, page_key=quiz.page_key, quiz_id=quiz.quiz_id)
    if attempt := mine.filter(state=Attempt.State.OPEN).first():
        return attempt
    if _is_used_up(learner, quiz):
        raise AttemptsUsedUpError
    wording = record_wording(quiz, words_in(quiz, language))
    attempt = Attempt.objects.create(
        **learner.owner,
        page_key=quiz.page_key,
        quiz_id=quiz.quiz_id,
        version=wording.version,
        wording=wording,
        number=(mine.aggregate(Max("number"))["number__max"] or 0) + 1,
        language=language,
    )
    note_activity(learner=learner, lesson=quiz.page)
    return attempt


@transaction.atomic
def save_answers(*, attempt_id: uuid.UUID, learner: Learner, data: QueryDict, may_clear: bool = False) -> Outcome:
    """Keep what was posted; questions that the form did not show stay as they are. A submitted attempt is returned unchanged.

    ``may_clear``: an empty answer replaces a saved one, whatever the form showed. Raises Attempt.DoesNotExist.
    """
    attempt = _lock(attempt_id, hold(learner))
    if not attempt.is_open:
        return Outcome(attempt)
    try:
        spec, is_withdrawn = live_quiz(attempt.page_key, attempt.quiz_id).spec, False
    except QuizWithdrawnError:
        spec, is_withdrawn = QuizSpec.from_json(attempt.version.spec), True
    outcome = _keep(attempt, spec, data, may_clear=may_clear)
    attempt.save(update_fields=["answers", "saved_at"])
    return replace(outcome, is_withdrawn=is_withdrawn)


@transaction.atomic
def submit_attempt(*, attempt_id: uuid.UUID, learner: Learner, data: QueryDict, language: str, accepts_gaps: bool = False) -> Outcome:
    """Save what was posted and score it by the key as published now. A repeated submission returns the same result.

    Not submitted, but saved: with an answer that cannot be read, with a question left open (unless ``accepts_gaps``), with a form from
    before the quiz changed, without attempts left, or when the quiz was withdrawn. Raises Attempt.DoesNotExist.
    """
    learner = hold(learner)
    attempt = _lock(attempt_id, learner)
    if not attempt.is_open:
        return Outcome(attempt)
    try:
        quiz = live_quiz(attempt.page_key, attempt.quiz_id)
    except QuizWithdrawnError:
        outcome = _keep(attempt, QuizSpec.from_json(attempt.version.spec), data, may_clear=False)
        attempt.save(update_fields=["answers", "saved_at"])
        return replace(outcome, is_withdrawn=True)
    outcome = _keep(attempt, quiz.spec, data, may_clear=False)
    unanswered = tuple(q.id for q in quiz.spec.questions if attempt.answers.get(q.id) is None and q.id not in outcome.errors)
    is_outdated = data.get("version", "") != form_version(quiz.spec)
    if outcome.errors or is_outdated or (unanswered and not accepts_gaps):
        attempt.save(update_fields=["answers", "saved_at"])
        return replace(outcome, unanswered=unanswered, is_outdated=is_outdated)
    if _is_used_up(learner, quiz):
        # Two browsers of one person were merged, and the other one has used the last attempt.
        attempt.state = Attempt.State.SET_ASIDE
        attempt.save(update_fields=["answers", "saved_at", "state"])
        return Outcome(attempt, is_over_limit=True)

    score = total(quiz.spec, {q.id: grade_answer(q, attempt.answers.get(q.id)) for q in quiz.spec.questions})
    attempt.wording = record_wording(quiz, words_in(quiz, language))
    attempt.version = attempt.wording.version
    attempt.language = language
    attempt.grades = {question_id: grade.to_json() for question_id, grade in score.grades.items()}
    attempt.points, attempt.max_points, attempt.percent = score.points, score.max_points, score.percent
    attempt.is_passed = score.is_passed
    attempt.state = Attempt.State.SUBMITTED
    attempt.submitted_at = timezone.now()
    attempt.save()
    if score.is_passed and quiz.source.value["is_graded"]:
        award_all(learner=learner, course=quiz.page.course)
    return Outcome(attempt)


def _lock(attempt_id: uuid.UUID, learner: Learner) -> Attempt:
    return Attempt.objects.select_for_update(of=["self"]).select_related("version").get(pk=attempt_id, **learner.owner)


def _is_used_up(learner: Learner, quiz: LiveQuiz) -> bool:
    """Whether every attempt that the quiz allows has been submitted."""
    if not quiz.attempts_allowed:
        return False
    submitted = Attempt.objects.filter(**learner.owner, page_key=quiz.page_key, quiz_id=quiz.quiz_id, state=Attempt.State.SUBMITTED)
    return submitted.count() >= quiz.attempts_allowed


def _keep(attempt: Attempt, spec: QuizSpec, data: QueryDict, *, may_clear: bool) -> Outcome:
    """Put the posted answers of the questions that the form showed into ``attempt.answers``.

    An empty answer clears a saved one only if the form had shown that very answer: a form that was opened on another device before she
    answered is empty too. What cannot be read is kept as it was typed, up to a length: it is there at the next look, and scores nothing.
    """
    asked = set(data.getlist("asked"))
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    for question in spec.questions:
        if question.id not in asked:
            continue
        name = field_name(question.id)
        saved = attempt.answers.get(question.id)
        try:
            answer: Answer = question_block(question.type).read(question.key, data, name, setting_of(attempt, shuffles_options=False))
        except AnswerError as error:
            errors[question.id] = error.message
            typed[name] = data.get(name, "")[:MAX_SHOWN_CHARACTERS]
            attempt.answers[question.id] = data.get(name, "")[:MAX_KEPT_CHARACTERS]
            continue
        if answer is not None or may_clear or data.get(f"seen-{question.id}") == fingerprint(saved):
            attempt.answers[question.id] = answer
    return Outcome(attempt, errors, typed)
