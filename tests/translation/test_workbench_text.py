"""Pure parts of the workbench: text as it is typed, tags as chips, strings found again in a rendered page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.quality.markup import canonical
from translation.views.chips import chips, tags_of
from translation.views.marking import mark, resolve
from translation.views.typed import from_text, to_text

PIECES = st.sampled_from(
    ["a", " ", "&amp;", "&lt;", "&gt;", "<b>", "</b>", '<a id="a1">', "</a>", "<br/>", "amp;", "é", "ع", "\n", ";", "lt"]
)
STRINGS = st.lists(PIECES, max_size=12).map("".join)


class TestTyped:
    @given(STRINGS)
    def test_what_comes_back_unchanged_is_the_very_string(self, string: str) -> None:
        assert from_text(to_text(string), like=string) == string or to_text(string) == string

    @given(STRINGS.map(canonical).map(str.strip))
    def test_nothing_of_localizes_own_strings_is_lost(self, string: str) -> None:
        assert from_text(to_text(string), like=string) == string

    @pytest.mark.parametrize(
        ("string", "text"),
        [
            ("R&amp;D", "R&D"),
            ("p &lt; 0.05", "p < 0.05"),
            ("one<br/>two", "one\ntwo"),
            ('see <a id="a1">it</a>', 'see <a id="a1">it</a>'),
            # A tag that is meant as words must not become one.
            ("write &lt;b&gt;", "write &lt;b&gt;"),
        ],
    )
    def test_is_shown_as_people_write(self, string: str, text: str) -> None:
        assert to_text(string) == text

    def test_line_ends_of_forms_are_line_breaks(self) -> None:
        assert from_text("one\r\ntwo", like="x") == "one<br/>two"

    def test_spaces_around_are_those_of_the_source(self) -> None:
        assert from_text("  ord\n", like="word") == "ord"
        assert from_text("ord ", like="word ") == "ord "


class TestChips:
    def test_a_link_says_where_it_leads(self) -> None:
        found = chips('See <a id="a1">R&amp;D</a>', {"a1": {"href": "https://example.org"}})
        assert [chip.text for chip in found] == ["See ", '<a id="a1">', "R&D", "</a>"]
        assert found[1].meaning == "https://example.org"
        assert found[1].is_tag

    def test_a_line_break_is_a_new_line(self) -> None:
        assert [chip.text for chip in chips("one<br/>two", {})] == ["one", "\n", "two"]

    def test_each_pair_of_tags_is_offered_once(self) -> None:
        assert tags_of('<b>a</b> <b>b</b> <a id="a1">c</a><br/>') == ["<b></b>", '<a id="a1"></a>']


class TestMarking:
    def test_a_string_becomes_an_element_with_its_number(self) -> None:
        assert resolve(f"<p>{mark(12, 'Text')}</p>") == '<p><span data-string="12" id="string-12">Text</span></p>'

    def test_only_the_first_has_the_id(self) -> None:
        html = resolve(f"<p>{mark(1, 'a')}</p><p>{mark(1, 'a')}</p>")
        assert html.count('id="string-1"') == 1
        assert html.count('data-string="1"') == 2

    def test_tags_inside_a_string_stay(self) -> None:
        assert resolve(f"<p>{mark(3, 'a <b>b</b> c')}</p>") == '<p><span data-string="3" id="string-3">a <b>b</b> c</span></p>'

    @pytest.mark.parametrize(
        "page",
        [
            '<img alt="{}">',
            "<title>{}</title>",
            "<script>const a = '{}'</script>",
            "<option>{}</option>",
            "<textarea>{}</textarea>",
            "<style>{}</style>",
            "<!-- {} -->",
        ],
    )
    def test_where_no_element_may_stand_there_is_only_the_text(self, page: str) -> None:
        assert resolve(page.format(mark(7, "Text"))) == page.format("Text")

    def test_a_text_that_a_template_has_cut_is_left_as_it_is(self) -> None:
        assert resolve(f"<p>{mark(7, 'A long text')[:6]}</p>") == "<p>A l</p>"
        assert resolve(f"<p>{mark(7, '<b>a</b>')[:8]}</p>".replace("<b>a", "<b>a</p>")).count("<span") == 0

    def test_in_a_drawing_it_is_a_part_of_its_text(self) -> None:
        html = resolve(f"<svg><text>{mark(2, 'Share')}</text></svg><p>{mark(3, 'b')}</p>")
        assert '<text><tspan data-string="2" id="string-2">Share</tspan></text>' in html
        assert "<span" in html

    def test_the_wanted_one_has_an_outline(self) -> None:
        assert "outline" in resolve(f"<p>{mark(4, 'a')}</p>", here=4)
        assert "outline" not in resolve(f"<p>{mark(4, 'a')}</p>", here=5)

    @given(st.lists(st.tuples(st.integers(1, 9999), st.text(alphabet="ab <>/&;é", max_size=8)), max_size=5))
    def test_no_mark_is_ever_left(self, strings: list[tuple[int, str]]) -> None:
        page = resolve("<p>" + "</p><p>".join(mark(number, text) for number, text in strings) + "</p>")
        assert not any("\ue000" <= letter <= "\ue0ff" for letter in page)
