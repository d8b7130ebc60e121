from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from accounts.models import Guest
from courses.models import Certificate, LessonPage, LessonProgress, Reflection
from tests.courses.test_quiz_views import address, begin, post
from tests.factories.courses import QUIZ_ID, RIGHT, Tree, make_tree, make_user, name_id


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def test_marking_a_lesson_leads_to_the_next_in_the_readers_language(client: Client, tree: Tree) -> None:
    response = client.post(address("lesson", "sv", lesson_key=tree.key))
    assert response["Location"] == "/sv/courses/teach/module/second/"
    assert LessonProgress.objects.get().completed_at


def test_marking_twice_is_marking_once(client: Client, tree: Tree) -> None:
    client.post(address("lesson", lesson_key=tree.key))
    moment = LessonProgress.objects.get().completed_at
    client.post(address("lesson", "sv", lesson_key=tree.key))
    assert LessonProgress.objects.get().completed_at == moment


def test_the_last_lesson_leads_to_the_course(client: Client, tree: Tree) -> None:
    response = client.post(address("lesson", lesson_key=tree.second.translation_key))
    assert response["Location"] == address("course", course_key=tree.course.translation_key)


def test_looking_makes_no_guest_and_sets_no_guest_cookie(client: Client, tree: Tree) -> None:
    for target in (address("dashboard"), address("lesson", lesson_key=tree.key), address("course", course_key=tree.course.translation_key)):
        assert client.get(target).status_code == 200
    assert not Guest.objects.exists()
    assert "guest" not in client.cookies


def test_progress_is_the_same_in_every_language(client: Client, tree: Tree) -> None:
    client.post(address("lesson", lesson_key=tree.key))
    for language in ("en", "sv", "el"):
        text = client.get(address("course", language, course_key=tree.course.translation_key)).content.decode()
        assert 'value="1"' in text


def test_the_dashboard_leads_on_in_the_readers_language(client: Client, tree: Tree) -> None:
    client.force_login(make_user())
    client.post(address("lesson", lesson_key=tree.key))
    post(client, begin(client, tree), RIGHT, do="submit")
    text = client.get(address("dashboard", "sv")).content.decode()
    assert "Second sv" in text
    assert "/sv/courses/teach/module/second/" in text


def test_a_reflection_is_kept_in_every_language_and_for_nobody_else(client: Client, tree: Tree) -> None:
    target = {"lesson_key": tree.key, "block_id": name_id("reflection")}
    assert client.post(address("reflection", **target), {"text": "Ögon\nänglar 🙂"}).status_code == 302
    assert "Ögon\nänglar 🙂" in client.get(address("reflection", "sv", **target)).content.decode()
    assert "Ögon" not in Client().get(address("reflection", **target)).content.decode()


def test_a_reflection_that_is_too_long_is_explained_and_still_there(client: Client, tree: Tree) -> None:
    response = client.post(address("reflection", lesson_key=tree.key, block_id=name_id("reflection")), {"text": "x" * 30_000})
    assert response.status_code == 422
    assert "x" * 30_000 in response.content.decode()
    assert not Reflection.objects.exists()


def test_a_part_is_only_the_part(client: Client, tree: Tree) -> None:
    response = client.get(address("lesson", lesson_key=tree.key), headers={"X-Fragment": "1"})
    assert response["X-Fragment"] == "1"
    assert "<html" not in response.content.decode()


def test_the_dashboard_takes_the_same_queries_however_much_there_is(client: Client, tree: Tree, django_assert_max_num_queries: Any) -> None:
    client.force_login(make_user())
    begin(client, tree)
    client.get(address("dashboard"))
    for number in range(20):
        tree.module.add_child(instance=LessonPage(title=f"L{number}", slug=f"l{number}", lead="Lead", locale=tree.lesson.locale, body=[]))
    with django_assert_max_num_queries(15):
        client.get(address("dashboard"))


def test_progress_follows_the_source_where_a_translation_lacks_a_lesson(client: Client, tree: Tree) -> None:
    client.force_login(make_user())
    client.post(address("lesson", lesson_key=tree.key))
    post(client, begin(client, tree), RIGHT, do="submit")
    second_sv = LessonPage.objects.get(translation_key=tree.second.translation_key, locale__language_code="sv")
    second_sv.unpublish()
    text = client.get(address("course", "sv", course_key=tree.course.translation_key)).content.decode()
    assert 'max="2"' in text
    assert 'lang="en">Second</a>' in text
    assert "/en/courses/teach/module/second/" in text


@pytest.mark.parametrize("name", ["dashboard", "course", "lesson", "reflection"])
def test_words_without_translation_say_their_language(client: Client, tree: Tree, name: str) -> None:
    client.post(address("lesson", lesson_key=tree.key))
    arguments = {
        "dashboard": {},
        "course": {"course_key": tree.course.translation_key},
        "lesson": {"lesson_key": tree.key},
        "reflection": {"lesson_key": tree.key, "block_id": name_id("reflection")},
    }
    main = client.get(address(name, "el", **arguments[name])).content.decode().split("<main")[1]
    assert ' lang="en">' in main


def test_a_restricted_lesson_is_closed_at_its_personal_addresses_too(client: Client, tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.course, restriction_type=PageViewRestriction.LOGIN)
    block = {"lesson_key": tree.key, "block_id": name_id("reflection")}
    quiz = {"page_key": tree.key, "quiz_id": QUIZ_ID}
    targets = [
        address("lesson", lesson_key=tree.key),
        address("course", course_key=tree.course.translation_key),
        address("reflection", **block),
        address("quiz", **quiz),
    ]
    assert [client.get(target).status_code for target in targets] == [302] * 4
    client.force_login(make_user())
    assert [client.get(target).status_code for target in targets] == [200] * 4


def test_a_course_that_became_complete_by_itself_gives_its_certificate_on_request(client: Client, tree: Tree) -> None:
    user = make_user()
    client.force_login(user)
    client.post(address("lesson", lesson_key=tree.key))
    post(client, begin(client, tree), RIGHT, do="submit")
    tree.second.unpublish()
    target = address("course", course_key=tree.course.translation_key)
    assert "Receive your certificate" in client.get(target).content.decode()
    for _click in range(2):
        client.post(target)
    assert Certificate.objects.get().user == user
    assert "Receive your certificate" not in client.get(target).content.decode()
