"""A student on her phone, without scripts and without an account: from the front page to a portrait, into the academy, and to a game."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite
from tests.browser.words import say


def go(page: Page, selector: str) -> None:
    """Follow the first link or button, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(selector).first.click()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_she_finds_somebody_and_begins(own_site: ServedSite, open_browser: Open, language: str) -> None:
    page = open_browser(own_site, width=390, scripts=False).page
    page.goto(f"/{language}/")
    go(page, f"main a[href^='/{language}/portraits/']")
    page.goto(f"/{language}/portraits/?country=SE&field=mathematics")
    expect(page.locator(".plates .plate")).to_have_count(1)
    go(page, ".plates .plate a")
    expect(page).to_have_url(re.compile("/portraits/sofia-kovalevskaya/$"))

    with page.expect_navigation():
        page.get_by_role("button", name=say("I recognise myself", language)).or_(
            page.get_by_role("link", name=say("I recognise myself", language))
        ).first.click()

    page.goto(f"/{language}/academy/")
    go(page, ".academy-head .btn")
    go(page, ".reflection .btn")
    page.locator("textarea[name=text]").fill("Mitt rum är biblioteket.")
    with page.expect_navigation():
        page.get_by_role("button", name=say("Save", language), exact=True).click()
    page.goto(f"/{language}/learn/journal/")
    expect(page.get_by_role("main")).to_contain_text("Mitt rum är biblioteket.")


@pytest.mark.parametrize("scripts", [True, False])
def test_she_plays_by_keyboard(own_site: ServedSite, open_browser: Open, scripts: bool) -> None:
    page = open_browser(own_site, width=390, scripts=scripts).page
    page.goto("/en/games/match/")
    for number in range(1, 6):
        page.locator(f"#line-{number}").focus()
        page.keyboard.press("ArrowDown" if number == 1 else "End")
        page.locator(f"#line-{number}").select_option(str(number))
    page.locator("main button[type=submit]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("of 5 points")
