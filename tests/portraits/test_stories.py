"""Stories: their list and its filters, their series, what belongs together, and what search engines are told."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify
from wagtail.models import Locale

from portraits.models import StoryIndexPage, StoryPage
from portraits.reading_time import minutes_for
from portraits.story_data import story_data
from tests.factories.pages import StoryIndexPageFactory, StoryPageFactory, key_of, make_tree


def text(words: int) -> list[dict[str, Any]]:
    return [
        {"type": "rich_text", "id": str(key_of("text")), "value": f"<p>{'word ' * words}</p>"},
        {
            "type": "references",
            "id": str(key_of("references")),
            "value": {"items": [{"type": "item", "id": str(key_of("r")), "value": {"citation": "cited " * 900, "url": ""}}]},
        },
    ]


@pytest.fixture
def stories(en: Locale) -> StoryIndexPage:
    return StoryIndexPageFactory(parent=make_tree(en).home, locale=en, title="Stories", slug="stories")


def add(stories: StoryIndexPage, title: str, **fields: Any) -> StoryPage:
    slug = slugify(title)
    return StoryPageFactory(parent=stories, locale=stories.locale, title=title, slug=slug, translation_key=key_of(slug), **fields)


def titles(html: str) -> list[str]:
    return re.findall(r"<h3><a href=\"[^\"]+\">([^<]+)</a></h3>", html)


SCHEMAS = {"article": "Article", "interview": "Article", "video": "VideoObject", "podcast": "PodcastEpisode"}


class TestReadingTime:
    @pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (201, 2), (1000, 5)])
    def test_is_whole_minutes_and_at_least_one(self, words, minutes):
        assert minutes_for(words) == minutes

    def test_is_counted_when_a_text_is_saved_without_its_references(self, stories):
        assert add(stories, "Long", body=text(450)).minutes == 3

    def test_a_films_is_what_its_editor_says(self, stories):
        assert add(stories, "Film", kind="video", minutes=42, body=text(450)).minutes == 42

    def test_a_film_must_have_one(self, stories):
        with pytest.raises(ValidationError) as caught:
            add(stories, "Film", kind="video")
        assert "minutes" in caught.value.message_dict


class TestSeries:
    @pytest.fixture
    def parts(self, stories):
        return [add(stories, f"Part {number}", series="Figures", part=number, themes=["curiosity"]) for number in (2, 1, 3)]

    def test_a_part_shows_the_others_and_the_next(self, client, parts):
        html = client.get("/en/stories/part-1/").content.decode()
        assert html.index(">Part 1</span>") < html.index(">Part 2</a>") < html.index(">Part 3</a>")
        assert re.search(r"Next part</small><span>Part 2<", html)
        assert "Next part" not in client.get("/en/stories/part-3/").content.decode()

    def test_drafts_are_no_parts(self, client, parts):
        parts[0].unpublish()
        assert re.search(r"Next part</small><span>Part 3<", client.get("/en/stories/part-1/").content.decode())

    def test_a_translation_that_calls_the_series_otherwise_still_is_in_it(self, client, stories, parts, sv):
        swedish = StoryIndexPageFactory(parent=make_tree(sv).home, locale=sv, title="Berättelser", slug="stories")
        for number, name in ((1, "Siffror"), (2, "Tal")):
            add(swedish, f"Part {number}", series=name, part=number)
        html = client.get("/sv/stories/part-1/").content.decode()
        assert 'href="/sv/stories/part-2/"' in html
        assert "part-3" not in html

    @pytest.mark.parametrize("fields", [{"series": "Figures"}, {"part": 1}])
    def test_series_and_part_go_together(self, stories, fields):
        with pytest.raises(ValidationError) as caught:
            add(stories, "Half", **fields)
        assert "part" in caught.value.message_dict


class TestRelated:
    def related(self, client, path):
        html = client.get(path).content.decode()
        return titles(html.partition('id="related"')[2])

    def test_most_shared_themes_first_then_categories(self, client, stories):
        add(stories, "Here", themes=["mentor", "belonging"], categories=["toolkits"])
        add(stories, "One theme", themes=["mentor"])
        add(stories, "One theme and category", themes=["belonging"], categories=["toolkits"])
        add(stories, "Both themes", themes=["belonging", "mentor"])
        add(stories, "Only category", categories=["toolkits"])
        add(stories, "Draft", themes=["belonging", "mentor"], live=False)
        assert self.related(client, "/en/stories/here/") == ["Both themes", "One theme and category", "One theme"]

    def test_parts_of_the_same_series_are_named_once(self, client, stories):
        add(stories, "One", themes=["mentor"], series="S", part=1)
        add(stories, "Two", themes=["mentor"], series="S", part=2)
        assert self.related(client, "/en/stories/one/") == []

    def test_a_story_without_themes_has_none(self, client, stories):
        add(stories, "Plain")
        add(stories, "Other", themes=["mentor"])
        assert self.related(client, "/en/stories/plain/") == []


class TestList:
    def test_the_newest_first_and_no_drafts(self, client, stories):
        add(stories, "Old", published_on=date(2020, 1, 1))
        add(stories, "New", published_on=date(2026, 1, 1))
        add(stories, "Draft", live=False)
        html = client.get("/en/stories/").content.decode()
        assert titles(html) == ["New", "Old"]
        assert "<b>2 stories</b>" in html

    def test_filters_narrow_and_can_be_taken_back(self, client, stories):
        add(stories, "For students", audiences=["students"], categories=["networks"])
        add(stories, "For staff", audiences=["he-staff"], categories=["networks"])
        html = client.get("/en/stories/?category=networks&audience=students").content.decode()
        assert titles(html) == ["For students"]
        assert 'href="/en/stories/?category=networks"' in html
        assert '<meta name="robots" content="noindex, follow">' in html

    def test_counts_say_what_a_choice_would_show(self, client, stories):
        add(stories, "A", audiences=["students"], life_stages=["school"])
        add(stories, "B", audiences=["students"], life_stages=["university"])
        offers = client.get("/en/stories/?stage=school").context["offers"]
        counts = {offer.kind.name: {choice.value: choice.count for choice in offer.choices} for offer in offers}
        assert counts["stage"] == {"school": 1, "university": 1}
        assert counts["audience"] == {"students": 1}

    def test_nothing_left_offers_a_way_out(self, client, stories):
        add(stories, "A", categories=["networks"])
        add(stories, "B", audiences=["ngos"])
        html = client.get("/en/stories/?category=networks&audience=ngos").content.decode()
        assert titles(html) == []
        assert "Without the filter “Category” there is 1 story" in html
        assert 'href="/en/stories/?audience=ngos"' in html

    def test_an_empty_list_says_so(self, client, stories):
        assert "The first stories are being written." in client.get("/en/stories/").content.decode()

    @pytest.mark.parametrize(
        "query", ["kind=x&category=%00", "page=x", "page=-1", "page=999999999999999999999", "stage=school&stage=school"]
    )
    def test_any_address_is_answered(self, client, stories, query):
        add(stories, "A")
        assert client.get(f"/en/stories/?{query}").status_code == 200

    def test_pages_keep_the_filters(self, client, stories):
        for number in range(13):
            add(stories, f"Story {number}", audiences=["students"])
        html = client.get("/en/stories/?audience=students").content.decode()
        assert len(titles(html)) == 12
        assert 'href="/en/stories/?audience=students&amp;page=2"' in html
        assert len(titles(client.get("/en/stories/?audience=students&page=2").content.decode())) == 1

    def queries(self, client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    def test_as_many_queries_for_three_stories_as_for_thirty(self, client, stories):
        for number in range(3):
            add(stories, f"Story {number}", audiences=["students"], themes=["mentor"], series="S", part=number + 1)
        few = [self.queries(client, path) for path in ("/en/stories/", "/en/stories/?audience=students", "/en/stories/story-1/")]
        for number in range(3, 30):
            add(stories, f"Story {number}", audiences=["students"], themes=["mentor"])
        many = [self.queries(client, path) for path in ("/en/stories/", "/en/stories/?audience=students", "/en/stories/story-1/")]
        # One more for the page that was not full before, and for what belongs together.
        assert all(later - earlier <= 1 for earlier, later in zip(few, many, strict=True)), (few, many)
        assert max(many) <= 12, many


class TestPage:
    def test_it_names_author_date_licence_and_kind(self, client, stories):
        add(stories, "A", author="Ada", published_on=date(2026, 3, 8), body=text(10))
        html = client.get("/en/stories/a/").content.decode()
        assert "<dd>Ada</dd>" in html
        assert '<time datetime="2026-03-08">' in html
        assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
        assert "<span>Article</span>" in html
        assert "1 minute to read" in html

    def test_it_is_the_same_for_everybody(self, client, stories):
        add(stories, "A")
        answer = client.get("/en/stories/a/")
        assert answer["Cache-Control"].startswith("public")
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in answer.content.decode()

    @pytest.mark.parametrize(
        ("kind", "schema"), [("article", "Article"), ("interview", "Article"), ("video", "VideoObject"), ("podcast", "PodcastEpisode")]
    )
    def test_search_engines_are_told_what_it_is(self, client, stories, kind, schema):
        add(stories, "A </script>", kind=kind, minutes=7, published_on=date(2026, 3, 8))
        html = client.get("/en/stories/a-script/").content.decode()
        data = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
        assert data["@type"] == schema
        assert data["name"] == "A </script>"
        assert data["url"] == "http://testserver/en/stories/a-script/"
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"

    def test_a_podcasts_file_is_its_media(self):
        story = StoryPage(title="A", lead="Lead", kind="podcast", minutes=5, published_on=date(2026, 3, 8))
        data = story_data(story, None, url="u", publisher="p", publisher_url="pu", language="en", media_url="m")
        assert data["associatedMedia"] == {"@type": "AudioObject", "contentUrl": "m"}
        assert data["timeRequired"] == "PT5M"
