from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from accounts.learners import Learner
from accounts.models import Guest
from courses.models import Attempt, Enrolment, LessonProgress, QuizVersion, QuizWording
from courses.presenting import field_name, fingerprint, form_version, setting_of
from courses.services.attempts import AttemptsUsedUpError, save_answers, start_attempt, submit_attempt
from courses.services.quizzes import live_quiz, words_in
from tests.factories.courses import MATCH, MULTIPLE, NUMBER, QUIZ_ID, RIGHT, SINGLE, Tree, change_quiz, make_tree, make_user, name_id


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


@pytest.fixture
def learner(tree: Tree) -> Learner:
    return Learner(user=make_user())


def begin(tree: Tree, learner: Learner, language: str = "en") -> Attempt:
    return start_attempt(learner=learner, quiz=live_quiz(tree.key, QUIZ_ID), language=language)


def form(attempt: Attempt, answers: dict[str, Any], **extra: str) -> QueryDict:
    """What a browser posts for these answers."""
    data = QueryDict(mutable=True)
    data["version"] = form_version(live_quiz(attempt.page_key, attempt.quiz_id).spec)
    setting = setting_of(attempt, shuffles_options=True)
    for question_id, answer in answers.items():
        name = field_name(question_id)
        data.appendlist("asked", question_id)
        if isinstance(answer, list):
            data.setlist(name, answer)
        elif isinstance(answer, dict):
            for left, right in answer.items():
                data[f"{name}-{setting.token('left', left)}"] = setting.token("right", right) if right else ""
        else:
            data[name] = answer
    data.update(extra)
    return data


def submit(
    attempt: Attempt, learner: Learner, answers: dict[str, Any], language: str = "en", accepts_gaps: bool = False, **extra: str
) -> Any:
    return submit_attempt(
        attempt_id=attempt.pk, learner=learner, data=form(attempt, answers, **extra), language=language, accepts_gaps=accepts_gaps
    )


def test_starting_enrols_and_notes_the_lesson(tree: Tree, learner: Learner) -> None:
    begin(tree, learner)
    assert Enrolment.objects.get(user=learner.user).course_key == tree.course.translation_key
    assert LessonProgress.objects.get(user=learner.user).lesson_key == tree.key


def test_starting_twice_gives_the_same_attempt(tree: Tree, learner: Learner) -> None:
    assert begin(tree, learner) == begin(tree, learner, "sv")
    assert Attempt.objects.count() == 1


def test_all_right_is_full_marks(tree: Tree, learner: Learner) -> None:
    attempt = submit(begin(tree, learner), learner, RIGHT).attempt
    assert (attempt.points, attempt.max_points, attempt.percent, attempt.is_passed) == (8, 8, Decimal(100), True)


@pytest.mark.parametrize("language", ["en", "sv", "el"])
def test_the_same_answers_score_the_same_in_every_language(tree: Tree, learner: Learner, language: str) -> None:
    some = RIGHT | {NUMBER: "99", MULTIPLE: RIGHT[MULTIPLE][:1]}
    attempt = submit(begin(tree, learner, language), learner, some, language).attempt
    assert (attempt.points, attempt.percent) == (6, Decimal("75.00"))


def test_one_attempt_is_answered_in_two_languages(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner, "en")
    half = {SINGLE: RIGHT[SINGLE], NUMBER: RIGHT[NUMBER]}
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, half))
    rest = {key: value for key, value in RIGHT.items() if key not in half}
    done = submit(attempt, learner, rest, "sv").attempt
    assert done.percent == 100
    assert done.language == "sv"
    assert done.wording.language == "sv"
    assert QuizVersion.objects.count() == 1


