"""A lesson goes to Greek: sent by the editor, translated by file and by hand, reviewed by another person, and read by the public."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import ServedSite
from tests.browser.test_editing import enter_cms
from tests.browser.test_translation_life import lines
from translation.files import Format, Unit, read, write

PATH = "courses/lecturer-training/bias-and-language/letters-of-recommendation/"
RECORD = (
    "SELECT t.id FROM wagtail_localize_translation t JOIN wagtail_localize_translationsource s ON s.id = t.source_id "
    "JOIN wagtailcore_locale l ON l.id = t.target_locale_id WHERE l.language_code = 'el' AND s.object_repr = 'Letters of recommendation'"
)
FRONT = "SELECT p.id FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE p.depth = 2 AND l.language_code = 'en'"
# Letters that look alike: tags, numbers and placeholders stay.
GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβψδεφγηιξκλμνοπθρστυωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΣΧΥΖ")


def stand_in(source: str) -> str:
    """Greek letters in the place of Latin ones, outside tags and entities."""
    return "".join(part if part.startswith(("<", "&")) else part.translate(GREEK) for part in re.split(r"(<[^>]+>|&\w+;)", source))


def enter(open_browser: Open, site: ServedSite, name: str, *, scripts: bool = True) -> Page:
    page = open_browser(site, scripts=scripts).page
    enter_cms(page, f"{name}@example.org")
    page.wait_for_url("**/cms/**")
    return page


@pytest.mark.parametrize("file_format", [Format.PO, Format.XLIFF_2])
def test_from_the_editors_desk_to_the_readers(own_site: ServedSite, open_browser: Open, file_format: Format) -> None:
    record = own_site.count(RECORD)
    reader = open_browser(own_site)
    reader.expect("status of 404")
    assert reader.page.request.get(f"/el/{PATH}").status == 404

    editor = enter(open_browser, own_site, "editor")
    editor.goto(f"/cms/translation/submit/{own_site.count(FRONT)}/")
    editor.get_by_role("checkbox", name="Ελληνικά").check()
    editor.get_by_role("button", name="Send to translators").click()
    expect(editor.get_by_role("status").filter(has_text="Done")).to_be_visible()

    translator = enter(open_browser, own_site, "translator-el")
    translator.goto(f"/cms/translation/{record}/")
    document = read(translator.request.get(f"/cms/translation/{record}/download/{file_format}/").body())
    by_hand: Unit = next(unit for unit in document.units if unit.context == "title")
    units = tuple(unit if unit == by_hand else replace(unit, target=stand_in(unit.source)) for unit in document.units)
    translator.goto(f"/cms/translation/upload/?translation={record}")
    data = write(replace(document, units=units), file_format)
    upload = {"name": f"greek.{file_format.suffix}", "mimeType": file_format.media_type, "buffer": data}
    translator.locator("input[type=file]").set_input_files(upload)
    translator.get_by_role("button", name="Check the file").click()
    translator.get_by_role("main").get_by_role("button").last.click()
    expect(translator.get_by_role("main").get_by_text("taken over")).to_be_visible()

    translator.goto(f"/cms/translation/{record}/")
    field = translator.get_by_role("textbox", name="Translation into Ελληνικά").first
    field.fill("Συστατικές επιστολές")
    with translator.expect_response(lambda response: "/strings/" in response.url and response.request.method == "POST"):
        field.press("Control+Enter")
    translator.get_by_role("button", name="Send for review").click()
    expect(translator.get_by_role("button", name="Take back")).to_be_visible()
    expect(translator.get_by_role("button", name="Approve and publish")).to_have_count(0)
    assert reader.page.request.get(f"/el/{PATH}").status == 404

    reviewer = enter(open_browser, own_site, "reviewer-el", scripts=False)
    reviewer.goto(f"/cms/translation/{record}/")
    reviewer.get_by_role("button", name="Approve and publish").click()
    assert "/cms/" in reviewer.url

    english = set(lines(reader.page, "en", PATH))
    greek = set(lines(reader.page, "el", PATH))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Συστατικές επιστολές")
    assert len(greek) > 20
    assert not {line for line in greek & english if not re.search(r"https?:|doi", line)}


def test_a_page_that_nobody_has_approved_stays_a_draft(own_site: ServedSite, open_browser: Open) -> None:
    """Without scripts: the whole form is sent."""
    record = own_site.count(RECORD)
    translator = enter(open_browser, own_site, "translator-el", scripts=False)
    translator.goto(f"/cms/translation/{record}/")
    field = translator.get_by_role("textbox", name="Translation into Ελληνικά").first
    field.fill("Συστατικές επιστολές")
    translator.get_by_role("button", name="Save", exact=True).click()
    expect(translator.get_by_role("textbox", name="Translation into Ελληνικά").first).to_have_value("Συστατικές επιστολές")
    reader = open_browser(own_site)
    reader.expect("status of 404")
    assert reader.page.request.get(f"/el/{PATH}").status == 404
