"""The style guide is for people who work on the site."""

from __future__ import annotations

import pytest

from common.marks import MOTIFS


@pytest.fixture
def staff(django_user_model):
    return django_user_model.objects.create_user("staff@example.org", "x", display_name="Staff", is_staff=True)


def test_visitors_are_led_to_the_door(client, tree):
    response = client.get("/en/style-guide/")
    assert response.status_code == 302
    assert response["Location"].startswith("/en/account/login/?next=/en/style-guide/")


def test_learners_are_refused(client, tree, django_user_model):
    client.force_login(django_user_model.objects.create_user("l@example.org", "x", display_name="L"))
    assert client.get("/en/style-guide/").status_code == 403


@pytest.mark.parametrize("language", ["en", "sv"])
def test_staff_see_every_motif_and_it_is_not_kept(client, tree, svenska, staff, language):
    client.force_login(staff)
    response = client.get(f"/{language}/style-guide/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html
    for motif in MOTIFS:
        assert f"<h3>{motif}</h3>" in html


def test_a_personal_page_shows_the_name_and_the_way_out(client, tree, staff):
    client.force_login(staff)
    html = client.get("/en/style-guide/").content.decode()
    assert '<span class="account__name">Staff</span>' in html
    assert 'href="/en/account/logout/"' in html
