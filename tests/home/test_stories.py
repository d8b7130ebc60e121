"""The demonstration's stories: whole, sourced, and whole in Swedish."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from home.demo import CONTENT
from home.stories import read_stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    package = read_stories(CONTENT / "stories")
    return package.pages[0].children


def plain(value: object) -> str:
    """The words of raw data, without markup."""
    if isinstance(value, dict):
        return " ".join(plain(part) for name, part in value.items() if name not in {"id", "type", "url"})
    if isinstance(value, list):
        return " ".join(plain(part) for part in value)
    return re.sub(r"<[^>]+>", " ", value) if isinstance(value, str) else ""


def test_each_is_sourced_and_filed(stories):
    assert len(stories) >= 10
    for story in stories:
        references = [block for block in story.fields["body"] if block["type"] == "references"]
        assert len(references) == 1, story.path
        assert all(item["value"]["url"].startswith("http") for item in references[0]["value"]["items"]), story.path
        assert all(story.fields[name] for name in ("categories", "audiences", "life_stages", "themes", "author", "licence")), story.path


def test_each_has_the_length_of_a_short_article(stories):
    for story in stories:
        words = len(plain([block for block in story.fields["body"] if block["type"] != "references"]).split())
        assert 330 <= words <= 600, (story.path, words)


def test_a_series_counts_its_parts(stories):
    parts = [story.fields["part"] for story in stories if story.fields["series"]]
    assert parts == [1, 2, 3]


def test_neighbours_have_other_plates(stories):
    plates = [(story.fields["motif"], story.fields["scheme"]) for story in stories]
    assert all(one != other for (_m, one), (_n, other) in pairwise(plates))
    assert len(set(plates)) == len(plates)


def test_swedish_has_its_own_marks():
    entries = read_stories(CONTENT / "stories").languages["sv"]
    texts = list(entries.values())
    assert not [text for text in texts if re.search(r"\d %", text)], "a space before % that may break"
    assert not [text for text in texts if "“" in text or '"' in re.sub(r"<[^>]+>", "", text)]
