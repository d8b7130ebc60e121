"""From right to left: the page is its own mirror image, and what is not written that way keeps its order."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.pseudo.journeys import account, quiz
from tests.browser.pseudo.language import PSEUDO, RIGHT_TO_LEFT
from tests.browser.pseudo.looking import jumped_marks
from tests.browser.served import ROOT, ServedSite
from tests.browser.words import LESSON_PATH

DECLARATION = re.compile(r"(?<=[;{])\s*([\w-]+)\s*:([^;{}]+)(?=[;}])")
VALUE = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")
SIDED = re.compile(r"(?:(?:margin|padding|border|inset|scroll-\w+)-)?(?:left|right)(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius")


def names_a_side(name: str, value: str) -> bool:
    """Whether a declaration means left or right whatever the language, where a logical property or value would follow it."""
    parts = VALUE.findall(value)
    if name in {"text-align", "float", "clear"}:
        return bool({"left", "right"} & set(parts))
    if name in {"margin", "padding", "inset", "border-width", "border-color", "border-style"}:
        return len(parts) == 4 and parts[1] != parts[3]
    return bool(SIDED.fullmatch(name)) or (name == "border-radius" and len(set(parts)) > 1)


def box(locator: Locator) -> dict[str, float]:
    """Where the first of the elements stands: ``x``, ``width`` and ``end``, its right edge."""
    found: Any = locator.first.bounding_box()
    return {**found, "end": found["x"] + found["width"]}


@pytest.fixture
def arabic(pseudo_site: ServedSite, open_browser: Open) -> Page:
    return open_browser(pseudo_site).page


def test_page_says_which_way_it_runs(arabic: Page) -> None:
    for language, direction in ((RIGHT_TO_LEFT, "rtl"), (PSEUDO, "ltr")):
        arabic.goto(f"/{language}/")
        expect(arabic.locator("html")).to_have_attribute("dir", direction)
        expect(arabic.locator("html")).to_have_attribute("lang", language)


def test_header_begins_at_the_right(arabic: Page) -> None:
    arabic.goto(f"/{RIGHT_TO_LEFT}/courses/lecturer-training/")
    header = arabic.locator(".site-header")
    brand, menu, languages, door = (box(header.locator(name)) for name in (".brand", ".nav--wide", ".lang--wide", ".sign"))
    assert brand["x"] > menu["end"] > languages["end"] > door["end"]
    assert 1280 - brand["end"] == pytest.approx(door["x"], abs=2)
    crumbs = arabic.locator(".crumbs li")
    assert box(crumbs)["end"] == pytest.approx(brand["end"], abs=2)
    assert box(crumbs.nth(1))["end"] < box(crumbs)["end"]
    arabic.set_viewport_size({"width": 390, "height": 900})
    assert box(header.locator(".brand"))["x"] > box(header.locator(".menu"))["end"]


def test_lesson_and_quiz_begin_at_the_right(arabic: Page, pseudo_site: ServedSite) -> None:
    steps = quiz(arabic, pseudo_site, RIGHT_TO_LEFT)
    next(steps)
    assert box(arabic.locator(".outline"))["x"] > box(arabic.locator(".reading"))["end"]
    option = arabic.locator(".choice")
    assert box(option.locator("input"))["x"] > box(option.locator("span"))["end"]
    # Letters of Arabic script are joined.
    expect(arabic.locator(".reading h1")).to_have_css("letter-spacing", "normal")
    # A number is typed from left to right, and stands where the text around it begins.
    field = arabic.locator("input[inputmode=decimal]").first
    expect(field).to_have_css("direction", "ltr")
    expect(field).to_have_css("text-align", "right")


def test_what_points_or_grows_is_mirrored(arabic: Page) -> None:
    arrows = ".way .arrow, .spectrum svg"
    for language, scale in ((RIGHT_TO_LEFT, "-1 1"), (PSEUDO, "none")):
        arabic.goto(f"/{language}/games/")
        found = set(arabic.locator(arrows).evaluate_all("found => found.map(e => getComputedStyle(e).scale)"))
        assert found == {scale}


def test_words_of_other_languages_keep_their_marks(arabic: Page, pseudo_site: ServedSite) -> None:
    for path in ("", "courses/lecturer-training/", LESSON_PATH):
        arabic.goto(f"/{RIGHT_TO_LEFT}/{path}")
        assert jumped_marks(arabic) == []
    for _name in account(arabic, pseudo_site, RIGHT_TO_LEFT):
        assert jumped_marks(arabic) == []
    # Names of languages in a row follow one another from the right.
    arabic.goto(f"/{RIGHT_TO_LEFT}/courses/lecturer-training/")
    names = arabic.locator(".meta [lang]")
    assert box(names)["x"] > box(names.nth(1))["end"]


@pytest.mark.parametrize(
    "declaration",
    [
        ("margin-left", "1em"),
        ("right", "0"),
        ("border-top-left-radius", "1em"),
        ("text-align", "right"),
        ("padding", "0 var(--a, 1px) 0 calc(1px + 2px)"),
        ("border-radius", "0 0 1em 1em"),
    ],
)
def test_a_side_in_a_style_is_seen(declaration: tuple[str, str]) -> None:
    assert names_a_side(*declaration)


def test_styles_name_no_side() -> None:
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "site" / "static" / "css" / "site.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    found = DECLARATION.findall(css)
    assert len(found) > 1000
    assert [f"{name}: {value.strip()}" for name, value in found if names_a_side(name, value)] == []
