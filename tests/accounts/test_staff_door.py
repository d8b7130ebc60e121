from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.factories.accounts import make_editor, make_user, sign_in

pytestmark = pytest.mark.django_db


def test_somebody_unknown_is_led_to_the_one_sign_in_and_back(client: Client) -> None:
    make_editor()
    answer = client.get("/cms/pages/1/", follow=True)
    assert answer.redirect_chain[-1][0] == "/en/account/login/?next=%2Fcms%2Fpages%2F1%2F"

    assert sign_in(client, login="edda@example.org", next="/cms/pages/1/").headers["Location"] == "/cms/pages/1/"


def test_without_a_target_it_leads_to_the_dashboard(client: Client) -> None:
    client.force_login(make_editor())

    assert client.get("/cms/login/").headers["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize("path", ["/cms/", "/cms/login/", "/cms/login/?next=/cms/", "/en/account/login/?next=/cms/"])
def test_learner_is_told_that_she_may_not_instead_of_going_round_in_circles(client: Client, path: str) -> None:
    client.force_login(make_user())

    answer = client.get(path, follow=True)

    assert answer.status_code == 403
    assert "No access to the editors’ pages" in answer.text
    assert "You do not have permission to access the admin." not in answer.text
    assert answer.text.count("<h1") == 1
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_refusal_leaves_no_message_for_another_page(client: Client) -> None:
    client.force_login(make_user())
    client.get("/cms/", follow=True)

    assert not list(get_messages(client.get("/en/account/email/").wsgi_request))


def test_password_cannot_be_posted_past_the_one_door(client: Client) -> None:
    make_editor()

    client.post("/cms/login/", {"username": "edda@example.org", "password": "vier wörter im wind"})

    assert "_auth_user_id" not in client.session


def test_wagtails_own_password_reset_is_closed(client: Client) -> None:
    assert client.get("/cms/password_reset/", follow=True).status_code == 404
