from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories.accounts import EMAIL, make_user, sign_up

pytestmark = pytest.mark.django_db
PUBLIC = ["login/", "signup/", "password/reset/", "inactive/", "password/reset/done/"]
SIGNED_IN = ["logout/", "email/", "password/change/", "reauthenticate/"]


def assert_is_whole_page(page: str, language: str) -> None:
    assert f'<html lang="{language}" dir="ltr">' in page
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert "<header" in page
    assert "<footer" in page
    assert '<meta name="robots" content="noindex">' in page
    assert not re.search(r"<script>|<style| style=", page)
    assert "placeholder=" not in page


@pytest.mark.parametrize("language", ["en", "sv", "el"])
class TestEveryPage:
    @pytest.mark.parametrize("path", PUBLIC)
    def test_for_anybody_is_whole_and_kept_by_nobody(self, client: Client, language: str, path: str) -> None:
        answer = client.get(f"/{language}/account/{path}")

        assert_is_whole_page(answer.text, language)
        assert answer.headers["Cache-Control"] == "no-store, private"

    @pytest.mark.parametrize("path", SIGNED_IN)
    def test_for_somebody_signed_in_is_whole_and_names_her(self, client: Client, language: str, path: str) -> None:
        client.force_login(make_user())

        answer = client.get(f"/{language}/account/{path}")

        assert_is_whole_page(answer.text, language)
        assert "Łucja Przykład" in answer.text
        assert answer.headers["Cache-Control"] == "no-store, private"

    def test_that_asks_for_a_code_is_whole(self, client: Client, language: str) -> None:
        assert_is_whole_page(client.get(sign_up(client, language).headers["Location"]).text, language)
        client.post("/en/account/logout/")
        answer = client.post(f"/{language}/account/password/reset/", {"email": EMAIL}, follow=True)
        assert_is_whole_page(answer.text, language)


def test_redirects_are_kept_by_nobody(client: Client) -> None:
    make_user()

    answer = client.post("/en/account/login/", {"login": EMAIL, "password": "x"})
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert client.get("/en/account/email/").headers["Cache-Control"] == "no-store, private"


def test_password_is_typed_once_and_browsers_know_what_for(client: Client) -> None:
    page = client.get("/en/account/signup/").text

    assert page.count('type="password"') == 1
    assert 'autocomplete="new-password"' in page
    assert 'autocomplete="name"' in page
    assert 'autocomplete="email"' in page
    assert 'autocomplete="current-password"' in client.get("/en/account/login/").text


def test_trap_is_neither_seen_nor_reached(client: Client) -> None:
    assert 'class="visually-hidden" aria-hidden="true"' in client.get("/en/account/signup/").text
    assert '<input type="text" name="homepage" tabindex="-1" autocomplete="off" id="id_homepage">' in client.get("/en/account/signup/").text


def test_privacy_page_is_linked_in_the_language_of_the_form(client: Client) -> None:
    assert 'href="/sv/privacy/"' in client.get("/sv/account/signup/").text


@pytest.mark.parametrize(
    "path", ["password/set/", "confirm-email/", "login/code/confirm/", "password/reset/confirm/", "password/reset/complete/"]
)
def test_pages_out_of_turn_lead_to_one_that_makes_sense(client: Client, path: str) -> None:
    answer = client.get(f"/en/account/{path}")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/account/")
