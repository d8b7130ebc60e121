"""What editors are told about their texts: what is missing stops a publication, what could be better does not."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks import StreamBlockValidationError

from common.content_checks import (
    EMPTY_HEADING,
    EMPTY_PARAGRAPH,
    LONG,
    LONG_PARAGRAPH,
    SKIPPED_LEVEL,
    VAGUE_LINK,
    is_vague,
    remarks_on,
)
from home.models import StandardPage
from tests.common.test_pictures import figure, picture
from tests.factories.pages import Tree, make_tree

FILM = {"title": "A film", "video": None, "captions": [], "transcript": "", "credit": ""}
QUOTE = {"text": "It is quite recent.", "speaker": "Anne L’Huillier", "source": "AP, 3 October 2023", "url": "", "language": "en"}


def page(*blocks: tuple[str, Any]) -> StandardPage:
    return StandardPage(title="About", body=[{"type": name, "value": value} for name, value in blocks])


def messages(*blocks: tuple[str, Any]) -> list[tuple[int, object]]:
    return [(remark.number, remark.message) for remark in remarks_on(page(*blocks))]


def text(html: str) -> tuple[str, str]:
    return ("rich_text", html)


class TestRemark:
    def test_is_not_made_about_a_good_text(self):
        assert not messages(
            text('<h2>A room</h2><p>It <a href="/x">learns names</a>.</p><h3>More</h3><ul><li>One</li></ul>'),
            ("callout", {"kind": "note", "title": "Note", "text": "<p>A share.</p>"}),
        )

    def test_names_the_block_by_its_number_and_label(self):
        remark = remarks_on(page(text("<p>Good.</p>"), ("callout", {"kind": "note", "title": "T", "text": "<p></p>"})))[0]
        assert (remark.number, remark.label) == (2, "Callout")

    def test_is_made_about_a_small_heading_without_a_larger_one(self):
        assert messages(text("<h3>Small</h3><p>Text.</p>")) == [(1, SKIPPED_LEVEL)]

    def test_is_not_made_about_a_small_heading_after_a_larger_one_in_another_block(self):
        assert not messages(text("<h2>Large</h2><p>Text.</p>"), text("<h3>Small</h3><p>Text.</p>"))

    @pytest.mark.parametrize("html", ["<p></p>", "<p> </p>", "<p>\u00a0</p>", "<p><b></b></p>"])
    def test_is_made_about_an_empty_paragraph(self, html):
        assert messages(text(f"<p>One.</p>{html}<p>Two.</p>")) == [(1, EMPTY_PARAGRAPH)]

    def test_is_made_about_an_empty_heading(self):
        assert messages(text("<h2></h2><p>Text.</p>")) == [(1, EMPTY_HEADING)]

    def test_is_made_about_a_long_paragraph_and_not_about_one_at_the_limit(self):
        assert not messages(text(f"<p>{'word ' * LONG}</p>"))
        assert messages(text(f"<p>{'word ' * (LONG + 1)}</p>")) == [(1, LONG_PARAGRAPH)]

    def test_is_made_once_for_a_block(self):
        assert messages(text("<p></p><p></p>")) == [(1, EMPTY_PARAGRAPH)]

    def test_is_found_in_the_parts_of_a_block(self):
        assert messages(("noted", {"text": '<p>Read <a href="/x">here</a>.</p>', "note": "A source"})) == [(1, VAGUE_LINK)]


@pytest.mark.parametrize("words", ["here", "Click here!", "klicka här", "Läs mer …", "εδώ", "ΕΔΏ", "https://example.org/x", ""])
def test_a_link_is_vague(words):
    assert is_vague(words)


@pytest.mark.parametrize("words", ["Here is the study", "The letters in chemistry", "Läs mer om brev", "Η έρευνα"])
def test_a_link_says_where_it_leads(words):
    assert not is_vague(words)


def refused(name: str, value: Any) -> dict[str, Any]:
    """What the block refuses at publishing, by part."""
    block = StandardPage._meta.get_field("body").stream_block
    with pytest.raises(StreamBlockValidationError) as caught:
        block.clean(block.to_python([{"type": name, "value": value}]))
    errors: dict[str, Any] = caught.value.block_errors[0].block_errors
    return errors


@pytest.mark.django_db
class TestMissing:
    """At publishing each is named at the part that is empty."""

    def test_alternative_text_of_a_picture_that_is_no_decoration(self):
        value = figure(picture(size=(30, 30)))["value"]
        value["image"].update(alt_text="", decorative=False)
        assert set(refused("figure", value)) == {"image"}

    @pytest.mark.parametrize("part", ["credit", "licence"])
    def test_credit_and_licence_of_a_figure(self, part):
        assert set(refused("figure", figure(picture(size=(30, 30)))["value"] | {part: ""})) == {part}

    @pytest.mark.parametrize("part", ["speaker", "source"])
    def test_speaker_and_source_of_a_quotation(self, part):
        assert set(refused("quote", QUOTE | {part: ""})) == {part}

    def test_captions_of_a_film(self):
        assert "captions" in refused("video", FILM)

    def test_nothing_in_a_draft(self):
        block = StandardPage._meta.get_field("body").stream_block
        block.defer_required_validation()
        try:
            block.clean(block.to_python([{"type": "quote", "value": QUOTE | {"source": ""}}]))
        finally:
            block.restore_deferred_validation()


@pytest.mark.django_db
class TestEditor:
    @pytest.fixture
    def tree(self, en) -> Tree:
        return make_tree(en)

    @pytest.fixture
    def about(self, tree) -> StandardPage:
        tree.about.body = [("rich_text", '<p>Read <a href="https://example.org">here</a>.</p>')]
        tree.about.save_revision()
        return tree.about

    def test_opens_with_the_remarks(self, admin_client, about):
        html = admin_client.get(f"/cms/pages/{about.pk}/edit/").content.decode()
        assert "1 Text: the text of a link does not say where it leads." in html

    def test_has_no_remarks_on_a_good_page(self, admin_client, tree):
        assert "counted from the top" not in admin_client.get(f"/cms/pages/{tree.about.pk}/edit/").content.decode()

    def test_looks_at_the_page_and_not_at_header_and_footer(self, admin_client, about):
        html = admin_client.get(f"/cms/pages/{about.pk}/edit/").content.decode()
        assert "Picture without an alternative text" in html
