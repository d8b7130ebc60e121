"""The front door."""

from __future__ import annotations

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "/en/"),
        ("sv-SE,sv;q=0.9,en;q=0.5", "/sv/"),
        ("de,sv;q=0.3", "/sv/"),
        ("el,de;q=0.8", "/en/"),
        ("el,sv;q=0.2", "/sv/"),
        ("*", "/en/"),
        ("sv;q=nonsense", "/en/"),
        ("\x00" * 50, "/en/"),
    ],
)
def test_the_browsers_language_chooses_among_those_with_a_front_page(client, tree, svenska, accept, expected):
    response = client.get("/", headers={"accept-language": accept})
    assert response.status_code == 302
    assert response["Location"] == expected


def test_the_language_cookie_comes_before_the_browser(client, tree, svenska):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/sv/"


def test_an_accounts_language_comes_first(client, tree, svenska, django_user_model):
    user = django_user_model.objects.create_user("someone@example.org", "x", display_name="Someone", language="sv")
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get("/")["Location"] == "/sv/"


def test_an_account_without_a_language_leaves_it_to_the_cookie(client, tree, svenska, django_user_model):
    user = django_user_model.objects.create_user("someone@example.org", "x", display_name="Someone")
    client.force_login(user)
    django_user_model.objects.filter(pk=user.pk).update(language="")  # signing in had stored one
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/sv/"


def test_the_language_cookie_goes_by_the_name_in_the_settings(client, tree, svenska, settings):
    settings.LANGUAGE_COOKIE_NAME = "__Host-language"
    client.cookies["__Host-language"] = "sv"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/sv/"


def test_a_stale_session_cookie_is_no_account(client, tree):
    client.cookies[settings.SESSION_COOKIE_NAME] = "gone"
    assert client.get("/")["Location"] == "/en/"


def test_the_answer_is_for_this_reader_only_and_sets_no_cookie(client, tree):
    response = client.get("/")
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}
    assert "private" in response["Cache-Control"]
    assert not response.cookies


def test_without_any_page_the_door_still_opens(client, en):
    assert client.get("/").status_code == 302


def test_a_post_is_refused(client, tree):
    assert client.post("/").status_code == 405
