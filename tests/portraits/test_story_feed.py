"""The newest stories of each language as a feed."""

from __future__ import annotations

from datetime import date

import pytest
from defusedxml import ElementTree

from tests.factories.pages import StoryIndexPageFactory, StoryPageFactory, make_tree

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def stories(en):
    index = StoryIndexPageFactory(parent=make_tree(en).home, locale=en, title="Stories", slug="stories", lead="What we found.")
    StoryPageFactory(parent=index, locale=en, title="Old & <b>bold</b>", slug="old", published_on=date(2020, 1, 1), categories=["networks"])
    StoryPageFactory(parent=index, locale=en, title="New", slug="new", published_on=date(2026, 1, 1), author="Ada")
    StoryPageFactory(parent=index, locale=en, title="Draft", slug="draft", live=False)
    return index


def channel(client, path="/en/stories/feed/"):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(answer.content)[0]


def test_it_lists_published_stories_newest_first_with_whole_addresses(client, stories):
    feed = channel(client)
    assert [item.findtext("title") for item in feed.iter("item")] == ["New", "Old & <b>bold</b>"]
    assert all(item.findtext("link").startswith("http") for item in feed.iter("item"))
    assert feed.findtext("language") == "en"
    assert feed.find(f"{ATOM}link").attrib == {"rel": "self", "href": feed.find(f"{ATOM}link").get("href")}
    assert feed.find(f"{ATOM}link").get("href").endswith("/en/stories/feed/")
    assert feed.findtext("description") == "What we found."


def test_each_language_has_its_own(client, stories, sv, el):
    swedish = StoryIndexPageFactory(parent=make_tree(sv).home, locale=sv, title="Berättelser", slug="stories")
    StoryPageFactory(parent=swedish, locale=sv, title="Ny", slug="new")
    feed = channel(client, "/sv/stories/feed/")
    assert [item.findtext("title") for item in feed.iter("item")] == ["Ny"]
    assert feed.findtext("language") == "sv"
    assert client.get("/el/stories/feed/").status_code == 404


def test_items_stay_the_same_item_when_they_are_renamed(client, stories):
    before = {item.findtext("guid") for item in channel(client).iter("item")}
    page = stories.get_children().get(slug="new").specific
    page.title, page.slug = "Newer", "newer"
    page.save_revision().publish()
    assert {item.findtext("guid") for item in channel(client).iter("item")} == before


def test_it_is_kept_by_caches_as_long_as_nothing_changes(client, stories):
    answer = client.get("/en/stories/feed/")
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not answer.cookies


def test_the_list_says_where_it_is(client, stories):
    assert (
        '<link rel="alternate" type="application/rss+xml" title="Stories" href="/en/stories/feed/">'
        in client.get("/en/stories/").content.decode()
    )


def test_the_number_of_queries_does_not_grow(client, stories, django_assert_max_num_queries):
    for number in range(25):
        StoryPageFactory(parent=stories, locale=stories.locale, title=f"S {number}", slug=f"s-{number}")
    with django_assert_max_num_queries(6):
        assert len(list(channel(client).iter("item"))) == 20
