"""Nobody learns from an answer whether an address has an account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.factories.accounts import EMAIL, Answer, make_user, sign_in, sign_up

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.org"


def seen(answer: Answer, email: str) -> str:
    """The page without what differs in every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text).replace(email, "ADDRESS")


def test_signing_up_answers_alike(db: None) -> None:
    make_user()
    known, unknown = Client(), Client()
    first, second = sign_up(known, email=EMAIL), sign_up(unknown, email=UNKNOWN)

    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert seen(known.get(first.headers["Location"]), EMAIL) == seen(unknown.get(second.headers["Location"]), UNKNOWN)
    wrong = {"code": "0000-0001"}
    assert seen(known.post(first.headers["Location"], wrong), EMAIL) == seen(unknown.post(second.headers["Location"], wrong), UNKNOWN)
    assert [message.to for message in mail.outbox] == [[EMAIL], [UNKNOWN]]
    assert "There is one already" in mail.outbox[0].body


def test_signing_up_costs_one_hash_either_way(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("accounts.forms.entrance.make_password", hashed.append)
    make_user()

    sign_up(client)

    assert len(hashed) == 1


def test_account_that_exists_is_not_touched(client: Client) -> None:
    user = make_user()

    sign_up(client, display_name="Eve", password1="somebody else’s words")

    user.refresh_from_db()
    assert (user.display_name, User.objects.count()) == ("Łucja Przykład", 1)
    assert not user.check_password("somebody else’s words")


def test_asking_for_a_password_answers_alike(db: None) -> None:
    make_user()
    known, unknown = Client(), Client()
    ask = "/en/account/password/reset/"
    first, second = known.post(ask, {"email": EMAIL}), unknown.post(ask, {"email": UNKNOWN})

    assert first.headers["Location"] == second.headers["Location"]
    assert seen(known.get(first.headers["Location"]), EMAIL) == seen(unknown.get(second.headers["Location"]), UNKNOWN)
    wrong = {"code": "0000-0001"}
    assert seen(known.post(first.headers["Location"], wrong), EMAIL) == seen(unknown.post(second.headers["Location"], wrong), UNKNOWN)
    assert len(mail.outbox) == 2


def test_signing_in_answers_alike(db: None) -> None:
    make_user()

    assert seen(sign_in(Client(), password="wrong-wrong"), EMAIL) == seen(sign_in(Client(), login=UNKNOWN), UNKNOWN)


def test_form_sent_twice_at_once_makes_one_account_and_no_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_user()
    # The second request looked before the first had written.
    monkeypatch.setattr("allauth.account.internal.flows.manage_email.assess_unique_email", lambda *_args, **_kwargs: True)

    answer = sign_up(client)

    assert answer.headers["Location"] == "/en/account/confirm-email/"
    assert User.objects.count() == 1
