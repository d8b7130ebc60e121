"""robots.txt and the sitemap."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.pages import LessonPageFactory

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(client):
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    root = ET.fromstring(response.content)  # noqa: S314  (our own answer)
    return {
        url.find("s:loc", NAMES).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        for url in root.findall("s:url", NAMES)
    }


def test_the_sitemap_lists_every_page_in_every_language_with_alternates(client, tree, svenska):
    found = entries(client)
    assert len(found) == 20
    assert found["http://testserver/sv/about/"] == {
        "en": "http://testserver/en/about/",
        "sv": "http://testserver/sv/about/",
        "x-default": "http://testserver/en/about/",
    }


def test_drafts_and_closed_pages_stay_out(client, tree, svenska):
    svenska.about.unpublish()
    PageViewRestriction.objects.create(page=tree.course, restriction_type=PageViewRestriction.LOGIN)
    found = entries(client)
    assert found["http://testserver/en/about/"] == {"en": "http://testserver/en/about/", "x-default": "http://testserver/en/about/"}
    assert "http://testserver/sv/about/" not in found
    assert not [url for url in found if url.startswith("http://testserver/en/courses/training/")]


@pytest.mark.parametrize("lessons", [0, 30])
def test_the_number_of_queries_does_not_grow(client, tree, lessons, django_assert_max_num_queries):
    for number in range(lessons):
        LessonPageFactory(parent=tree.modules[0], slug=f"more-{number}", locale=tree.home.locale)
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(4):
        client.get("/sitemap.xml")


def test_robots_stay_out_of_the_editors_and_learners_rooms(client, db):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in text
    assert "Disallow: /sv/learn/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