def test_submitting_twice_gives_the_first_result(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    first = submit(attempt, learner, RIGHT).attempt
    again = submit(attempt, learner, {SINGLE: name_id("s-wrong")}, accepts_gaps=True).attempt
    assert again.percent == first.percent == 100
    assert again.submitted_at == first.submitted_at
    assert Attempt.objects.filter(state=Attempt.State.SUBMITTED).count() == 1


def test_saving_after_submission_changes_nothing(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    submit(attempt, learner, RIGHT)
    outcome = save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, {SINGLE: name_id("s-wrong")}))
    assert outcome.is_submitted
    attempt.refresh_from_db()
    assert attempt.answers[SINGLE] == name_id("s-right")


def test_an_open_question_is_asked_about_before_submitting(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    outcome = submit(attempt, learner, {SINGLE: RIGHT[SINGLE]})
    assert not outcome.is_submitted
    assert set(outcome.unanswered) == set(RIGHT) - {SINGLE}
    assert submit(attempt, learner, {}, accepts_gaps=True).attempt.points == 1


def test_an_empty_form_from_another_device_does_not_wipe_answers(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, RIGHT))
    empty = {SINGLE: "", MULTIPLE: [], NUMBER: "", MATCH: dict.fromkeys(RIGHT[MATCH], "")}
    assert submit(attempt, learner, empty).attempt.percent == 100


def test_autosaving_one_question_may_clear_it(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, RIGHT))
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, {NUMBER: ""}), may_clear=True)
    attempt.refresh_from_db()
    assert attempt.answers[NUMBER] is None
    assert attempt.answers[SINGLE] == RIGHT[SINGLE]


