from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.factories.accounts import EMAIL, PASSWORD, Answer, latest_code, make_user, sign_in

pytestmark = pytest.mark.django_db
NEW_EMAIL = "new@example.org"


def ask_for_new_address(client: Client) -> Answer:
    """Post the form, then the password that is asked for in between."""
    answer = client.post("/en/account/email/", {"email": NEW_EMAIL, "action_add": ""})
    assert answer.headers["Location"] == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Femail%2F"
    return client.post(answer.headers["Location"], {"password": PASSWORD})


class TestChangingTheAddress:
    def test_counts_once_the_code_was_entered(self, client: Client) -> None:
        user = make_user()
        sign_in(client)
        ask_for_new_address(client)
        user.refresh_from_db()
        assert user.email == EMAIL
        assert mail.outbox[-1].to == [NEW_EMAIL]

        client.post("/en/account/confirm-email/", {"code": latest_code()})

        user.refresh_from_db()
        assert user.email == NEW_EMAIL
        assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW_EMAIL, True, True)]

    def test_is_told_to_the_old_address(self, client: Client) -> None:
        make_user()
        sign_in(client)
        ask_for_new_address(client)
        client.post("/en/account/confirm-email/", {"code": latest_code()})

        assert mail.outbox[-1].to == [EMAIL]
        assert f"from {EMAIL} to {NEW_EMAIL}" in mail.outbox[-1].body

    def test_to_one_that_another_account_has_is_refused_after_the_code(self, client: Client) -> None:
        user, _other = make_user(), make_user(NEW_EMAIL)
        sign_in(client)
        ask_for_new_address(client)

        answer = client.post("/en/account/confirm-email/", {"code": latest_code()})

        user.refresh_from_db()
        assert "There is an account with this address." in answer.text
        assert user.email == EMAIL

    def test_needs_the_password_and_goes_on_where_it_was(self, client: Client) -> None:
        make_user()
        sign_in(client)

        assert ask_for_new_address(client).headers["Location"] == "/en/account/confirm-email/"

    def test_is_not_done_with_a_wrong_password(self, client: Client) -> None:
        make_user()
        sign_in(client)
        page = client.post("/en/account/email/", {"email": NEW_EMAIL, "action_add": ""}).headers["Location"]

        assert "This is not your password." in client.post(page, {"password": "no idea at all"}).text
        assert not mail.outbox


class TestChangingThePassword:
    def test_needs_the_present_one(self, client: Client) -> None:
        user = make_user()
        sign_in(client)

        answer = client.post("/en/account/password/change/", {"oldpassword": "no idea at all", "password1": "five other words at sea"})

        user.refresh_from_db()
        assert "This is not your present password." in answer.text
        assert user.check_password(PASSWORD)

    def test_keeps_this_session_and_ends_the_others(self, client: Client) -> None:
        make_user()
        elsewhere = Client()
        sign_in(client)
        sign_in(elsewhere)

        client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": "five other words at sea"})

        assert client.get("/en/account/email/").status_code == 200
        assert elsewhere.get("/en/account/email/").status_code == 302
        assert mail.outbox[-1].subject == "Your password at Westem Up was changed"


def test_mail_that_cannot_be_sent_is_a_page_in_words_and_a_log_line_without_the_address(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object) -> None:
        raise ConnectionRefusedError(EMAIL)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    make_user()

    answer = client.post("/sv/account/password/reset/", {"email": EMAIL})

    assert answer.status_code == 503
    assert '<html lang="sv"' in answer.text
    assert "ConnectionRefusedError" in caplog.text
    assert EMAIL not in caplog.text
