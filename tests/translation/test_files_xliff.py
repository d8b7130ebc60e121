"""XLIFF 1.2 and 2.0: what is written for tools, and what comes back from them."""

from __future__ import annotations

import pytest

from translation.files import Document, FileError, Format, Unit, UnitState, read, write
from translation.files.inline import unit_id

ID = "6f1c2d3e-4b5a-4c6d-8e7f-901a2b3c4d5e"
SOURCE = 'Read <b>the study</b> &amp; <a id="a1">its data</a>.<br/>Now'
TARGET = 'Läs <a id="a1">dess data</a> &amp; <b>studien</b>.<br/>Nu'


def one(text: str) -> Unit:
    (unit,) = read(text.encode()).units
    return unit


def first(inside: str, attributes: str = 'id="1"') -> Unit:
    """The unit in a file of version 1.2."""
    return one(
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="" source-language="en" datatype="html"><body>'
        f"<trans-unit {attributes}>{inside}</trans-unit></body></file></xliff>"
    )


def second(inside: str, attributes: str = 'id="1"') -> Unit:
    """The unit in a file of version 2.0."""
    return one(
        f'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"><file id="f">'
        f"<unit {attributes}>{inside}</unit></file></xliff>"
    )


class TestWriting:
    unit = Unit("body.1", SOURCE, TARGET, "Heading.", UnitState.FINAL)
    document = Document(ID, "Title & more", "en", "zh-hans", (unit,))

    def test_first_version_has_tags_as_groups(self) -> None:
        text = write(self.document, Format.XLIFF_1).decode()
        assert f'<file original="{ID}" source-language="en" target-language="zh-Hans" datatype="html">' in text
        assert f'<trans-unit id="{unit_id(self.unit)}" xml:space="preserve" resname="body.1" approved="yes">' in text
        assert (
            '<target state="final">Läs <g id="2" ctype="link" equiv-text="&lt;a id=&quot;a1&quot;&gt;">dess data</g> &amp; '
            '<g id="1" ctype="bold" equiv-text="&lt;b&gt;">studien</g>.<x id="3" ctype="lb" equiv-text="&lt;br/&gt;" />Nu</target>'
        ) in text
        assert '<context context-type="x-content-path">body.1</context>' in text
        assert '<note from="developer">Heading.</note>' in text

    def test_second_version_has_tags_as_paired_codes(self) -> None:
        text = write(self.document, Format.XLIFF_2).decode()
        assert 'version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"' in text
        assert 'srcLang="en" trgLang="zh-Hans"' in text
        assert f'<unit id="{unit_id(self.unit)}" xml:space="preserve" name="body.1">' in text
        assert '<segment state="final">' in text
        assert '<data id="d3">&lt;a id="a1"&gt;</data>' in text
        assert (
            '<target>Läs <pc id="2" type="link" dataRefStart="d3" dataRefEnd="d4">dess data</pc> &amp; '
            '<pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">studien</pc>.'
            '<ph id="3" type="fmt" subType="xlf:lb" dataRef="d5" />Nu</target>'
        ) in text

    @pytest.mark.parametrize("kind", [Format.XLIFF_1, Format.XLIFF_2])
    def test_what_is_not_translated_has_no_target(self, kind: Format) -> None:
        assert b"<target" not in write(Document(ID, "T", "en", "sv", (Unit("a", "One"),)), kind)

    def test_a_character_that_xml_cannot_hold_is_a_code(self) -> None:
        document = Document(ID, "T", "en", "sv", (Unit("a", "One\x1b"),))
        assert b'One<x id="1" ctype="x-character" equiv-text="U+001B" />' in write(document, Format.XLIFF_1)
        assert b'One<cp hex="001B" />' in write(document, Format.XLIFF_2)

    def test_the_id_of_a_unit_depends_on_place_and_text_alone(self) -> None:
        assert unit_id(Unit("a", "One")) == unit_id(Unit("a", "One", "Ett", "Note")) == "u53227d22d93f2ea3f46d"
        assert len({unit_id(Unit(*words)) for words in (("a", "One"), ("b", "One"), ("a", "Two"), ("aO", "ne"))}) == 4


