"""In languages that nobody speaks: words that were never translated stand out, and longer ones find room."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.pseudo.journeys import JOURNEYS
from tests.browser.pseudo.language import PSEUDO, RIGHT_TO_LEFT
from tests.browser.pseudo.looking import untranslated, without_room
from tests.browser.served import ServedSite
from tests.browser.watching import EVERYTHING, axe_violations


@pytest.mark.parametrize("journey", JOURNEYS)
@pytest.mark.parametrize("language", [PSEUDO, RIGHT_TO_LEFT])
def test_every_word_is_translated_and_has_room(pseudo_site: ServedSite, open_browser: Open, language: str, journey: str) -> None:
    window = open_browser(pseudo_site)
    window.expect("status of 404")
    window.expect("status of 422")
    problems = []
    for name in JOURNEYS[journey](window.page, pseudo_site, language):
        expect(window.page.locator("html")).to_have_attribute("lang", language)
        found = [*untranslated(window.page), *without_room(window.page), *axe_violations(window.page, EVERYTHING)]
        problems += [f"{name}: {line}" for line in found]
    assert not problems, "\n".join(problems)
