"""Addresses without a language: what is not there is not looked for under one."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.accounts import make_editor

pytestmark = pytest.mark.django_db

GONE = ["/cms/nothing/", "/cms/pages/999999/edit/", "/documents/999999/gone.pdf", "/media/gone.png", "/static/gone.css"]


@pytest.mark.parametrize("path", GONE)
def test_what_is_not_there_is_a_404_where_no_address_has_a_language(client: Client, path: str) -> None:
    client.force_login(make_editor())
    answer = client.get(path, headers={"accept-language": "sv"})
    assert answer.status_code == 404
    assert "Location" not in answer.headers
    assert answer.headers["Content-Language"]
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/courses/", "/cmsful/", "/documentation/"])
def test_other_addresses_are_still_looked_for_in_the_readers_language(client: Client, path: str) -> None:
    answer = client.get(path, headers={"accept-language": "sv"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/sv{path}"


def test_whoever_is_not_signed_in_is_asked_to_sign_in_first(client: Client) -> None:
    assert client.get("/cms/nothing/").headers["Location"].startswith("/cms/login/")