class TestTags:
    """A target that lost or invented one is still read: whether it may be published is decided elsewhere."""

    source = '<source>A <g id="1" equiv-text="&lt;b&gt;">b</g><x id="2" equiv-text="&lt;br/&gt;"/></source>'

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("Ett", "Ett"),
            ('<g id="1">b</g>', "<b>b</b>"),
            ('<g id="9">b</g>', "b"),
            ('<g id="9" ctype="italic">b</g>', "<i>b</i>"),
            ('<g id="9" ctype="x-html-em">b</g>', "<em>b</em>"),
            ('<g id="9" ctype="x-html-&lt;script&gt;">b</g>', "b"),
            ('<x id="9" equiv-text="{count}"/>b', "b"),
            ('<x id="2"/><x id="2"/>b', "<br/><br/>b"),
            ('<g id="2">b</g>', "<br/>b"),
            ('<x id="1"/>b', "<b>b"),
            ("<g>b</g>", "b"),
            ('<g id="1"><g id="1">b</g></g>', "<b><b>b</b></b>"),
            ('<ex id="1"/><ept id="7"/>b', "</b>b"),
            ("&lt;b&gt;b&lt;/b&gt;", "&lt;b&gt;b&lt;/b&gt;"),
            ('<mrk mtype="seg" mid="1">a</mrk><b>b</b><!-- c --><?d e?>', "ab"),
        ],
    )
    def test_first_version(self, target: str, expected: str) -> None:
        unit = first(f"{self.source}<target>{target}</target>")
        assert (unit.source, unit.target) == ("A <b>b</b><br/>", expected)

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("Ett", "Ett"),
            ('<pc id="1">b</pc>', "<b>b</b>"),
            ('<pc id="9">b</pc>', "b"),
            ('<pc id="9" subType="xlf:i">b</pc>', "<i>b</i>"),
            ('<pc id="9" dataRefStart="d9">b</pc>', "b"),
            ('<ph id="9" dataRef="d3"/>b', "b"),
            ('<sc id="1"/>b<ec startRef="1"/>', "<b>b</b>"),
            ('<sc id="5" dataRef="d1"/>b<ec id="6" dataRef="d2"/>', "<b>b</b>"),
            ('<ec startRef="8"/>b', "b"),
            ('b<cp hex="001B"/>', "b\x1b"),
            ('b<cp hex="0000"/><cp hex="D800"/><cp hex="FFFFFFFFFF"/><cp hex="x"/><cp/>', "b" + 5 * "\ufffd"),
        ],
    )
    def test_second_version(self, target: str, expected: str) -> None:
        data = '<data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data><data id="d3">&lt;b&gt;no tag</data>'
        source = '<source>A <pc id="1" dataRefStart="d1" dataRefEnd="d2">b</pc></source>'
        unit = second(f"<originalData>{data}</originalData><segment>{source}<target>{target}</target></segment>")
        assert (unit.source, unit.target) == ("A <b>b</b>", expected)


