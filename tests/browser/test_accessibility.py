"""axe finds nothing on any kind of page, in both languages, light and dark, on a phone and a desk; and nothing is wider than 320 px."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite
from tests.browser.test_signing_up import sign_in
from tests.browser.watching import looks_at_every_size
from tests.browser.words import LESSON_PATH, quiz_of, say

PUBLIC = {
    "front page": "",
    "catalogue": "courses/",
    "course": "courses/lecturer-training/",
    "module": "courses/lecturer-training/why-the-gap-persists/",
    "lesson": LESSON_PATH,
    "lesson with a figure": "courses/lecturer-training/bias-and-language/words-that-invite/",
    "gallery": "portraits/",
    "portrait": "portraits/katalin-kariko/",
    "stories": "stories/",
    "story": "stories/what-an-attosecond-is/",
    "academy": "academy/",
    "games": "games/",
    "a game": "games/match/",
    "term cards": "games/cards/",
    "proposing a portrait": "portraits/nominate/",
    "journal, nothing yet": "learn/journal/",
    "standing page": "privacy/",
    "accessibility statement": "accessibility/",
    "checking a certificate": "learn/verify/",
    "offline": "offline/",
    "my learning, nobody yet": "learn/",
    "sign-up": "account/signup/",
    "sign-in": "account/login/",
    "password reset": "account/password/reset/",
}
pytestmark = pytest.mark.parametrize("language", ["en", "sv"])


def is_fine(page: Page, language: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert looks_at_every_size(page) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page(shared_site: ServedSite, open_browser: Open, name: str, language: str) -> None:
    page = open_browser(shared_site).page
    answer = page.goto(f"/{language}/{PUBLIC[name]}")
    assert answer
    assert answer.status == 200
    is_fine(page, language)


@pytest.mark.parametrize("path", ["there-is-no-such-page/", "courses/nothing/"])
def test_page_that_is_not_there(shared_site: ServedSite, open_browser: Open, path: str, language: str) -> None:
    window = open_browser(shared_site)
    window.expect("status of 404")
    window.page.goto(f"/{language}/{path}")
    is_fine(window.page, language)


def test_sign_up_with_mistakes(shared_site: ServedSite, open_browser: Open, language: str) -> None:
    page = open_browser(shared_site).page
    page.goto(f"/{language}/account/signup/")
    page.locator("main form").first.evaluate("form => { form.noValidate = true }")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_title(re.compile("^" + re.escape(say("Error:", language))))
    is_fine(page, language)


def follow(control: Locator) -> None:
    """Click, and wait for the page it leads to: a form may be sent in a later task than the click."""
    with control.page.expect_navigation():
        control.click()


def test_quiz_from_start_to_result(shared_site: ServedSite, open_browser: Open, language: str) -> None:
    """A guest's pages: the quiz's own page, its form, the form with something open, both results, progress, a reflection."""
    window = open_browser(shared_site)
    window.expect("status of 422")
    page = window.page
    page.goto(f"/{language}/{LESSON_PATH}")
    own_page = page.locator("section.quiz-slot [data-inline]").get_attribute("data-inline")
    completion = page.locator("nav.lesson-bar [data-inline]").get_attribute("data-inline")
    assert own_page
    assert completion
    page.goto(own_page)
    is_fine(page, language)
    follow(page.get_by_role("button", name=say("Start the quiz", language)))
    is_fine(page, language)
    follow(page.get_by_role("button", name=say("Check answers", language), exact=True))
    is_fine(page, language)
    follow(page.get_by_role("button", name=say("Check answers all the same", language)))
    expect(page.get_by_role("status").filter(has_text=say("Not passed yet", language))).to_be_visible()
    is_fine(page, language)
    follow(page.get_by_role("button", name=say("Try again", language)).first)
    for question in quiz_of(language):
        question.answer(page.get_by_role("main"))
    follow(page.get_by_role("button", name=say("Check answers", language), exact=True))
    expect(page.get_by_role("status").filter(has_text=say("Passed", language))).to_be_visible()
    is_fine(page, language)
    page.goto(f"/{language}/learn/")
    is_fine(page, language)
    follow(page.get_by_role("region", name=say("My courses", language)).get_by_role("link").first)
    is_fine(page, language)
    page.goto(completion)
    is_fine(page, language)


def test_lesson_with_its_personal_parts(shared_site: ServedSite, open_browser: Open, language: str) -> None:
    """With JavaScript the parts are set into the public page: no second main heading, no doubled ids."""
    window = open_browser(shared_site)
    window.expect("status of 422")
    page = window.page
    page.goto(f"/{language}/{LESSON_PATH}")
    page.locator("section.quiz-slot").scroll_into_view_if_needed()
    page.get_by_role("button", name=say("Start the quiz", language)).click()
    expect(page.get_by_role("button", name=say("Check answers", language), exact=True)).to_be_visible()
    is_fine(page, language)
    page.get_by_role("button", name=say("Check answers", language), exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    is_fine(page, language)


def test_pages_of_somebody_with_an_account(shared_site: ServedSite, open_browser: Open, language: str) -> None:
    window = open_browser(shared_site)
    page = window.page
    sign_in(page, "learner@example.org", "Westem-Up-2026")
    for path in (
        "learn/",
        f"learn/certificate/{shared_site.serial}/",
        f"learn/verify/{shared_site.serial}/",
        "account/password/change/",
        "account/email/",
        "account/logout/",
    ):
        page.goto(f"/{language}/{path}")
        is_fine(page, language)


def test_style_guide(shared_site: ServedSite, open_browser: Open, language: str) -> None:
    page = open_browser(shared_site).page
    sign_in(page, "admin@example.org", "Westem-Up-2026")
    page.goto(f"/{language}/style-guide/")
    is_fine(page, language)
