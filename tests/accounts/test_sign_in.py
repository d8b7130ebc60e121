from __future__ import annotations

import logging

import pytest
from django.core import mail
from django.test import Client

from tests.factories.accounts import EMAIL, PASSWORD, make_user, sign_in, sign_up

pytestmark = pytest.mark.django_db


class TestSignIn:
    def test_leads_to_my_learning(self, client: Client) -> None:
        make_user()

        assert sign_in(client).headers["Location"] == "/en/learn/"
        assert "_auth_user_id" in client.session

    def test_takes_the_address_in_any_case(self, client: Client) -> None:
        make_user()

        sign_in(client, login="Lucja@Example.org")

        assert "_auth_user_id" in client.session

    def test_wrong_password_is_said_and_only_the_address_is_kept(self, client: Client) -> None:
        make_user()

        answer = sign_in(client, password="guess-guess")

        assert "The e-mail address and the password do not belong together." in answer.text
        assert f'value="{EMAIL}"' in answer.text
        assert "guess-guess" not in answer.text

    def test_ends_with_the_browser_unless_asked_to_stay(self, client: Client) -> None:
        make_user()
        assert sign_in(client).cookies["sessionid"]["max-age"] == ""

        client.post("/en/account/logout/")

        assert int(sign_in(client, remember="on").cookies["sessionid"]["max-age"]) > 0

    def test_closed_account_is_told_so(self, client: Client) -> None:
        make_user(is_active=False)

        answer = client.post("/en/account/login/", {"login": EMAIL, "password": PASSWORD}, follow=True)

        assert "This account is closed" in answer.text
        assert "_auth_user_id" not in client.session

    def test_somebody_signed_in_is_sent_on(self, client: Client) -> None:
        client.force_login(make_user())

        assert client.get("/en/account/login/").headers["Location"] == "/en/learn/"
        assert client.get("/en/account/login/?next=/en/about/").headers["Location"] == "/en/about/"
        assert client.get("/en/account/signup/").headers["Location"] == "/en/learn/"

    def test_keeps_the_language_only_if_the_account_has_none(self, client: Client) -> None:
        newcomer, greek = make_user(language=""), make_user("eleni@example.org", language="el")

        sign_in(client, "sv")
        sign_in(Client(), "sv", login=greek.email)

        newcomer.refresh_from_db()
        greek.refresh_from_db()
        assert (newcomer.language, greek.language) == ("sv", "el")


class TestSignOut:
    def test_asks_first(self, client: Client) -> None:
        client.force_login(make_user())

        assert "You are signed in as Łucja Przykład." in client.get("/en/account/logout/").text
        assert "_auth_user_id" in client.session

    @pytest.mark.parametrize("language", ["en", "sv", "el"])
    def test_leads_to_the_front_page_of_the_language_and_empties_the_cache(self, client: Client, language: str) -> None:
        client.force_login(make_user())

        answer = client.post(f"/{language}/account/logout/")

        assert answer.headers["Location"] == f"/{language}/"
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        assert "_auth_user_id" not in client.session

    def test_leaves_no_message_that_would_wait_for_the_next_person(self, client: Client) -> None:
        client.force_login(make_user())

        answer = client.post("/en/account/logout/")

        assert not answer.cookies.get("messages") or not answer.cookies["messages"].value


class TestRateLimit:
    def test_sixth_wrong_password_for_one_address_is_refused_in_words(self, client: Client) -> None:
        make_user()
        for _try in range(5):
            sign_in(client, password="guess-guess")

        answer = sign_in(client)

        assert "Too many wrong tries. Wait five minutes, then try again." in answer.text
        assert "_auth_user_id" not in client.session

    def test_others_at_the_same_address_of_the_network_are_not_held_up(self, client: Client) -> None:
        make_user("ada@example.org")
        for _try in range(6):
            sign_in(client, login="somebody@example.org", password="guess-guess")

        sign_in(client, login="ada@example.org")

        assert "_auth_user_id" in client.session

    def test_too_many_requests_is_a_page_in_words(self, client: Client, settings: object) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}  # type: ignore[attr-defined]
        sign_in(client)

        answer = sign_in(client, "sv")

        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "60"
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert '<html lang="sv"' in answer.text
        assert answer.text.count("<h1") == 1

    def test_a_lecture_hall_may_sign_up_at_once(self, client: Client) -> None:
        for number in range(60):
            assert sign_up(Client(), email=f"student{number}@example.org").status_code == 302
        assert len(mail.outbox) == 60


def test_no_address_and_no_code_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    make_user()

    sign_up(client, email="new@example.org")
    sign_in(client, password="guess-guess")
    client.post("/en/account/password/reset/", {"email": EMAIL})

    # The database's debug log of statements is not switched on outside development.
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "example.org" not in logged
