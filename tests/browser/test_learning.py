"""The main journey: a guest takes a quiz, changes language in the middle, and has one attempt and one score."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite
from tests.browser.words import LESSON_PATH, quiz_of, say

# English sets no space before the sign, Swedish does.
FULL_SCORE = re.compile(r"\b100\s?%")
ATTEMPTS = "SELECT COUNT(*) FROM courses_attempt WHERE user_id IS NULL"


def has_one_full_score(page: Page, site: ServedSite) -> None:
    """One attempt in the database, one result on the learner's page, in both languages."""
    assert site.count(ATTEMPTS) == 1
    for language in ("en", "sv"):
        page.goto(f"/{language}/learn/")
        rows = page.get_by_role("region", name=say("Quiz results", language)).get_by_role("listitem")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text(say("Passed", language))
        expect(rows).to_contain_text(FULL_SCORE)


class TestWithScripts:
    def test_guest_takes_a_quiz_in_the_lesson_and_switches_language(self, own_site: ServedSite, open_browser: Open) -> None:
        window = open_browser(own_site)
        page = window.page
        page.goto("/en/")
        assert window.context.cookies() == []
        page.goto(f"/en/{LESSON_PATH}")
        assert window.context.cookies() == []

        quiz = page.get_by_role("region", name="Check your reading")
        quiz.scroll_into_view_if_needed()
        quiz.get_by_role("button", name="Start the quiz").click()
        first, *_rest = quiz_of("en")
        first.answer(quiz)
        expect(quiz.get_by_role("status")).to_contain_text("Saved")
        assert LESSON_PATH in page.url

        page.get_by_role("navigation", name="Language", exact=True).get_by_role("link", name="Svenska").click()
        page.wait_for_url(f"**/sv/{LESSON_PATH}")
        first, *rest = quiz_of("sv")
        quiz = page.get_by_role("region", name="Stäm av din läsning")
        quiz.scroll_into_view_if_needed()
        quiz.get_by_role("button", name=say("Go on with the quiz", "sv")).click()
        expect(first.group(quiz).get_by_role("radio", name=first.options(right=True)[0], exact=True)).to_be_checked()
        for question in rest:
            question.answer(quiz)
        quiz.get_by_role("button", name=say("Check answers", "sv"), exact=True).click()
        result = quiz.get_by_role("status").filter(has_text=FULL_SCORE)
        expect(result).to_contain_text(say("Passed", "sv"))
        expect(result).to_be_focused()
        has_one_full_score(page, own_site)

    def test_typing_then_switching_at_once_loses_nothing(self, own_site: ServedSite, open_browser: Open) -> None:
        page = open_browser(own_site).page
        page.goto(f"/en/{LESSON_PATH}")
        quiz = page.get_by_role("region", name="Check your reading")
        quiz.scroll_into_view_if_needed()
        quiz.get_by_role("button", name="Start the quiz").click()
        number = next(question for question in quiz_of("en") if question.type == "numeric")
        number.answer(quiz)
        page.get_by_role("navigation", name="Language", exact=True).get_by_role("link", name="Svenska").click()
        page.wait_for_url(f"**/sv/{LESSON_PATH}")
        quiz = page.get_by_role("region", name="Stäm av din läsning")
        quiz.scroll_into_view_if_needed()
        quiz.get_by_role("button", name=say("Go on with the quiz", "sv")).click()
        expect(quiz.get_by_role("textbox")).to_have_value(re.compile(r"^2[.,]7$"))

    def test_lesson_is_marked_complete_and_the_next_one_opens(self, own_site: ServedSite, open_browser: Open) -> None:
        page = open_browser(own_site).page
        page.goto(f"/en/{LESSON_PATH}")
        title = page.get_by_role("heading", level=1).inner_text()
        bar = page.get_by_role("navigation", name="Lesson")
        bar.scroll_into_view_if_needed()
        bar.get_by_role("button", name="Mark complete and continue").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
        page.goto(f"/en/{LESSON_PATH}")
        page.get_by_role("navigation", name="Lesson").scroll_into_view_if_needed()
        expect(page.get_by_role("navigation", name="Lesson")).to_contain_text("Done")


