from __future__ import annotations

import pytest
from django.test import Client

from accounts.learners import Learner
from accounts.merging import merge_guest
from accounts.models import Guest
from courses.models import Attempt, Certificate, Enrolment, LessonProgress, Reflection
from courses.services.attempts import save_answers
from courses.services.progress import complete_lesson, save_reflection
from tests.courses.test_attempts import begin, form, submit
from tests.courses.test_quiz_views import address
from tests.courses.test_quiz_views import begin as begin_in_browser
from tests.courses.test_quiz_views import post as post_in_browser
from tests.factories.courses import RIGHT, SINGLE, Tree, make_tree, make_user, name_id


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


@pytest.fixture
def guest(tree: Tree) -> Learner:
    return Learner(guest=Guest.objects.create())


@pytest.fixture
def user(tree: Tree) -> Learner:
    return Learner(user=make_user())


def merge(guest: Learner, user: Learner) -> list[str]:
    assert guest.guest
    assert user.user
    return merge_guest(guest_id=guest.guest.pk, user=user.user)


def test_everything_moves_to_a_new_account(tree: Tree, guest: Learner, user: Learner) -> None:
    complete_lesson(learner=guest, lesson=tree.second)
    submit(begin(tree, guest), guest, RIGHT)
    save_reflection(learner=guest, lesson=tree.lesson, block_id=name_id("reflection"), text="Mine", language="en")
    sentences = merge(guest, user)
    assert LessonProgress.objects.filter(user=user.user).count() == 2
    assert Enrolment.objects.get().user == user.user
    assert Attempt.objects.get().user == user.user
    assert Reflection.objects.get().user == user.user
    assert len(sentences) == 2


def test_merging_twice_does_nothing_more(tree: Tree, guest: Learner, user: Learner) -> None:
    submit(begin(tree, guest), guest, RIGHT)
    merge(guest, user)
    assert merge(guest, user) == []
    assert Attempt.objects.count() == 1


def test_the_further_of_two_is_kept_and_nothing_is_deleted(tree: Tree, guest: Learner, user: Learner) -> None:
    complete_lesson(learner=guest, lesson=tree.lesson)
    begin(tree, user)
    rows = LessonProgress.objects.count() + Enrolment.objects.count()
    merge(guest, user)
    assert LessonProgress.objects.get(user=user.user, lesson_key=tree.key).completed_at
    assert LessonProgress.objects.count() + Enrolment.objects.count() == rows


def test_a_lesson_done_in_the_account_stays_done(tree: Tree, guest: Learner, user: Learner) -> None:
    complete_lesson(learner=user, lesson=tree.lesson)
    moment = LessonProgress.objects.get(user=user.user).completed_at
    begin(tree, guest)
    merge(guest, user)
    assert LessonProgress.objects.get(user=user.user).completed_at == moment


def test_attempts_follow_each_other(tree: Tree, guest: Learner, user: Learner) -> None:
    submit(begin(tree, user), user, {}, accepts_gaps=True)
    submit(begin(tree, guest), guest, RIGHT)
    merge(guest, user)
    assert list(Attempt.objects.filter(user=user.user).values_list("number", "percent")) == [(1, 0), (2, 100)]


@pytest.mark.parametrize("guest_is_further", [True, False])
def test_of_two_open_attempts_the_fuller_goes_on_and_the_other_is_kept(
    tree: Tree, guest: Learner, user: Learner, guest_is_further: bool
) -> None:
    theirs, own = begin(tree, guest), begin(tree, user)
    further, learner = (theirs, guest) if guest_is_further else (own, user)
    save_answers(attempt_id=further.pk, learner=learner, data=form(further, {SINGLE: RIGHT[SINGLE]}))
    sentences = merge(guest, user)
    assert Attempt.objects.get(state=Attempt.State.OPEN) == further
    assert Attempt.objects.filter(user=user.user, state=Attempt.State.SET_ASIDE).count() == 1
    assert "twice" in sentences[-1]


def test_two_texts_under_one_question_are_both_kept(tree: Tree, guest: Learner, user: Learner) -> None:
    for learner, text in ((user, "In the office"), (guest, "On the train")):
        save_reflection(learner=learner, lesson=tree.lesson, block_id=name_id("reflection"), text=text, language="en")
    merge(guest, user)
    assert Reflection.objects.get(user=user.user).text == "In the office\n\nOn the train"
    assert Reflection.objects.count() == 2


def test_a_guest_who_finished_the_course_gets_the_certificate_with_the_account(tree: Tree, guest: Learner, user: Learner) -> None:
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=guest, lesson=lesson)
    submit(begin(tree, guest), guest, RIGHT)
    assert not Certificate.objects.exists()
    merge(guest, user)
    assert Certificate.objects.get().user == user.user


def test_one_guest_in_two_browsers_signs_in_twice(client: Client, tree: Tree) -> None:
    """The same cookie in two browsers: the first sign-in takes everything along, the second finds nothing left and reveals nothing."""
    attempt = begin_in_browser(client, tree)
    copy = Client()
    copy.cookies["guest"] = client.cookies["guest"].value
    post_in_browser(copy, attempt, {SINGLE: RIGHT[SINGLE]}, do="save")
    user, other = make_user(), make_user("eve@example.org")
    client.force_login(user)
    request_cookie = copy.cookies["guest"].value
    sign_in(client, request_cookie)
    assert Attempt.objects.get().user == user
    sign_in(copy, request_cookie, email="eve@example.org")
    assert Attempt.objects.get().user == user
    assert copy.get(address("attempt", attempt_id=attempt.pk)).status_code == 404
    assert not Attempt.objects.filter(user=other).exists()


def test_a_signed_out_browser_no_longer_reaches_what_was_merged(client: Client, tree: Tree) -> None:
    attempt = begin_in_browser(client, tree)
    cookie = client.cookies["guest"].value
    make_user()
    sign_in(client, cookie)
    client.logout()
    client.cookies["guest"] = cookie
    assert client.get(address("attempt", attempt_id=attempt.pk)).status_code == 404


def sign_in(client: Client, guest_cookie: str, email: str = "ingrid@example.org") -> None:
    client.logout()
    client.cookies["guest"] = guest_cookie
    with_account = client.post("/en/account/login/", {"login": email, "password": "a long password"})
    assert with_account.status_code in (302, 200)
