"""A badge for each finished module: once, at once, and for good."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.learners import Learner
from accounts.merging import merge_guest
from accounts.models import Guest
from courses.models import Badge, Certificate
from courses.services.badges import award_all
from courses.services.progress import complete_lesson
from tests.courses.test_attempts import begin, submit
from tests.courses.test_quiz_views import address
from tests.factories.courses import QUIZ_ID, RIGHT, Tree, make_tree, make_user


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def learner_of(kind: str) -> Learner:
    return Learner(user=make_user()) if kind == "account" else Learner(guest=Guest.objects.create())


def finish(tree: Tree, learner: Learner) -> None:
    """Both lessons and the quiz of the one module."""
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    submit(begin(tree, learner), learner, RIGHT)


@pytest.mark.parametrize("kind", ["account", "guest"])
def test_the_last_quiz_of_a_module_earns_its_badge(tree: Tree, kind: str) -> None:
    learner = learner_of(kind)
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    assert not Badge.objects.exists()
    submit(begin(tree, learner), learner, RIGHT)
    badge = Badge.objects.get(**learner.owner)
    assert (badge.module_key, badge.course_key) == (tree.module.translation_key, tree.course.translation_key)
    assert badge.words_for("sv") == {"title": "Module sv", "course": "Teach sv", "outcomes": []}
    assert (badge.language_for("el"), badge.facts["slug"]) == ("en", "module")


def test_the_last_lesson_of_a_module_earns_its_badge(tree: Tree) -> None:
    learner = learner_of("account")
    submit(begin(tree, learner), learner, RIGHT)
    complete_lesson(learner=learner, lesson=tree.lesson)
    assert not Badge.objects.exists()
    complete_lesson(learner=learner, lesson=tree.second)
    assert Badge.objects.count() == 1


def test_a_quiz_that_was_not_passed_earns_nothing(tree: Tree) -> None:
    learner = learner_of("account")
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    submit(begin(tree, learner), learner, {}, accepts_gaps=True)
    assert not Badge.objects.exists()


def test_finishing_again_gives_no_second_badge(tree: Tree) -> None:
    learner = learner_of("account")
    finish(tree, learner)
    before = Badge.objects.values().get()
    finish(tree, learner)
    award_all(learner=learner, course=tree.course)
    assert Badge.objects.values().get() == before


def test_a_module_that_grows_takes_no_badge_away(tree: Tree) -> None:
    learner = learner_of("account")
    finish(tree, learner)
    tree.module.title = "Another name"
    tree.module.save_revision().publish()
    third = tree.second.copy(to=tree.module, update_attrs={"slug": "third"}, reset_translation_key=True)
    complete_lesson(learner=learner, lesson=tree.second)
    assert Badge.objects.get().words_for("en")["title"] == "Module"
    tree.course.has_certificate = False
    tree.course.save_revision().publish()
    complete_lesson(learner=learner, lesson=third)
    assert Badge.objects.count() == 1


def test_a_module_without_lessons_earns_nothing(tree: Tree) -> None:
    learner = learner_of("account")
    tree.course.add_child(instance=type(tree.module)(title="Empty", slug="empty", summary="Nothing yet", locale=tree.module.locale))
    finish(tree, learner)
    assert Badge.objects.get().module_key == tree.module.translation_key


def test_a_guests_badge_comes_along_and_is_never_there_twice(tree: Tree) -> None:
    account, guest = learner_of("account"), learner_of("guest")
    finish(tree, guest)
    first = Badge.objects.get().awarded_at
    finish(tree, account)
    assert guest.guest
    assert account.user
    merge_guest(guest_id=guest.guest.pk, user=account.user)
    assert Badge.objects.get(user=account.user).awarded_at == first
    fresh = Guest.objects.create()
    Badge.objects.filter(guest=guest.guest).update(guest=fresh)
    other = make_user("other@example.org")
    merge_guest(guest_id=fresh.pk, user=other)
    assert Badge.objects.get(user=other).awarded_at == first


def test_what_guest_and_account_did_together_earns_a_badge_at_the_merge(tree: Tree) -> None:
    account, guest = learner_of("account"), learner_of("guest")
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=guest, lesson=lesson)
    submit(begin(tree, account), account, RIGHT)
    assert not Badge.objects.exists()
    assert guest.guest
    assert account.user
    merge_guest(guest_id=guest.guest.pk, user=account.user)
    assert Badge.objects.get().user == account.user
    assert Certificate.objects.count() == 1


def test_a_badge_is_shown_where_she_learns_in_her_language(client: Client, tree: Tree) -> None:
    learner = learner_of("account")
    finish(tree, learner)
    client.force_login(learner.user)
    target = address("badge", "sv", module_key=tree.module.translation_key)
    pages = (address("dashboard", "sv"), address("course", "sv", course_key=tree.course.translation_key))
    assert all(f'href="{target}"' in client.get(page).content.decode() for page in pages)
    text = client.get(target).content.decode()
    assert "Module sv" in text
    assert "<svg" in text.split("<main")[1]
    assert client.get(target)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("role", ["nobody", "somebody", "administrator"])
def test_a_badge_is_found_by_nobody_else(client: Client, tree: Tree, role: str) -> None:
    finish(tree, learner_of("account"))
    if role != "nobody":
        user = make_user("other@example.org")
        user.is_staff = user.is_superuser = role == "administrator"
        user.save()
        client.force_login(user)
    assert client.get(address("badge", module_key=tree.module.translation_key)).status_code == 404


def test_the_submission_that_earns_badge_and_certificate_takes_a_fixed_number_of_queries(
    client: Client, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    learner = learner_of("account")
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    attempt = begin(tree, learner)
    assert attempt.quiz_id == QUIZ_ID
    with django_assert_max_num_queries(26):
        submit(attempt, learner, RIGHT)
    assert (Badge.objects.count(), Certificate.objects.count()) == (1, 1)
