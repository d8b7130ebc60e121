"""Folding makes words findable however they are typed; excerpts show them where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import FOLDED, KEPT_CHARACTERS, Piece, collapse, excerpt, fold, join_indexed, pieces, split_indexed

WORDS = st.text(st.sampled_from("abcåäöñςσΣΆάłß "), max_size=60)


def said(cut: list[Piece]) -> str:
    return "".join(piece.text for piece in cut)


def hits(cut: list[Piece]) -> list[str]:
    return [piece.text for piece in cut if piece.is_hit]


class TestFolding:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("ΓΥΝΑΙΚΕΣ", "γυναίκες"),
            ("ΓΥΝΑΊΚΕΣ", "γυναίκες"),
            ("γυναικες", "γυναίκες"),
            ("γυναικεσ", "γυναίκες"),
            ("προϋποθέσεις", "ΠΡΟΫΠΟΘΕΣΕΙΣ"),
            ("ΐ", "ι"),
            ("ninas", "niñas"),
            ("NIÑAS", "niñas"),
            ("aao", "åäö"),
            ("ÅÄÖ", "åäö"),
            ("strasse", "Straße"),
            ("Sklodowska", "Skłodowska"),
            ("Tromso", "Tromsø"),
            ("ISTANBUL", "İstanbul"),
            ("istanbul", "ıstanbul"),
            ("finance", "ﬁnance"),
            ("H2O", "H₂O"),
            ("25 5", "25,5 %"),
            ("women s", "women’s"),
            ("hyphenation", "hy\u00adphen\u00adation"),
            ("한국", unicodedata.normalize("NFD", "한국")),
        ],
    )
    def test_what_is_typed_finds_what_is_meant(self, typed: str, meant: str) -> None:
        assert fold(typed) == fold(meant)

    @pytest.mark.parametrize(("one", "other"), [("κόρη", "καρύ"), ("bar", "bär i skogen"), ("हिंदी", "हद")])
    def test_other_words_stay_other_words(self, one: str, other: str) -> None:
        assert fold(one) != fold(other)

    @pytest.mark.parametrize("text", ["", " ", "🚀👩🏽‍🔬", '"*()^', "\0\r\n", "\u0301\u200b"])
    def test_without_letters_or_digits_nothing_is_left(self, text: str) -> None:
        assert fold(text) == ""

    @given(st.text())
    def test_again_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(st.text())
    def test_composed_and_decomposed_text_are_one(self, text: str) -> None:
        assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))

    @given(st.text())
    def test_only_words_and_single_spaces_are_left(self, text: str) -> None:
        folded = fold(text)
        assert folded == " ".join(folded.split())
        assert all(c == " " or c.isalnum() or unicodedata.category(c) == "Mc" for c in folded)

    def test_a_tour_of_all_characters_does_not_fill_the_memory(self) -> None:
        fold("".join(chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000))
        assert len(FOLDED) <= KEPT_CHARACTERS
        assert fold("ЩУКА \U0001f680 щука") == "щука щука"


class TestIndexedText:
    def test_begins_with_folded_words_of_title_and_texts(self) -> None:
        assert join_indexed("Åsa", ["Niñas |", "γυναίκες"]) == "asa " * 20 + "ninas γυναικεσ|\nNiñas |\nγυναίκες"

    @given(st.text(), st.lists(st.text()))
    def test_gives_the_texts_back_also_where_a_backend_has_trimmed_it(self, title: str, texts: list[str]) -> None:
        assert split_indexed(join_indexed(title, texts).strip()) == [collapse(text) for text in texts if collapse(text)]

    def test_gives_nothing_back_of_another_text(self) -> None:
        assert split_indexed("a | b") == []


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "terms", "found"),
        [
            ("Women’s voices (voices!)", {"voices"}, ["voices", "voices"]),
            ("Οι γυναίκες, οι ΓΥΝΑΙΚΕΣ.", {"γυναικεσ"}, ["γυναίκες", "ΓΥΝΑΙΚΕΣ"]),
            ("Anna och Åsa", {"asa"}, ["Åsa"]),
            ("share, shared, sharing", {"share"}, ["share"]),
            ("nin\u0303as", {"ninas"}, ["nin\u0303as"]),
            ("<b>bold</b>", {"b"}, ["b", "b"]),
            ("nothing here", {"else"}, []),
            ("", {"a"}, []),
        ],
    )
    def test_whole_words_are_hits(self, text: str, terms: set[str], found: list[str]) -> None:
        assert hits(pieces(text, terms)) == found

    @given(st.text() | WORDS, st.lists(WORDS))
    def test_together_they_are_the_text(self, text: str, searched: list[str]) -> None:
        cut = pieces(text, fold(" ".join(searched)).split())
        assert said(cut) == text
        assert all(piece.text for piece in cut)

    @given(WORDS)
    def test_every_word_of_a_text_is_found_in_it(self, text: str) -> None:
        assert fold(" ".join(hits(pieces(text, fold(text).split())))) == fold(text)


class TestExcerpt:
    def test_shows_a_short_text_whole(self) -> None:
        assert excerpt(["A voice that is heard."], {"voice"}) == [Piece("A "), Piece("voice", True), Piece(" that is heard.")]

    def test_shows_the_words_round_the_first_hit(self) -> None:
        text = "before " * 100 + "needle " + "after " * 100
        shown = said(excerpt([text], {"needle"}, 100))
        assert shown.startswith("… before ")
        assert shown.endswith(" after …")
        assert " needle " in shown
        assert len(shown) <= 104

    def test_prefers_the_text_that_has_most_of_the_words(self) -> None:
        shown = excerpt(["A lead about voices.", "Voices of women.", "Women."], {"voices", "women"})
        assert said(shown) == "Voices of women."

    def test_begins_at_the_beginning_where_there_is_no_hit(self) -> None:
        assert said(excerpt(["The lead " + "goes on " * 50, "Text."], {"title"}, 20)) == "The lead goes on …"

    def test_is_empty_without_texts(self) -> None:
        assert excerpt([], {"word"}) == []
        assert excerpt([""], {"word"}) == []

    def test_cuts_a_word_that_is_longer_than_itself(self) -> None:
        assert said(excerpt(["x" * 1000], {"y"}, 50)) == "x" * 50 + " …"

    @given(st.lists(st.text() | WORDS, max_size=3), WORDS, st.integers(20, 300))
    def test_is_never_longer_than_it_may_be_and_shows_a_hit_if_there_is_one(self, texts: list[str], query: str, length: int) -> None:
        terms = fold(query).split()
        texts = [collapse(text) for text in texts]
        shown = excerpt(texts, terms, length)
        assert len(said(shown)) <= length + 4
        assert bool(hits(shown)) is any(not set(terms).isdisjoint(fold(text).split()) for text in texts)
