"""What is not there, not allowed, or broken."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.views import server_error
from tests.factories.pages import StandardPageFactory


def test_an_unknown_address_is_a_404_in_the_readers_language_that_nobody_indexes(client, tree):
    response = client.get("/sv/nothing/")
    html = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="sv"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html
    assert not response.cookies


def test_a_page_without_translation_is_offered_in_its_languages(client, tree, svenska):
    svenska.about.unpublish()
    response = client.get("/sv/about/")
    html = response.content.decode()
    assert response.status_code == 404
    assert '<a href="/en/about/" lang="en" hreflang="en"><span>About (en)</span>' in html
    assert "Who we are." not in html


class TestLanguageWithoutPages:
    """Wagtail would serve the English root under /el/ with status 200."""

    @pytest.mark.parametrize("path", ["", "about/", "courses/training/module-1/lesson-1-1/"])
    def test_answers_404_in_greek_with_offers(self, client, tree, svenska, path):
        response = client.get(f"/el/{path}")
        html = response.content.decode()
        assert response.status_code == 404
        assert '<html lang="el"' in html
        for code in ("en", "sv"):
            assert f'<li><a href="/{code}/{path}" lang="{code}" hreflang="{code}">' in html

    def test_is_refused_where_wagtails_own_routing_serves_it(self, client, tree, settings):
        settings.ALLOWED_HOSTS = ["*"]
        from wagtail.models import Site

        other = StandardPageFactory(parent=tree.home.get_parent(), title="Another site", locale=tree.home.locale)
        Site.objects.create(hostname="other.example", port=80, root_page=other)
        Site.clear_site_root_paths_cache()
        response = client.get("/el/about/")
        assert response.status_code == 404
        assert "Who we are." not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/en/%00/",
        "/%00",
        "/en/" + "a/" * 900,
        "/en/" + "x" * 5000 + "/",
        "/en/κόσμος/",
        "/en/%F0%9F%8E%88/",
        "/en/%ff%fe/",
        "/en//evil.example/",
        "//evil.example/",
        "/en/../../etc/passwd",
        "/en/%3Cscript%3Ealert(1)%3C/script%3E/",
        "/zz/",
        "/en/courses/training/?page=%00&x=%ff",
    ],
)
def test_odd_addresses_never_break(client, tree, path):
    response = client.get(path)
    assert response.status_code in {200, 301, 302, 400, 404}
    assert b"<script>alert" not in response.content
    assert b'href="//evil' not in response.content


def test_offers_take_one_query(client, tree, svenska):
    client.get("/el/about/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/el/about/")
    offering = [query["sql"] for query in queries if "url_path" in query["sql"] and " IN (" in query["sql"]]
    assert len(offering) == 1
    assert len(queries) <= 8


def test_a_forbidden_page_says_so(client, tree, admin_user, django_user_model):
    user = django_user_model.objects.create_user("someone@example.org", "x", display_name="Someone")
    client.force_login(user)
    response = client.get("/en/style-guide/")
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


def test_a_form_without_its_token_is_explained(tree):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/account/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "back button" in response.content.decode()


def test_the_page_for_a_broken_server_needs_no_database(rf, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"<h1>" in response.content


def test_the_offline_page_is_public(client, tree):
    response = client.get("/en/offline/")
    assert response.status_code == 200
    assert not response.cookies
