"""What is wrong with a page as it stands in the browser: words that are not translated, text without room, marks at the wrong end."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.watching import NARROW, WIDE

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").partition("\n")[2].strip()
# Names stay as they are in every language. Each is taken away before words are looked for.
NAMES = re.compile(
    r"Westem Up \(demonstration\)|Westem Up"  # the site, and who issues its certificates
    r"|Ingrid Exempel"  # the learner
    r"|CC BY(?:-[A-Z]{2})* 4\.0"  # licences
    r"|\bWU(?:-\w{4}){4}\b"  # numbers of certificates
    r"|\b(?:EN-XA|AR)\b"  # the languages in the switcher
    r"|https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
# Latin letters; a percentage without the marks round it, because languages write it in their own ways.
HARD_CODED = re.compile(r"[A-Za-z]|^[\s,;(]*\d[\d.,]*\s?%[\s,;)]*$")
SMALL = 320


def untranslated(page: Page) -> list[str]:
    """Texts with words that are not in the page's language, and where they stand."""
    found: list[list[str]] = page.evaluate(f"{SCRIPT}.words()")
    return [f"{where}: {text[:120]}" for where, text in found if HARD_CODED.search(NAMES.sub("", text))]


def without_room(page: Page) -> list[str]:
    """What does not fit, on a desk, a phone and a small phone, there with the menu open."""
    problems: list[str] = []
    for width in (NARROW, SMALL, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(f"isOpen => {SCRIPT}.setMenu(isOpen)", width != WIDE)
        found: list[str] = page.evaluate(f"{SCRIPT}.room()")
        problems += [f"{width} px: {line}" for line in dict.fromkeys(found)]
    return problems


def jumped_marks(page: Page) -> list[str]:
    """Latin and Greek texts whose last mark stands before them, as it does where nothing says which way they run."""
    found: list[str] = page.evaluate(f"{SCRIPT}.jumped()")
    return found
