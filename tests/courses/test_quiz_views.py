from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.learners import SALT
from accounts.models import Guest
from courses.models import Attempt
from tests.courses.test_attempts import form
from tests.factories.courses import NUMBER, QUIZ_ID, RIGHT, SECRETS, SINGLE, Tree, change_quiz, make_tree, make_user, name_id


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def address(name: str, language: str = "en", **kwargs: Any) -> str:
    with translation.override(language):
        return reverse(f"courses:{name}", kwargs=kwargs)


def quiz_address(tree: Tree, language: str = "en") -> str:
    return address("quiz", language, page_key=tree.key, quiz_id=QUIZ_ID)


def begin(client: Client, tree: Tree, language: str = "en") -> Attempt:
    response = client.post(quiz_address(tree, language))
    assert response.status_code == 302
    return Attempt.objects.get(pk=re.search(r"attempt/([0-9a-f-]+)/", response["Location"])[1])  # type: ignore[index]


def post(client: Client, attempt: Attempt, answers: dict[str, Any], language: str = "en", **extra: str) -> Any:
    return client.post(
        address("attempt", language, attempt_id=attempt.pk),
        form(attempt, answers, **extra).urlencode(),
        content_type="application/x-www-form-urlencoded",
    )


def test_a_guest_takes_a_quiz_and_switches_language_in_the_middle(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    assert "guest" in client.cookies
    page = client.get(address("attempt", attempt_id=attempt.pk))
    assert "Prompt single en" in page.content.decode()
    half = {SINGLE: RIGHT[SINGLE], NUMBER: "7421,5"}
    response = post(client, attempt, half, switch="sv")
    assert response["Location"] == address("attempt", "sv", attempt_id=attempt.pk)
    swedish = client.get(response["Location"]).content.decode()
    assert "Prompt single sv" in swedish
    assert "Prompt single en" not in swedish
    assert 'value="7421,5"' in swedish
    assert re.search(rf'value="{RIGHT[SINGLE]}"\s+checked', swedish)
    rest = {key: value for key, value in RIGHT.items() if key not in half}
    response = post(client, attempt, rest, "sv", do="submit")
    assert response.status_code == 302
    result = client.get(response["Location"])
    assert "100" in result.content.decode()
    assert Attempt.objects.get().percent == 100


@pytest.mark.parametrize("fragment", [False, True])
def test_nothing_of_the_key_is_in_any_response_before_submission(client: Client, tree: Tree, fragment: bool) -> None:
    headers = {"X-Fragment": "1"} if fragment else {}
    pages = [tree.home, tree.course, tree.module, tree.lesson, tree.lesson_sv]
    responses = [client.get(page.url, headers=headers) for page in pages]
    responses += [client.get(quiz_address(tree, language), headers=headers) for language in ("en", "sv", "el")]
    attempt = begin(client, tree)
    for language in ("en", "sv", "el"):
        target = address("attempt", language, attempt_id=attempt.pk)
        responses.append(client.get(target, headers=headers))
        responses.append(post(client, attempt, {NUMBER: "nonsense"}, language, do="submit"))
        responses.append(post(client, attempt, {SINGLE: RIGHT[SINGLE]}, language, do="autosave"))
    responses.append(client.get(address("dashboard"), headers=headers))
    for response in responses:
        assert response.status_code in (200, 422)
        text = response.content.decode()
        for secret in (*SECRETS, "is_correct", "tolerance", "7421", *(name_id(f"p{n}") for n in (1, 2, 3)), name_id("d1")):
            assert secret not in text, (secret, response.request["PATH_INFO"])


def test_a_wrong_answer_does_not_give_the_key_away_while_attempts_are_left(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    wrong = RIGHT | {SINGLE: name_id("s-wrong"), NUMBER: "1"}
    response = post(client, attempt, {**wrong, **dict.fromkeys([])}, do="confirm")
    change = Attempt.objects.get()
    assert change.points == 6
    text = client.get(response["Location"]).content.decode()
    assert change.is_passed
    assert "SECRET-EXPLANATION single" in text  # passed: every explanation is shown
    again = begin(client, tree)
    response = post(client, again, {SINGLE: name_id("s-wrong")}, do="confirm")
    text = client.get(response["Location"]).content.decode()
    assert "SECRET-FEEDBACK s-wrong" in text
    assert "SECRET-FEEDBACK s-right" not in text
    assert "SECRET-EXPLANATION single" not in text


def test_a_result_is_read_in_another_language_and_in_the_words_that_were_seen(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    post(client, attempt, RIGHT, do="submit")
    assert "Prompt single sv" in client.get(address("attempt", "sv", attempt_id=attempt.pk)).content.decode()

    def reword(quiz: dict[str, Any]) -> None:
        quiz["questions"][0]["value"]["prompt"] = "<p>Reworded</p>"

    change_quiz(tree.lesson, reword)
    text = client.get(address("attempt", attempt_id=attempt.pk)).content.decode()
    assert "Prompt single en" in text
    assert "Reworded" not in text


@pytest.mark.parametrize("typed", ["1e999", "🙂", "x" * 1_000_000, "<script>alert(1)</script>"])
def test_what_cannot_be_read_is_explained_and_still_there(client: Client, tree: Tree, typed: str) -> None:
    attempt = begin(client, tree)
    response = post(client, attempt, RIGHT | {NUMBER: typed}, do="submit")
    text = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in text
    assert "number. Write digits" in text
    assert "<script>alert" not in text
    if len(typed) < 100 and "<" not in typed:
        assert f'value="{typed}"' in text


def test_arabic_digits_are_read(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    post(client, attempt, RIGHT | {NUMBER: "٧٤٢١,٥"}, do="submit")
    assert Attempt.objects.get().percent == 100


def test_a_double_submission_leads_to_the_same_result(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    first = post(client, attempt, RIGHT, do="submit")
    second = post(client, attempt, {SINGLE: name_id("s-wrong")}, do="submit")
    assert first["Location"] == second["Location"]
    assert Attempt.objects.get().percent == 100


def test_autosave_after_submission_says_so(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    post(client, attempt, RIGHT, do="submit")
    assert post(client, attempt, {SINGLE: name_id("s-wrong")}, do="autosave").status_code == 409


def test_a_withdrawn_quiz_is_explained_with_the_answers_kept(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    post(client, attempt, {SINGLE: RIGHT[SINGLE]}, do="save")
    data = form(attempt, RIGHT, do="submit").urlencode()
    tree.lesson.body = []
    tree.lesson.save_revision().publish()
    target = address("attempt", attempt_id=attempt.pk)
    for response in (client.get(target), client.post(target, data, content_type="application/x-www-form-urlencoded")):
        assert response.status_code == 410
        assert "withdrawn" in response.content.decode()
    assert client.get(quiz_address(tree)).status_code == 410
    assert Attempt.objects.get().answers[SINGLE] == RIGHT[SINGLE]


def test_another_persons_attempt_is_not_there(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    stranger = Client()
    signed_in = Client()
    signed_in.force_login(make_user("eve@example.org"))
    for other in (stranger, signed_in):
        response = other.get(address("attempt", attempt_id=attempt.pk))
        assert response.status_code == 404
        assert "Prompt" not in response.content.decode()
        assert post(other, attempt, {SINGLE: name_id("s-wrong")}, do="submit").status_code == 404
    assert Attempt.objects.get().is_open


@pytest.mark.parametrize(
    "cookie",
    ["garbage", "x" * 5000, signing.dumps("not-a-uuid", salt=SALT), signing.dumps(str(Guest().pk), salt="other")],
    ids=["garbage", "long", "no id", "other purpose"],
)
def test_a_tampered_guest_cookie_is_nobody(client: Client, tree: Tree, cookie: str) -> None:
    attempt = begin(client, tree)
    other = Client()
    other.cookies["guest"] = cookie
    assert other.get(address("attempt", attempt_id=attempt.pk)).status_code == 404
    assert other.get(address("dashboard")).status_code == 200
    assert begin(other, tree) != attempt


@pytest.mark.parametrize(
    "path", ["quiz/{u}/{u}/", "attempt/{u}/", "lesson/{u}/", "course/{u}/", "reflection/{u}/{u}/", "certificate/WU-1/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_ids_are_answered_clearly(client: Client, tree: Tree, path: str, method: str) -> None:
    response = getattr(client, method)("/en/learn/" + path.format(u="00000000-0000-4000-8000-000000000000"))
    assert response.status_code in (404, 405, 410)
    assert not Guest.objects.exists()


def test_personal_answers_are_kept_by_nobody(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    for target in (
        quiz_address(tree),
        address("attempt", attempt_id=attempt.pk),
        address("dashboard"),
        address("lesson", lesson_key=tree.key),
    ):
        response = client.get(target)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_an_unknown_target_language_is_only_saved(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    assert post(client, attempt, {SINGLE: RIGHT[SINGLE]}, switch="xx")["Location"] == address("attempt", attempt_id=attempt.pk)


def test_a_graded_submission_takes_at_most_fifteen_queries(client: Client, tree: Tree, django_assert_max_num_queries: Any) -> None:
    client.force_login(make_user())
    post(client, begin(client, tree), RIGHT, "sv", do="submit")
    attempt = begin(client, tree)
    data = form(attempt, RIGHT, do="submit").urlencode()
    with django_assert_max_num_queries(15):
        client.post(address("attempt", "sv", attempt_id=attempt.pk), data, content_type="application/x-www-form-urlencoded")
    assert Attempt.objects.get(pk=attempt.pk).is_passed


def test_numbers_are_the_sources_while_a_translation_lags_behind(client: Client, tree: Tree) -> None:
    def change(quiz: dict[str, Any]) -> None:
        quiz.update(pass_mark=30, attempts_allowed=4)
        quiz["questions"][0]["value"]["points"] = "5"

    change_quiz(tree.lesson, change)
    intro = client.get(quiz_address(tree, "sv")).content.decode()
    assert re.search(r"30\s?%", intro)
    assert not re.search(r"70\s?%", intro)
    attempt = begin(client, tree, "sv")
    page = client.get(address("attempt", "sv", attempt_id=attempt.pk)).content.decode()
    assert "Prompt single sv" in page
    assert "5 p" in page
    response = post(client, attempt, RIGHT, "sv", do="submit")
    result = client.get(response["Location"]).content.decode()
    assert "12" in result
    assert "30" in result


def test_an_open_attempt_tells_no_grades_even_if_it_has_some(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    post(client, attempt, RIGHT, do="submit")
    Attempt.objects.update(state=Attempt.State.OPEN)
    text = client.get(address("attempt", attempt_id=attempt.pk)).content.decode()
    assert not any(secret in text for secret in SECRETS)


def test_enter_in_a_field_checks_the_answers(client: Client, tree: Tree) -> None:
    """The first button of a form in the order of the page is the one that Enter presses."""
    attempt = begin(client, tree)
    text = client.get(address("attempt", attempt_id=attempt.pk)).content.decode()
    owner = f'form="attempt-{attempt.pk}"'
    first = text[text.index(owner) - 200 : text.index(owner) + 200]
    assert 'name="do" value="submit"' in first
    assert text.index('name="do" value="submit"') < text.index('name="switch"')


def test_autosaving_without_the_cookie_is_answered_to_the_script(client: Client, tree: Tree) -> None:
    attempt = begin(client, tree)
    response = post(Client(), attempt, {SINGLE: RIGHT[SINGLE]}, do="autosave")
    assert response.status_code == 404
    assert response.json()["message"]
