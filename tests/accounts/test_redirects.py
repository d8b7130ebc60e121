from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.accounts import latest_code, make_user, sign_in, sign_up

pytestmark = pytest.mark.django_db

FOREIGN = [
    "https://evil.example",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "https://evil.example\\@testserver/",
    "http://localhost/",
    " https://evil.example",
    "\thttps://evil.example",
]


@pytest.mark.parametrize("target", FOREIGN)
class TestForeignTarget:
    def test_is_ignored_at_sign_in(self, client: Client, target: str) -> None:
        make_user()

        assert sign_in(client, next=target).headers["Location"] == "/en/learn/"

    def test_is_ignored_when_signed_in_already(self, client: Client, target: str) -> None:
        client.force_login(make_user())

        assert client.get("/en/account/login/", {"next": target}).headers["Location"] == "/en/learn/"

    def test_is_ignored_at_sign_up(self, client: Client, target: str) -> None:
        sign_up(client, next=target)

        answer = client.post("/en/account/confirm-email/", {"code": latest_code(), "next": target})

        assert answer.headers["Location"] == "/en/learn/"

    def test_is_ignored_at_sign_out(self, client: Client, target: str) -> None:
        client.force_login(make_user())

        assert client.post("/en/account/logout/", {"next": target}).headers["Location"] == "/en/"

    def test_is_ignored_at_the_staff_door(self, client: Client, target: str) -> None:
        assert client.get("/cms/login/", {"next": target}).headers["Location"] == "/en/account/login/?next=%2Fcms%2F"


def test_own_target_is_kept_through_sign_up(client: Client) -> None:
    sign_up(client, next="/sv/courses/?a=1&b=ö")

    answer = client.post("/en/account/confirm-email/", {"code": latest_code()})

    assert answer.headers["Location"] == "/sv/courses/?a=1&b=%C3%B6"


def test_own_target_stands_in_the_form(client: Client) -> None:
    assert '<input type="hidden" name="next" value="/en/about/">' in client.get("/en/account/login/?next=/en/about/").text