class TestWithoutScripts:
    @pytest.mark.parametrize("place", ["main", "navigation"])
    def test_guest_takes_a_quiz_and_switches_language(
        self, own_site: ServedSite, open_browser: Open, place: Literal["main", "navigation"]
    ) -> None:
        """By the buttons under the quiz, or by the switcher in the header: both save first."""
        page = open_browser(own_site, scripts=False).page
        page.goto(f"/en/{LESSON_PATH}")
        page.get_by_role("link", name="Start the quiz").click()
        page.get_by_role("button", name="Start the quiz").click()
        first, *_rest = quiz_of("en")
        first.answer(page.get_by_role("main"))
        page.get_by_role(place).get_by_role("button", name="Svenska").click()
        page.wait_for_url("**/sv/learn/attempt/**")

        first, *rest = quiz_of("sv")
        quiz = page.get_by_role("main")
        expect(first.group(quiz).get_by_role("radio", name=first.options(right=True)[0], exact=True)).to_be_checked()
        for question in rest:
            question.answer(quiz)
        quiz.get_by_role("button", name=say("Check answers", "sv"), exact=True).click()
        expect(quiz.get_by_role("status").filter(has_text=FULL_SCORE)).to_contain_text(say("Passed", "sv"))
        has_one_full_score(page, own_site)

    def test_open_questions_are_named_and_what_was_answered_stays(self, own_site: ServedSite, open_browser: Open) -> None:
        window = open_browser(own_site, scripts=False)
        window.expect("status of 422")
        page = window.page
        page.goto(f"/en/{LESSON_PATH}")
        page.get_by_role("link", name="Start the quiz").click()
        page.get_by_role("button", name="Start the quiz").click()
        first, *rest = quiz_of("en")
        first.answer(page.get_by_role("main"))
        page.get_by_role("button", name="Check answers", exact=True).click()
        expect(page).to_have_title(re.compile("^Error: "))
        expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(len(rest))
        expect(first.group(page.get_by_role("main")).get_by_role("radio", checked=True)).to_have_count(1)
        page.get_by_role("button", name="Check answers all the same").click()
        expect(page.get_by_role("status").filter(has_text="Not passed yet")).to_be_visible()
        assert own_site.count(ATTEMPTS) == 1


class TestByKeyboardAlone:
    @pytest.fixture
    def page(self, own_site: ServedSite, open_browser: Open) -> Page:
        return open_browser(own_site).page

    def test_guest_takes_a_quiz(self, page: Page) -> None:
        page.goto(f"/en/{LESSON_PATH}")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        tab_to(page, "Start the quiz")
        page.wait_for_load_state("networkidle")
        tab_to(page, "Start the quiz", tag="BUTTON")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Check your reading")).to_be_focused()
        for question in quiz_of("en"):
            match question.type:
                case "single_choice":
                    answer_radio(page, question.options(right=True)[0])
                case "multiple_choice":
                    waiting = set(question.options(right=True))
                    while waiting:
                        waiting.remove(tab_to(page, *waiting))
                        page.keyboard.press("Space")
                case "numeric":
                    tab_to(page, "Your answer")
                    page.keyboard.type(str(question.value["answer"]))
                case other:
                    pytest.fail(f"the first lesson has a new type of question: {other}")
        tab_to(page, "Check answers")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text=FULL_SCORE)).to_be_focused()


FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const shows = part => { const style = getComputedStyle(part); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; };
  const name = element.labels?.[0]?.innerText ?? element.getAttribute('aria-label') ?? element.innerText ?? '';
  return {
    tag: element.tagName,
    name: name.replace(/\\s+/g, ' ').trim(),
    ring: [element, element.closest('label')].some(part => part && shows(part)),
    inView: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab_to(page: Page, *names: str, tag: str = "") -> str:
    """Presses Tab until something with one of the names (or beginning with it) has the focus; every stop on the way must be seen."""
    for _press in range(80):
        focus = page.evaluate(FOCUS)
        found = next((name for name in names if focus["name"].startswith(name)), None)
        if found and tag in ("", focus["tag"]):
            return found
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["tag"] == "BODY" or (focus["ring"] and focus["inView"]), f"the focus is not seen on {focus}"
    raise AssertionError(f"Tab does not reach {names}")


def answer_radio(page: Page, text: str) -> None:
    """Tab to the group, then the arrow keys."""
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _press in range(10):
        if page.evaluate(FOCUS)["name"].startswith(text):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys do not reach {text}")
