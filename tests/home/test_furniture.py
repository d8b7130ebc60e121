"""Menus and the funding block."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from home.furniture import current, furniture
from home.models import Menu, MenuItem, SiteWords


def add_menu(locale, place, title, *pages, order=0):
    menu = Menu.objects.create(locale=locale, place=place, title=title, sort_order=order)
    for number, page in enumerate(pages):
        MenuItem.objects.create(locale=locale, menu=menu, label=page.title, page=page, sort_order=number)
    return menu


@pytest.fixture
def menus(tree, svenska, locales):
    for code in ("en", "sv"):
        add_menu(locales[code], Menu.Place.FOOTER, "Second", tree.about, order=2)
        add_menu(locales[code], Menu.Place.FOOTER, "First", tree.course, tree.about, order=1)
        add_menu(locales[code], Menu.Place.HEADER, "Main", tree.catalogue, tree.about)


def test_menus_stand_in_the_editors_order(menus):
    result = furniture("en", None)
    assert [link.url for link in result.header] == ["/en/courses/", "/en/about/"]
    assert [column.title for column in result.columns] == ["First", "Second"]


def test_links_lead_to_the_readers_language_whatever_page_was_chosen(menus):
    assert [link.url for link in furniture("sv", None).header] == ["/sv/courses/", "/sv/about/"]


def test_a_link_to_a_page_that_is_not_published_in_the_language_is_left_out(menus, svenska):
    svenska.about.unpublish()
    result = furniture("sv", None)
    assert [link.url for link in result.header] == ["/sv/courses/"]
    assert [column.title for column in result.columns] == ["First"]


@pytest.mark.parametrize("language", ["en", "sv", "el"])
def test_everything_takes_two_queries(menus, language, django_assert_num_queries):
    furniture(language, None)
    with django_assert_num_queries(2):
        furniture(language, RequestFactory().get("/en/about/"))


def test_the_section_and_the_page_are_marked(menus, client):
    html = client.get("/en/courses/training/").content.decode()
    header = html.split("</header>")[0]
    assert re.search(r'href="/en/courses/" aria-current="true"', header)
    assert re.search(r'href="/en/courses/training/" aria-current="page"', html.split("<footer")[1])


@pytest.mark.parametrize(
    ("url", "here", "expected"),
    [
        ("/en/about/", "/en/about/", "page"),
        ("/en/courses/", "/en/courses/training/", "true"),
        ("/en/", "/en/courses/", ""),
        ("/en/about/", "/en/courses/", ""),
    ],
)
def test_current_is_the_page_or_its_section_but_never_the_front_page(url, here, expected):
    assert current(url, here) == expected


def test_the_funding_block_is_the_editors(tree, locales):
    SiteWords.objects.create(locale=locales["en"], funding_title="Funded", disclaimer="Views", demonstration_notice="A demonstration")
    assert furniture("en", None).words.funding_title == "Funded"


def test_without_an_editors_words_the_funding_block_is_there_all_the_same(tree):
    with override("el"):
        words = furniture("el", None).words
    assert words.funding_title
    assert words.disclaimer


class TestFooter:
    def test_shows_the_emblem_and_says_that_this_is_a_demonstration(self, client, tree, settings):
        html = client.get("/en/").content.decode().split("<footer")[1]
        assert 'fill="#039"' in html
        assert html.count("10.76z") >= 1
        assert "demonstration" in html

    def test_says_so_only_in_a_demonstration(self, client, tree, settings):
        settings.IS_DEMONSTRATION = False
        assert "demonstration" not in client.get("/en/").content.decode().split("<footer")[1]
