"""The public pages: rendered in every language, the same for everybody."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from home import routing
from home.wall import WALL
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory

PATHS = [
    "/{}/",
    "/{}/about/",
    "/{}/courses/",
    "/{}/courses/training/",
    "/{}/courses/training/module-1/",
    "/{}/courses/training/module-1/lesson-1-1/",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "sv"])
class TestPublicPage:
    def test_has_the_landmarks_one_heading_and_its_language(self, client, tree, svenska, path, language):
        html = client.get(path.format(language)).content.decode()
        assert f'<html lang="{language}" dir="ltr">' in html
        assert html.count("<h1") == 1
        assert html.count('<main id="main">') == 1
        assert '<a class="skip" href="#main">' in html
        assert f"({language})" in re.search(r"<title>(.*)</title>", html)[1] or path == "/{}/"

    def test_sets_no_cookie_and_does_not_vary_by_cookie(self, client, tree, svenska, path, language):
        response = client.get(path.format(language))
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "csrfmiddlewaretoken" not in response.content.decode()

    def test_names_itself_and_its_translations_to_search_engines(self, client, tree, svenska, path, language):
        html = client.get(path.format(language)).content.decode()
        here = f"http://testserver{path.format(language)}"
        assert f'<link rel="canonical" href="{here}">' in html
        assert f'<meta property="og:url" content="{here}">' in html
        for code in ("en", "sv"):
            assert f'hreflang="{code}" href="http://testserver{path.format(code)}"' in html
        assert f'hreflang="x-default" href="http://testserver{path.format("en")}"' in html
        assert 'rel="alternate" hreflang="el"' not in html

    def test_leads_to_the_same_page_in_the_other_language(self, client, tree, svenska, path, language):
        html = client.get(path.format(language)).content.decode()
        for code in ("en", "sv"):
            current = ' aria-current="true"' if code == language else ""
            name = {"en": "English", "sv": "Svenska"}[code]
            assert f'<a href="{path.format(code)}" lang="{code}" hreflang="{code}" aria-label="{name}"{current}>' in html

    def test_loads_nothing_from_elsewhere_and_has_no_inline_script_or_style(self, client, tree, svenska, path, language):
        html = client.get(path.format(language)).content.decode()
        assert not re.search(r'<(script|link rel="(stylesheet|preload|icon)"|img)[^>]*(src|href)="(https?:)?//', html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)
        assert not re.search(r"<script(?! type=\"(module|application/ld\+json)\")", html)


def test_a_page_that_is_not_translated_leads_to_the_nearest_page_above(client, tree, svenska):
    svenska.lessons[0].unpublish()
    html = client.get("/en/courses/training/module-1/lesson-1-1/").content.decode()
    assert '<a href="/sv/courses/training/module-1/" lang="sv"' in html
    assert 'rel="alternate" hreflang="sv"' not in html


def test_the_breadcrumb_shows_the_way_down_with_the_short_title_of_the_course(client, tree):
    html = client.get("/en/courses/training/module-1/lesson-1-1/").content.decode()
    crumbs = re.search(r'<nav class="crumbs.*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/en/courses/", "/en/courses/training/", "/en/courses/training/module-1/"]
    assert ">Training</a>" in crumbs
    assert 'aria-current="page">Lesson 1.1' in crumbs


def test_a_page_of_the_first_level_has_no_breadcrumb(client, tree):
    assert 'class="crumbs' not in client.get("/en/about/").content.decode()


def test_the_front_page_leads_to_the_first_course_and_its_catalogue(client, tree, svenska):
    html = client.get("/sv/").content.decode()
    assert '<a class="btn" href="/sv/courses/training/">' in html
    assert '<a class="btn btn--quiet" href="/sv/courses/">' in html


def test_the_front_page_of_an_empty_site_has_no_dead_links(client, tree):
    tree.catalogue.delete()
    assert '<a class="btn"' not in client.get("/en/").content.decode().split("</main>")[0].split('<main id="main">')[1]


class TestWall:
    def test_is_decoration_as_long_as_a_portrait_is_missing(self, client, tree):
        html = client.get("/en/").content.decode()
        assert '<div class="wall" aria-hidden="true">' in html
        assert html.split('<div class="wall"')[1].split("</div>")[0].count("<svg") == len(WALL) == 16

    def test_is_a_list_of_links_when_every_portrait_is_there(self, client, tree):
        gallery = PortraitIndexPageFactory(parent=tree.home, locale=tree.home.locale)
        for plate in WALL:
            PortraitPageFactory(parent=gallery, slug=plate.seed, locale=tree.home.locale)
        html = client.get("/en/").content.decode()
        assert '<nav class="wall"' in html
        assert '<a href="/en/portraits/lise-meitner/">' in html

    def test_has_no_two_equal_neighbours(self):
        for i, plate in enumerate(WALL):
            if i % 4:
                assert plate.scheme != WALL[i - 1].scheme
            if i >= 4:
                assert plate.scheme != WALL[i - 4].scheme


class TestSections:
    """The front page's sections lead to pages in the reader's language, wherever the editor chose them."""

    @pytest.fixture
    def body(self, tree):
        def child(kind, value):
            return {"type": kind, "id": "00000000-0000-4000-8000-00000000000" + str(len(kind) % 10), "value": value}

        ways = {
            "title": "Ways in",
            "text": "",
            "items": [
                {"audience": "Lecturers", "title": "Train", "text": "Now.", "page": tree.course.pk},
                {"audience": "All", "title": "Rules", "text": "Read.", "page": tree.about.pk},
            ],
        }
        chart = {
            "title": "The gap",
            "text": "Each row is a hundred people.",
            "link_text": "Read module 1",
            "page": tree.modules[0].pk,
            "rows": [{"label": "Professors", "percent": "26.2"}],
            "source": "She Figures",
            "url": "https://example.org/figures",
            "note": "",
        }
        voice = {
            "text": "I am the fifth.",
            "speaker": "Anne L’Huillier",
            "source": "AP, 2023",
            "url": "",
            "language": "en",
            "about": "",
            "seed": "anne-lhuillier",
            "motif": "pulses",
            "scheme": "violet",
        }
        steps = {"title": "How", "text": "", "items": [{"title": "Read", "text": "A lesson."}]}
        return [child("ways", ways), child("spectrum", chart), child("voice", voice), child("steps", steps)]

    def test_links_lead_to_the_readers_language(self, client, tree, svenska, body):
        svenska.home.body = body
        svenska.home.save()
        html = client.get("/sv/").content.decode()
        for url in ("/sv/courses/training/", "/sv/about/", "/sv/courses/training/module-1/"):
            assert f'<a href="{url}">' in html
        assert 'href="/en/about/">Rules' not in html

    def test_a_way_without_a_published_page_is_left_out(self, client, tree, svenska, body):
        svenska.about.unpublish()
        svenska.home.body = body
        svenska.home.save()
        html = client.get("/sv/").content.decode()
        assert ">Train</a>" in html
        assert ">Rules</a>" not in html

    def test_a_chart_is_a_table_whose_drawing_is_hidden(self, client, tree, body):
        tree.home.body = body
        tree.home.save()
        html = client.get("/en/").content.decode()
        assert "<td>26.2%</td>" in html
        assert '<tr class="lines" aria-hidden="true">' in html
        assert '<a href="https://example.org/figures" rel="external">She Figures</a>' in html

    def test_a_quotation_keeps_its_language(self, client, tree, svenska, body):
        svenska.home.body = body
        svenska.home.save()
        assert '<blockquote lang="en" dir="auto">' in client.get("/sv/").content.decode()

    def test_sections_do_not_add_a_query_each(self, client, tree, svenska, body, django_assert_max_num_queries):
        svenska.home.body = body
        svenska.home.save()
        client.get("/sv/")
        with django_assert_max_num_queries(12):
            client.get("/sv/")


def test_a_greek_page_preloads_greek_fonts(client, tree):
    html = client.get("/el/").content.decode()
    assert "geologica-greek-wght-normal.woff2" in html
    assert "geologica-latin-wght-normal.woff2" not in html


def test_my_learning_stands_in_the_header_of_every_page(client, tree):
    assert f'href="{reverse("courses:dashboard")}"' in client.get("/en/").content.decode()


@pytest.mark.parametrize("has_one_site", [True, False])
def test_an_alias_is_never_served(client, tree, svenska, monkeypatch, has_one_site):
    """It would be English under another prefix, with status 200."""
    monkeypatch.setattr(routing, "has_one_site", lambda: has_one_site)
    assert client.get("/sv/about/").status_code == 200
    Page.objects.filter(pk=svenska.about.pk).update(alias_of=tree.about)
    assert client.get("/sv/about/").status_code == 404
