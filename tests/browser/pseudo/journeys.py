"""The ways to the pages that every test looks at, without a word of any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

from tests.browser.pseudo.language import PSEUDO, pseudo
from tests.browser.served import ServedSite
from tests.browser.test_signing_up import sign_in
from tests.browser.words import LESSON_PATH

PUBLIC = {
    "front page": "",
    "catalogue": "courses/",
    "course": "courses/lecturer-training/",
    "module": "courses/lecturer-training/why-the-gap-persists/",
    "lesson with a figure": "courses/lecturer-training/bias-and-language/words-that-invite/",
    "gallery": "portraits/",
    "portrait": "portraits/katalin-kariko/",
    "stories": "stories/",
    "academy": "academy/",
    "standing page": "privacy/",
    "checking a certificate": "learn/verify/",
    "search": "search/?q={women}",
    "sign-up": "account/signup/",
    "sign-in": "account/login/",
    "page that is not there": "nothing/here/",
}
# Countries, dates and languages have their names from CLDR, which knows Arabic and no invented language.
NAMED_BY_CLDR = {"gallery", "portrait"}
Journey = Callable[[Page, ServedSite, str], Iterator[str]]


def public(page: Page, site: ServedSite, language: str) -> Iterator[str]:
    """Goes through the public pages; yields the name of each once it stands."""
    women = pseudo("women", language).strip("⟦⟧").split()[0]
    for name, path in PUBLIC.items():
        if language == PSEUDO and name in NAMED_BY_CLDR:
            continue
        page.goto(f"/{language}/{path.format(women=women)}")
        if name == "search":
            expect(page.locator(".found > li").first).to_be_visible()
        yield name
    page.goto(f"/{language}/account/signup/")
    form = page.locator("main form").first
    form.evaluate("form => { form.noValidate = true }")
    form.locator("button").first.click()
    expect(page.locator(".error-summary")).to_be_visible()
    yield "sign-up with mistakes"


def quiz(page: Page, site: ServedSite, language: str) -> Iterator[str]:
    """A lesson with its quiz begun in the middle of it, with nothing answered, and with the result; then a guest's own page."""
    page.goto(f"/{language}/{LESSON_PATH}")
    slot = page.locator("section.quiz-slot")
    slot.scroll_into_view_if_needed()
    slot.locator("form button").first.click()
    expect(slot.locator(".question").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    yield "lesson with a quiz"
    slot.locator(".btn[value=submit]").click()
    expect(slot.get_by_role("alert").first).to_be_focused()
    yield "lesson with nothing answered"
    slot.locator(".btn[value=confirm]").click()
    expect(slot.locator(".feedback").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    yield "result"
    page.goto(f"/{language}/learn/")
    yield "dashboard of a guest"


def account(page: Page, site: ServedSite, language: str) -> Iterator[str]:
    """What somebody with an account sees: her courses and certificates, and one of them."""
    sign_in(page, "learner@example.org", "Westem-Up-2026")
    page.goto(f"/{language}/learn/")
    yield "dashboard"
    page.goto(f"/{language}/learn/certificate/{site.serial}/")
    yield "certificate"


JOURNEYS: dict[str, Journey] = {"public pages": public, "quiz": quiz, "account": account}
