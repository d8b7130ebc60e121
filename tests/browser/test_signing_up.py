"""Signing up and in by way of the forms: what a guest has done comes along."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite
from tests.browser.words import LESSON_PATH, quiz_of

PASSWORD = "a long sentence to sign in"


def begin_quiz(page: Page) -> None:
    """Starts the first lesson's quiz, answers its first question and leaves."""
    page.goto(f"/en/{LESSON_PATH}")
    quiz = page.get_by_role("region", name="Check your reading")
    quiz.scroll_into_view_if_needed()
    quiz.get_by_role("button", name=re.compile("Start the quiz|Go on with the quiz")).click()
    quiz_of("en")[0].answer(quiz)
    expect(quiz.get_by_role("status")).to_contain_text("Saved")


def sees_the_answer(page: Page) -> None:
    page.goto(f"/en/{LESSON_PATH}")
    quiz = page.get_by_role("region", name="Check your reading")
    quiz.scroll_into_view_if_needed()
    quiz.get_by_role("button", name="Go on with the quiz").click()
    expect(quiz_of("en")[0].group(quiz).get_by_role("radio", checked=True)).to_have_count(1)


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/en/account/login/")
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/" not in url)


def test_guest_signs_up_and_goes_on_on_another_device(own_site: ServedSite, open_browser: Open) -> None:
    window = open_browser(own_site)
    page = window.page
    begin_quiz(page)

    page.goto("/en/learn/")
    page.get_by_role("main").get_by_role("link", name="Create an account").click()
    main = page.get_by_role("main")
    main.get_by_role("textbox", name="E-mail").fill("ada@example.org")
    main.get_by_role("textbox", name=re.compile("name", re.IGNORECASE)).fill("Ελένη Łucja")
    main.get_by_label("Password").fill(PASSWORD)
    main.get_by_role("checkbox").check()
    main.get_by_role("button", name="Create an account").click()
    code = re.search(r"\b\d{4}-?\d{4}\b", own_site.latest_mail("ada@example.org"))
    assert code
    page.get_by_role("main").get_by_role("textbox").fill(code.group())
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/en/learn/**")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ελένη Łucja")
    assert "guest" not in {cookie["name"] for cookie in window.context.cookies()}
    sees_the_answer(page)
    assert own_site.count("SELECT COUNT(*) FROM courses_attempt WHERE guest_id IS NOT NULL") == 0

    other = open_browser(own_site, width=390).page
    sign_in(other, "ada@example.org", PASSWORD)
    sees_the_answer(other)


def test_two_browsers_of_one_person_become_one_learner(own_site: ServedSite, open_browser: Open) -> None:
    first, second = open_browser(own_site).page, open_browser(own_site).page
    for page in (first, second):
        begin_quiz(page)
    for page in (first, second):
        sign_in(page, "lecturer@example.org", "Westem-Up-2026")
        sees_the_answer(page)
    assert own_site.count("SELECT COUNT(*) FROM courses_attempt WHERE guest_id IS NOT NULL") == 0
    mine = "user_id = (SELECT id FROM accounts_user WHERE email = 'lecturer@example.org')"
    assert own_site.count(f"SELECT COUNT(*) FROM courses_attempt WHERE {mine} AND state = 'open'") == 1  # noqa: S608