class TestStates:
    @pytest.mark.parametrize(
        ("state", "approved", "expected"),
        [
            ("", "", UnitState.TRANSLATED),
            ("translated", "no", UnitState.TRANSLATED),
            ("translated", "yes", UnitState.FINAL),
            ("final", "", UnitState.FINAL),
            ("signed-off", "yes", UnitState.FINAL),
            ("final", "no", UnitState.TRANSLATED),
            ("needs-review-translation", "yes", UnitState.NEEDS_REVIEW),
            ("needs-l10n", "", UnitState.NEEDS_REVIEW),
            ("new", "", UnitState.TRANSLATED),
            ("x-ours", "", UnitState.TRANSLATED),
        ],
    )
    def test_first_version(self, state: str, approved: str, expected: UnitState) -> None:
        attributes = f'id="1" approved="{approved}"' if approved else 'id="1"'
        assert first(f'<source>One</source><target state="{state}">Ett</target>', attributes).state == expected

    @pytest.mark.parametrize(
        ("attributes", "expected"),
        [
            ("", UnitState.TRANSLATED),
            ('state="initial"', UnitState.TRANSLATED),
            ('state="translated" subState="poedit:fuzzy"', UnitState.NEEDS_REVIEW),
            ('state="translated" subState="other:thing"', UnitState.TRANSLATED),
            ('state="reviewed"', UnitState.FINAL),
            ('state="final"', UnitState.FINAL),
        ],
    )
    def test_second_version(self, attributes: str, expected: UnitState) -> None:
        assert second(f"<segment {attributes}><source>One</source><target>Ett</target></segment>").state == expected

    @pytest.mark.parametrize("state", ["new", "needs-translation"])
    def test_a_copy_of_the_source_is_no_translation(self, state: str) -> None:
        assert first(f'<source>One</source><target state="{state}">One</target>').target == ""
        assert second('<segment state="initial"><source>One</source><target>One</target></segment>').target == ""

    def test_a_word_that_stays_as_it_is_is_a_translation(self) -> None:
        assert first('<source>Python</source><target state="translated">Python</target>').target == "Python"
        assert second('<segment state="translated"><source>Python</source><target>Python</target></segment>').target == "Python"

    def test_a_text_with_a_segment_left_needs_review(self) -> None:
        unit = second(
            '<segment state="final"><source>One. </source><target>Ett. </target></segment><segment><source>Two.</source></segment>',
        )
        assert (unit.source, unit.target, unit.state) == ("One. Two.", "Ett. Two.", UnitState.NEEDS_REVIEW)

    def test_a_text_without_any_translated_segment_is_new(self) -> None:
        unit = second("<segment><source>One. </source></segment><segment><source>Two.</source><target> </target></segment>")
        assert (unit.source, unit.target, unit.state) == ("One. Two.", "", UnitState.NEW)


class TestSpace:
    unit = Unit("c", "One  two", "Ett  två")
    pretty = "<source>\n    One\n    two\n  </source><target>\n    Ett\n    två\n  </target>"

    def test_the_id_tells_that_a_tool_has_reformatted(self) -> None:
        known = Unit("c", "One two", "Ett två")
        unit = first(self.pretty, f'id="{unit_id(known)}" resname="c" xml:space="preserve"')
        assert (unit.source, unit.target) == ("One two", "Ett två")

    def test_the_id_tells_that_space_is_meant(self) -> None:
        unit = first("<source>One  two</source><target>Ett  två</target>", f'id="{unit_id(self.unit)}" resname="c"')
        assert (unit.source, unit.target) == ("One  two", "Ett  två")

    def test_under_another_id_the_file_says_what_space_means(self) -> None:
        assert first(self.pretty).source == "One two"
        assert first(self.pretty, 'id="1" xml:space="preserve"').source == "\n    One\n    two\n  "

    def test_a_hard_space_is_text(self) -> None:
        assert first("<source>10\u00a0% </source>").source == "10\u00a0%"


def test_several_files_in_one_are_told_apart() -> None:
    files = "".join(f'<file original="{ID}" source-language="en" datatype="html"><body/></file>' for _ in range(2))
    with pytest.raises(FileError, match="texts of 2 pages where one was expected"):
        read(f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{files}</xliff>'.encode())


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_no_namespace_is_no_obstacle(version: str) -> None:
    body = '<body><trans-unit id="1" resname="c"><source>One</source></trans-unit></body>'
    assert one(f'<xliff version="{version}"><file original="page.html">{body}</file></xliff>') == Unit("c", "One")


def test_an_id_that_is_not_ours_is_none() -> None:
    document = read(b'<xliff version="1.2"><file original="C:\\page.html" target-language="sv_SE"><body/></file></xliff>')
    assert (document.id, document.target_language, document.units) == ("", "sv-se", ())
