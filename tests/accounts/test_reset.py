from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from tests.factories.accounts import EMAIL, another_code, latest_code, make_user, sign_in

pytestmark = pytest.mark.django_db
ASK, CONFIRM, COMPLETE = (f"/en/account/password/reset/{step}" for step in ("", "confirm/", "complete/"))
NEW = "five other words at sea"


def test_code_then_new_password_then_signed_in(client: Client) -> None:
    user = make_user()
    assert client.post(ASK, {"email": EMAIL}).headers["Location"] == CONFIRM
    assert client.post(CONFIRM, {"code": latest_code()}).headers["Location"] == COMPLETE

    answer = client.post(COMPLETE, {"password1": NEW})

    user.refresh_from_db()
    assert answer.headers["Location"] == "/en/learn/"
    assert user.check_password(NEW)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_owner_is_told_that_the_password_was_changed(client: Client) -> None:
    make_user()
    client.post(ASK, {"email": EMAIL})
    client.post(CONFIRM, {"code": latest_code()})
    client.post(COMPLETE, {"password1": NEW})

    assert mail.outbox[-1].subject == "Your password at Westem Up was changed"
    assert "http://testserver/en/account/password/reset/" in mail.outbox[-1].body


def test_sessions_elsewhere_end(client: Client) -> None:
    make_user()
    elsewhere = Client()
    sign_in(elsewhere)
    client.post(ASK, {"email": EMAIL})
    client.post(CONFIRM, {"code": latest_code()})
    client.post(COMPLETE, {"password1": NEW})

    assert elsewhere.get("/en/account/email/").headers["Location"].startswith("/en/account/login/")


def test_wrong_code_is_said(client: Client) -> None:
    make_user()
    client.post(ASK, {"email": EMAIL})

    assert "This is not the code from the latest e-mail." in client.post(CONFIRM, {"code": another_code()}).text


def test_code_cannot_be_used_a_second_time(client: Client) -> None:
    user = make_user()
    client.post(ASK, {"email": EMAIL})
    code = latest_code()
    client.post(CONFIRM, {"code": code})
    client.post(COMPLETE, {"password1": NEW})
    client.post("/en/account/logout/")

    client.post(CONFIRM, {"code": code})
    client.post(COMPLETE, {"password1": "six words of somebody else entirely"})

    user.refresh_from_db()
    assert user.check_password(NEW)


def test_new_password_needs_the_code_first(client: Client) -> None:
    make_user()
    client.post(ASK, {"email": EMAIL})

    assert client.get(COMPLETE).headers["Location"] == CONFIRM
    assert client.post(COMPLETE, {"password1": NEW}).headers["Location"] == CONFIRM


def test_weak_new_password_is_refused_in_words(client: Client) -> None:
    make_user()
    client.post(ASK, {"email": EMAIL})
    client.post(CONFIRM, {"code": latest_code()})

    assert "There is one thing to correct" in client.post(COMPLETE, {"password1": "short"}).text


def test_mail_is_in_the_language_of_the_account_not_of_the_page(client: Client) -> None:
    make_user(language="sv")

    client.post("/en/account/signup/", {"email": EMAIL, "display_name": "Eve", "password1": NEW, "is_old_enough": "on"})

    assert "http://testserver/sv/account/login/" in mail.outbox[-1].body
    assert "http://testserver/en/" not in mail.outbox[-1].body


def test_unknown_address_gets_a_mail_in_the_language_of_the_page(client: Client) -> None:
    client.post("/sv/account/password/reset/", {"email": "nobody@example.org"})

    assert "http://testserver/sv/account/signup/" in mail.outbox[-1].body
