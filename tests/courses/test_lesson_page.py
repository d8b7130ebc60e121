from __future__ import annotations

import copy
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamBlockValidationError

from courses.models import LessonPage
from courses.quiz_block import QuizBlock, solved
from courses.services.quizzes import live_quiz
from tests.factories.courses import QUIZ_ID, SECRETS, Tree, change_quiz, make_tree, make_user, name_id, quiz_block


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def test_graded_quizzes_are_noted_when_the_page_is_saved(tree: Tree) -> None:
    assert tree.lesson.graded_quiz_ids == [str(QUIZ_ID)]
    change_quiz(tree.lesson, lambda quiz: quiz.update(is_graded=False))
    assert LessonPage.objects.get(pk=tree.lesson.pk).graded_quiz_ids == []


def test_bare_list_items_get_ids_that_stay(tree: Tree) -> None:
    def strip(quiz: dict[str, Any]) -> None:
        options = quiz["questions"][0]["value"]["options"]
        quiz["questions"][0]["value"]["options"] = [option["value"] for option in options]

    change_quiz(tree.lesson, strip)
    assert live_quiz(tree.key, QUIZ_ID).spec.hash == live_quiz(tree.key, QUIZ_ID).spec.hash


def test_the_search_index_holds_nothing_of_the_questions(tree: Tree) -> None:
    text = " ".join(tree.lesson.body.stream_block.get_searchable_content(tree.lesson.body))
    assert "Quiz en" in text
    assert not any(secret in text for secret in (*SECRETS, "s-right", "right 1", "Prompt"))


@given(st.sampled_from(["exact", "proportional", "proportional_if_none_wrong"]))
def test_the_solution_of_every_type_earns_all_points(scoring: str) -> None:
    raw = copy.deepcopy(quiz_block()["value"])
    raw["questions"][1]["value"]["scoring"] = scoring
    _answers, grades = solved(QuizBlock().to_python(raw).spec)
    assert len(grades) == 5
    assert all(grade.is_correct for grade in grades.values())


def test_an_editors_preview_shows_the_key(client: Client, tree: Tree) -> None:
    user = make_user()
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user)
    text = client.get(f"/cms/pages/{tree.lesson.pk}/view_draft/").content.decode()
    assert "SECRET-EXPLANATION single" in text
    assert "SECRET-EXPLANATION" not in Client().get(tree.lesson.url).content.decode()


@pytest.mark.parametrize(
    ("position", "change", "message"),
    [
        (0, {"options": []}, None),
        (3, {"answer": None}, "right number"),
        (3, {"mode": "range", "minimum": "5", "maximum": None}, "both ends"),
        (3, {"mode": "range", "minimum": "5", "maximum": "4"}, "before it begins"),
        (4, {"distractors": ["right 1 en"]}, "are the same"),
    ],
)
def test_a_quiz_that_cannot_work_is_refused_at_its_field(position: int, change: dict[str, Any], message: str | None) -> None:
    raw = copy.deepcopy(quiz_block()["value"])
    raw["questions"][position]["value"] |= change
    block = QuizBlock()
    with pytest.raises(Exception) as caught:  # noqa: PT011  (Wagtail nests its errors)
        block.clean(block.to_python(raw))
    if message:
        assert message in str(flatten(caught.value))


def flatten(error: Any) -> list[str]:
    """All messages in a nest of block errors."""
    nested = getattr(error, "block_errors", None)
    if nested:
        values = nested.values() if isinstance(nested, dict) else nested
        return [text for value in values if value is not None for text in flatten(value)]
    if isinstance(error, StreamBlockValidationError):
        return [text for value in error.as_json_data().get("blockErrors", {}).values() for text in [str(value)]]
    return [str(error)]


def test_what_to_try_is_for_those_who_take_the_course(client: Client, tree: Tree) -> None:
    block = {"type": "try_this", "id": name_id("try"), "value": {"title": "Look around", "text": "<p>Now.</p>", "minutes": 5}}
    tree.lesson.body = [block]
    tree.lesson.save_revision().publish()
    assert "Try this in your teaching" in client.get(tree.lesson.url).content.decode()
    tree.course.audience = "students"
    tree.course.save_revision().publish()
    cache.clear()
    text = client.get(tree.lesson.url).content.decode()
    assert "Try this" in text
    assert "teaching" not in text
    assert "in your own teaching" not in client.get(tree.module.url).content.decode()
