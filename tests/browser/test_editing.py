"""An editor changes a lesson and its quiz in the editors' rooms and publishes; readers see it, a running attempt goes on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite
from tests.browser.test_signing_up import begin_quiz
from tests.browser.words import LESSON_PATH

LESSON = (
    "SELECT p.id FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id "
    "WHERE p.slug = 'where-women-leave' AND l.language_code = 'en'"
)


def enter_cms(page: Page, email: str) -> None:
    """Through the one door: the editors' rooms send a stranger to the sign-in page and back."""
    page.goto("/cms/")
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.get_by_label("Password").fill("Westem-Up-2026")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def block_with_field(page: Page, label: str) -> str:
    """The prefix of the form fields of the quiz: it alone has a pass mark."""
    name = page.get_by_role("spinbutton", name=label).first.get_attribute("name")
    assert name
    return name.removesuffix("-pass_mark")


def test_editor_changes_a_lesson_and_its_quiz_and_publishes(own_site: ServedSite, open_browser: Open) -> None:
    guest = open_browser(own_site).page
    begin_quiz(guest)

    page = open_browser(own_site).page
    enter_cms(page, "editor@example.org")
    page.wait_for_url("**/cms/")
    page.goto(f"/cms/pages/{own_site.count(LESSON)}/edit/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("textbox", name=re.compile(r"^Title"), exact=False).first.fill("Where the numbers fall")
    quiz = block_with_field(page, "Pass mark in per cent")
    page.locator(f"[name='{quiz}-pass_mark']").fill("50")
    page.locator(f"[name='{quiz}-title']").fill("What did you take from it?")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile("has been published|published", re.IGNORECASE)).first).to_be_visible()

    reader = open_browser(own_site).page
    reader.goto(f"/en/{LESSON_PATH}")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Where the numbers fall")
    quiz_part = reader.get_by_role("region", name="What did you take from it?")
    quiz_part.scroll_into_view_if_needed()
    expect(quiz_part).to_contain_text(re.compile(r"\b50\s?%"))

    # The guest's open attempt, in Swedish too, is the same with its answer.
    guest.goto(f"/sv/{LESSON_PATH}")
    guest.goto(guest.locator("section.quiz-slot [data-inline]").get_attribute("data-inline") or "")
    guest.get_by_role("main").get_by_role("button").first.click()
    expect(guest.get_by_role("radio", checked=True)).to_have_count(1)


def test_somebody_without_rights_is_told_so(own_site: ServedSite, open_browser: Open) -> None:
    window = open_browser(own_site)
    window.expect("status of 403")
    enter_cms(window.page, "learner@example.org")
    window.page.wait_for_load_state("networkidle")
    assert "/cms/" in window.page.url
    expect(window.page.get_by_role("heading", level=1)).to_be_visible()
