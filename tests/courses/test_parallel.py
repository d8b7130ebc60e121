"""Clicks at the same moment, on a database that really runs them at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from accounts.learners import Learner
from accounts.merging import merge_guest
from accounts.models import Guest
from courses.models import Attempt, Badge, Certificate
from courses.services.attempts import AttemptsUsedUpError, save_answers, start_attempt, submit_attempt
from courses.services.progress import complete_lesson
from courses.services.quizzes import live_quiz
from tests.courses.test_attempts import begin, form, submit
from tests.factories.courses import QUIZ_ID, RIGHT, Tree, change_quiz, make_tree, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: .ci/run runs this on PostgreSQL"),
]

THREADS = 8


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def learner(tree: Tree) -> Learner:
    return Learner(user=make_user())


def at_once(action: Callable[[], Any], times: int = THREADS) -> list[Any]:
    """Call ``action`` in so many threads, all starting together; results and exceptions."""
    barrier = Barrier(times)

    def run() -> Any:
        try:
            barrier.wait()
            return action()
        except Exception as error:  # noqa: BLE001  (what a thread raised is its result)
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(times)]]


def both_at_once(actions: Iterator[Callable[[], Any]]) -> list[Any]:
    """Two different things at the same moment."""

    def run_next() -> Any:
        return next(actions)()

    return at_once(run_next, times=2)


def test_starting_at_once_gives_one_attempt(tree: Tree, learner: Learner) -> None:
    results = at_once(lambda: start_attempt(learner=learner, quiz=live_quiz(tree.key, QUIZ_ID), language="en").pk)
    assert len(set(results)) == 1
    assert Attempt.objects.count() == 1


def test_submitting_at_once_gives_one_result(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    data = form(attempt, RIGHT)
    results = at_once(lambda: submit_attempt(attempt_id=attempt.pk, learner=learner, data=data, language="en").attempt)
    assert {result.percent for result in results} == {100}
    assert len({result.submitted_at for result in results}) == 1


def test_the_limit_holds_for_starts_and_submissions_at_once(tree: Tree, learner: Learner) -> None:
    change_quiz(tree.lesson, lambda quiz: quiz.update(attempts_allowed=3))

    def one() -> Any:
        attempt = start_attempt(learner=learner, quiz=live_quiz(tree.key, QUIZ_ID), language="en")
        return submit_attempt(attempt_id=attempt.pk, learner=learner, data=form(attempt, RIGHT), language="en").attempt.pk

    for _turn in range(3):
        results = at_once(one)
    assert Attempt.objects.filter(state=Attempt.State.SUBMITTED).count() == 3
    assert all(isinstance(result, AttemptsUsedUpError) or result for result in results)
    assert all(isinstance(result, AttemptsUsedUpError) for result in at_once(one))


def test_answers_saved_at_once_are_all_kept(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    questions = iter(list(RIGHT.items()))

    def save_one() -> None:
        question, answer = next(questions)
        save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, {question: answer}))

    assert at_once(save_one, times=len(RIGHT)) == [None] * len(RIGHT)
    attempt.refresh_from_db()
    assert set(attempt.answers) == set(RIGHT)


def test_finishing_at_once_gives_one_certificate(tree: Tree, learner: Learner) -> None:
    complete_lesson(learner=learner, lesson=tree.lesson)
    submit(begin(tree, learner), learner, RIGHT)
    results = at_once(lambda: complete_lesson(learner=learner, lesson=tree.second))
    assert results == [None] * THREADS
    assert Certificate.objects.count() == 1
    assert Badge.objects.count() == 1


def test_finishing_while_a_guest_is_merged_gives_one_badge(tree: Tree, learner: Learner) -> None:
    guest = Learner(guest=Guest.objects.create())
    for owner in (guest, learner):
        submit(begin(tree, owner), owner, RIGHT)
        complete_lesson(learner=owner, lesson=tree.lesson)
    complete_lesson(learner=guest, lesson=tree.second)
    assert learner.user
    assert guest.guest
    actions = iter(
        [
            lambda: merge_guest(guest_id=guest.guest.pk, user=learner.user),
            lambda: complete_lesson(learner=learner, lesson=tree.second),
        ]
    )
    assert not [result for result in both_at_once(actions) if isinstance(result, Exception)]
    assert Badge.objects.filter(user=learner.user).count() == 1


def test_merging_at_once_happens_once(tree: Tree, learner: Learner) -> None:
    guest = Learner(guest=Guest.objects.create())
    submit(begin(tree, guest), guest, RIGHT)
    assert learner.user
    assert guest.guest
    user, guest_id = learner.user, guest.guest.pk
    results = at_once(lambda: merge_guest(guest_id=guest_id, user=user))
    assert sum(bool(result) for result in results) == 1
    assert Attempt.objects.get().user == user


def test_two_guests_of_one_person_merge_at_once(tree: Tree, learner: Learner) -> None:
    guests = [Learner(guest=Guest.objects.create()) for _ in range(2)]
    for guest in guests:
        submit(begin(tree, guest), guest, RIGHT)
    assert learner.user
    user, waiting = learner.user, iter([guest.guest.pk for guest in guests if guest.guest])
    results = at_once(lambda: merge_guest(guest_id=next(waiting), user=user), times=2)
    assert not [result for result in results if isinstance(result, Exception)]
    assert sorted(Attempt.objects.filter(user=user).values_list("number", flat=True)) == [1, 2]


def test_a_merge_during_a_submission_leaves_it_submitted(tree: Tree, learner: Learner) -> None:
    guest = Learner(guest=Guest.objects.create())
    attempt = begin(tree, guest)
    data = form(attempt, RIGHT)
    assert learner.user
    assert guest.guest
    user, guest_id = learner.user, guest.guest.pk
    actions = iter(
        [
            lambda: submit_attempt(attempt_id=attempt.pk, learner=guest, data=data, language="en"),
            lambda: merge_guest(guest_id=guest_id, user=user),
        ]
    )
    results = both_at_once(actions)
    assert not [result for result in results if isinstance(result, Exception)]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.percent, attempt.user) == (Attempt.State.SUBMITTED, 100, user)


def test_the_last_quiz_and_the_last_lesson_at_once_bring_the_certificate(tree: Tree, learner: Learner) -> None:
    complete_lesson(learner=learner, lesson=tree.lesson)
    attempt = begin(tree, learner)
    data = form(attempt, RIGHT)
    actions = iter(
        [
            lambda: submit_attempt(attempt_id=attempt.pk, learner=learner, data=data, language="en"),
            lambda: complete_lesson(learner=learner, lesson=tree.second),
        ]
    )
    results = both_at_once(actions)
    assert not [result for result in results if isinstance(result, Exception)]
    assert Certificate.objects.count() == 1
