"""The demonstration's source is edited in ten ways; after each, a browser reads the Swedish and the Greek page as their readers do.

Nothing English appears that was translated before, and whoever answers in any language is scored by the one key.
"""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite, run
from tests.browser.words import LESSON_PATH, quiz_of, say

LANGUAGES = ("sv", "el")
# What a reader sees of the page itself, line by line; parts marked as another language are meant to be in it.
LINES = """() => {
  const lines = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const marked = walker.currentNode.parentElement.closest("[lang]");
    const text = walker.currentNode.data.replace(/\\s+/g, " ").trim();
    if (text.length > 24 && marked === document.documentElement) lines.push(text);
  }
  return lines;
}"""


def lines(page: Page, language: str, path: str = LESSON_PATH) -> list[str]:
    answer = page.goto(f"/{language}/{path}")
    assert answer is not None
    assert answer.status == 200
    found: list[str] = page.evaluate(LINES)
    return found


def status(page: Page, address: str) -> int:
    return page.request.get(address).status


class Life:
    """The site with its readers; ``edit`` is the editor with the worker behind her."""

    def __init__(self, site: ServedSite, page: Page) -> None:
        self.site, self.page = site, page
        self.english = set(lines(page, "en"))
        self.before = {language: set(lines(page, language)) for language in LANGUAGES}
        # What is the same in both is a name or a source in its own language.
        self.shared = {language: self.english & self.before[language] for language in LANGUAGES}

    def edit(self, name: str) -> Any:
        return json.loads(run(self.site.folder, "tests/browser/edits.py", name))

    def nothing_turned_english(self) -> None:
        english = self.english | set(lines(self.page, "en"))
        for language in LANGUAGES:
            now = set(lines(self.page, language))
            assert now
            assert now & english <= self.shared[language], language
            self.before[language] = now


def test_ten_edits_of_the_source(own_site: ServedSite, open_browser: Open) -> None:
    window = open_browser(own_site)
    window.expect("status of 404")
    life = Life(own_site, window.page)
    page = window.page

    before = {language: lines(page, language) for language in LANGUAGES}
    new = life.edit("word")
    life.nothing_turned_english()
    assert any(new in line for line in lines(page, "en"))
    assert {language: lines(page, language) for language in LANGUAGES} == before

    life.edit("typo")
    life.nothing_turned_english()
    assert {language: lines(page, language) for language in LANGUAGES} == before

    life.edit("key")
    life.nothing_turned_english()
    for language in LANGUAGES:
        # Who answers as it was right before has one question wrong now, in every language alike.
        assert score(open_browser(own_site, scripts=False).page, language) < 100

    life.edit("points")
    life.nothing_turned_english()
    scores = {language: score(open_browser(own_site, scripts=False).page, language) for language in ("en", *LANGUAGES)}
    assert len(set(scores.values())) == 1, scores

    life.edit("order")
    life.nothing_turned_english()
    tops = {}
    for language in ("en", *LANGUAGES):
        page.goto(f"/{language}/{LESSON_PATH}")
        tops[language] = page.evaluate("[...document.querySelector('.reading').children].map(e => e.tagName + '.' + e.className)")
    assert tops["sv"] == tops["el"] == tops["en"]

    new = life.edit("insert")
    life.nothing_turned_english()
    assert any(new in line for line in lines(page, "en"))
    assert not any(new in line for language in LANGUAGES for line in lines(page, language))

    life.edit("delete")
    life.nothing_turned_english()
    for language in LANGUAGES:
        page.goto(f"/{language}/{LESSON_PATH}")
        expect(page.locator(".reading .scroll > table")).to_have_count(page_tables(page, "en"))

    path = life.edit("move")
    life.nothing_turned_english()
    for language in ("en", *LANGUAGES):
        assert status(page, f"/{language}/courses/lecturer-training/{path}/") == 200

    slug = life.edit("unpublish")
    life.nothing_turned_english()
    for language in ("en", *LANGUAGES):
        assert status(page, f"/{language}/courses/lecturer-training/why-the-gap-persists/{slug}/") == 404

    life.edit("rename")
    life.nothing_turned_english()
    for language in LANGUAGES:
        # The note keeps the words that it had before its field was renamed and reworded.
        assert any("She Figures 2021" in line for line in lines(page, language))


def page_tables(page: Page, language: str) -> int:
    address = page.url
    page.goto(f"/{language}/{LESSON_PATH}")
    count = page.locator(".reading .scroll > table").count()
    page.goto(address)
    return count


def score(page: Page, language: str) -> int:
    """A new guest answers everything as the files say it is right; the percentage that she is told."""
    page.goto(f"/{language}/{LESSON_PATH}")
    page.locator("section.quiz-slot a.btn").first.click()
    page.get_by_role("main").get_by_role("button").first.click()
    for question in quiz_of(language):
        question.answer(page.get_by_role("main"))
    page.get_by_role("button", name=say("Check answers", language), exact=True).click()
    told = page.get_by_role("status").filter(has_text=re.compile(r"\d\s?%")).first.inner_text()
    found = re.search(r"(\d+)\s?%", told)
    assert found
    return int(found[1])