def test_an_unreadable_number_is_not_submitted_and_the_rest_is_saved(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    outcome = submit(attempt, learner, RIGHT | {NUMBER: "1e999"})
    assert not outcome.is_submitted
    assert outcome.errors.keys() == {NUMBER}
    assert outcome.typed == {field_name(NUMBER): "1e999"}
    attempt.refresh_from_db()
    assert attempt.answers[SINGLE] == RIGHT[SINGLE]


def test_the_limit_of_attempts_holds(tree: Tree, learner: Learner) -> None:
    change_quiz(tree.lesson, lambda quiz: quiz.update(attempts_allowed=2))
    for _turn in range(2):
        submit(begin(tree, learner), learner, {}, accepts_gaps=True)
    with pytest.raises(AttemptsUsedUpError):
        begin(tree, learner)


def test_rewording_and_reordering_make_no_new_version(tree: Tree, learner: Learner) -> None:
    submit(begin(tree, learner), learner, RIGHT)

    def reword(quiz: dict[str, Any]) -> None:
        quiz["questions"].reverse()
        quiz["questions"][0]["value"]["prompt"] = "<p>Other words</p>"

    change_quiz(tree.lesson, reword)
    submit(begin(tree, learner), learner, RIGHT)
    assert QuizVersion.objects.count() == 1
    assert QuizWording.objects.count() == 2


def flip_single(quiz: dict[str, Any]) -> None:
    for option in quiz["questions"][0]["value"]["options"]:
        option["value"]["is_correct"] = not option["value"]["is_correct"]


def test_a_changed_key_scores_new_submissions_and_leaves_old_ones(tree: Tree, learner: Learner) -> None:
    old = submit(begin(tree, learner), learner, RIGHT).attempt
    open_attempt = begin(tree, learner)
    posted = form(open_attempt, RIGHT)
    change_quiz(tree.lesson, flip_single)
    new = submit_attempt(attempt_id=open_attempt.pk, learner=learner, data=posted, language="en").attempt
    old.refresh_from_db()
    assert old.percent == 100
    assert new.points == 7
    assert old.version != new.version


def test_a_form_from_before_a_question_was_added_is_saved_and_shown_again(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    posted = form(attempt, RIGHT)
    extra = {"type": "true_false", "id": str(uuid.uuid4()), "value": {"prompt": "<p>New</p>", "points": "1", "answer": "true"}}
    change_quiz(tree.lesson, lambda quiz: quiz["questions"].append(extra))
    outcome = submit_attempt(attempt_id=attempt.pk, learner=learner, data=posted, language="en")
    assert outcome.is_outdated
    assert not outcome.is_submitted
    attempt.refresh_from_db()
    assert attempt.answers[SINGLE] == RIGHT[SINGLE]
    assert submit(attempt, learner, RIGHT | {extra["id"]: "true"}).attempt.percent == 100


def test_a_lagging_translation_is_replaced_by_the_source_words(tree: Tree) -> None:
    change_quiz(tree.lesson, lambda quiz: quiz["questions"].pop())
    live = live_quiz(tree.key, QUIZ_ID)
    assert words_in(live, "sv").language == "en"


def test_a_withdrawn_quiz_keeps_what_was_posted(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    posted = form(attempt, RIGHT)
    tree.lesson.body = []
    tree.lesson.save_revision().publish()
    outcome = submit_attempt(attempt_id=attempt.pk, learner=learner, data=posted, language="en")
    assert outcome.is_withdrawn
    assert not outcome.is_submitted
    attempt.refresh_from_db()
    assert len(attempt.answers) == 5


def seen(attempt: Attempt, *questions: str) -> dict[str, str]:
    """What a form says of the answers that it shows."""
    attempt.refresh_from_db()
    return {f"seen-{question}": fingerprint(attempt.answers.get(question)) for question in questions}


def test_unticking_everything_that_the_form_showed_is_an_answer(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, RIGHT))
    outcome = submit(attempt, learner, {MULTIPLE: []}, accepts_gaps=True, **seen(attempt, MULTIPLE))
    assert outcome.attempt.answers[MULTIPLE] is None
    assert outcome.attempt.points == 6


def test_what_cannot_be_read_is_still_there_later(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, {NUMBER: "25"}))
    save_answers(attempt_id=attempt.pk, learner=learner, data=form(attempt, {NUMBER: "abc"}))
    attempt.refresh_from_db()
    assert attempt.answers[NUMBER] == "abc"


def test_an_open_attempt_beyond_the_limit_is_set_aside(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    change_quiz(tree.lesson, lambda quiz: quiz.update(attempts_allowed=1))
    Attempt.objects.filter(pk=attempt.pk).update(number=2)
    copied = Attempt.objects.get(pk=attempt.pk)
    copied.pk, copied.number, copied.state = uuid.uuid4(), 1, Attempt.State.SUBMITTED
    copied.save(force_insert=True)
    outcome = submit(attempt, learner, RIGHT)
    assert outcome.is_over_limit
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SET_ASIDE
    assert len(attempt.answers) == 5


def test_the_form_says_nothing_that_depends_on_the_key(tree: Tree) -> None:
    before = form_version(live_quiz(tree.key, QUIZ_ID).spec)
    change_quiz(tree.lesson, flip_single)
    assert form_version(live_quiz(tree.key, QUIZ_ID).spec) == before


def test_deleting_the_lesson_deletes_no_attempt(tree: Tree, learner: Learner) -> None:
    attempt = submit(begin(tree, learner), learner, RIGHT).attempt
    tree.lesson.delete()
    attempt.refresh_from_db()
    assert attempt.percent == 100


def test_nobody_can_touch_anothers_attempt(tree: Tree, learner: Learner) -> None:
    attempt = begin(tree, learner)
    for stranger in (Learner(user=make_user("eve@example.org")), Learner(guest=Guest.objects.create())):
        for action in (save_answers, submit_attempt):
            language = {"language": "en"} if action is submit_attempt else {}
            with pytest.raises(Attempt.DoesNotExist):
                action(attempt_id=attempt.pk, learner=stranger, data=form(attempt, RIGHT), **language)


def test_a_copied_lesson_has_its_own_quiz(tree: Tree, learner: Learner) -> None:
    copied = tree.lesson.copy(update_attrs={"slug": "copy", "title": "Copy"})
    first = begin(tree, learner)
    second = start_attempt(learner=learner, quiz=live_quiz(copied.translation_key, QUIZ_ID), language="en")
    assert first != second
