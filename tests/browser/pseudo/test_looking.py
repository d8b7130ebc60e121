"""The finders find: each fault that they are for, in a page made to have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pseudo.looking import jumped_marks, untranslated, without_room

FRAME = '<!doctype html><html lang="en-xa" dir="{dir}"><title>⟦Ţ⟧</title><body>{body}</body></html>'


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def lay(page: Page, body: str, direction: str = "ltr") -> Page:
    page.set_content(FRAME.format(body=body, dir=direction))
    return page


@pytest.mark.parametrize(
    "body",
    [
        "<p>⟦Ŵöŕð⟧ and more</p>",
        "<p><b>⟦Ŵöŕð⟧</b> 54 %</p>",
        "<p hidden>Hidden</p>",
        "<button aria-label=Close>⟦×⟧</button>",
        "<input placeholder=Name>",
        "<img alt=Portrait>",
        "<input type=submit value=Send>",
        "<svg><title>Chart</title></svg>",
        "<p lang=en-xa>Same</p>",
    ],
)
def test_a_word_that_is_not_translated_is_found(blank: Page, body: str) -> None:
    assert len(untranslated(lay(blank, body))) == 1


@pytest.mark.parametrize(
    "body", ["<p>⟦Ŵöŕð 54 %⟧ 12 · 7</p>", "<p lang=sv>Svenska</p>", "<p>Westem Up</p>", "<script>let a</script>", "<p>a@example.org</p>"]
)
def test_names_numbers_and_other_languages_are_left_alone(blank: Page, body: str) -> None:
    assert untranslated(lay(blank, body)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p style='width:2000px'>⟦Ŵ⟧</p>", "the page is"),
        ("<p style='width:3em; overflow:hidden; white-space:nowrap'>⟦Ŵöŕð ŵöŕð ŵöŕð⟧</p>", "cut off"),
        ("<p style='height:1em; overflow:clip; line-height:2'>⟦Ŵöŕð ŵöŕð⟧</p>", "cut off"),
        ("<p style='width:3em'>⟦Ŵööööööööööööŕðööööööö⟧</p>", "out of its box"),
        ("<p style='position:absolute; left:-4em; width:3em'>⟦Ŵ⟧</p>", "out of the window"),
        ("<header><a href=a>⟦Áááá⟧</a><a href=b style='margin-left:-2em'>⟦Ɓ⟧</a></header>", "on one another"),
    ],
)
def test_a_lack_of_room_is_found(blank: Page, body: str, fault: str) -> None:
    assert any(fault in line for line in without_room(lay(blank, body)))


def test_plain_text_has_room(blank: Page) -> None:
    assert without_room(lay(blank, "<header><a href=a>⟦Á⟧</a> <a href=b>⟦Ɓ⟧</a></header><p>⟦Ŵöŕð⟧ <b>⟦ŵöŕð⟧</b></p>")) == []


def test_a_mark_at_the_wrong_end_is_found(blank: Page) -> None:
    assert len(jumped_marks(lay(blank, "<p lang=en>It ends here.</p>", "rtl"))) == 1
    assert jumped_marks(lay(blank, "<p lang=en dir=auto>It ends here.</p>", "rtl")) == []
