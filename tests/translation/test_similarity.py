"""How alike two strings are: between 0 and 1, the same both ways, never above its own bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.similarity import Match, best_matches, could_reach, similarity

VOCABULARY = ["the", "a", "women", "woman", "girls", "in", "science", "sciences", "study", "12", ".", ",", "Kvinnor", "γυναίκες"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=40))


class TestSimilarity:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Women in science", "Women in science"),
            ("Women in <b>science</b>", "women  in SCIENCE "),
            ("Research &amp; study", "Research & study"),
            ("One<br/>two", "One two"),
            ("γυναίκες", "ΓΥΝΑΊΚΕΣ"),
            ("ﬁnd", "find"),
            ("", "<br/>"),
        ],
    )
    def test_what_reads_the_same_is_the_same(self, a: str, b: str) -> None:
        assert similarity(a, b) == 1

    @pytest.mark.parametrize(("a", "b"), [("abc", "xyz"), ("abc", ""), ("", "abc")])
    def test_nothing_in_common_is_nothing(self, a: str, b: str) -> None:
        assert similarity(a, b) == 0

    def test_small_changes_cost_less_than_great_ones(self) -> None:
        text = "Women wrote half of the letters in this study."
        ending = similarity(text, "Women wrote half of the letter in this study.")
        word = similarity(text, "Women wrote half of the papers in this study.")
        words = similarity(text, "Girls wrote most of the papers in this survey.")
        other = similarity(text, "Click here for a certificate.")
        assert 1 > ending > word > words > other
        assert ending > 0.9
        assert other < 0.4

    def test_order_counts(self) -> None:
        assert similarity("Men cite women", "Women cite men") < 1

    @given(TEXTS, TEXTS)
    def test_it_is_a_share_and_the_same_both_ways(self, a: str, b: str) -> None:
        assert 0 <= similarity(a, b) <= 1
        assert similarity(a, b) == similarity(b, a)

    @pytest.mark.parametrize(("a", "b"), [("t i d e", "d i e t"), ("tide", "diet")])
    def test_also_where_difflib_is_not(self, a: str, b: str) -> None:
        assert similarity(a, b) == similarity(b, a)

    @given(TEXTS)
    def test_everything_is_like_itself(self, text: str) -> None:
        assert similarity(text, text) == 1

    def test_very_long_strings_are_compared_by_words_alone_where_they_differ(self) -> None:
        a, b = (" ".join(f"{letter}{number}" for number in range(400)) for letter in "ab")
        assert similarity(a, b) == 0
        assert 0.4 < similarity(f"{a} {a}", f"{a} {b}") < 0.6


class TestBound:
    @given(TEXTS, TEXTS, st.floats(0, 1))
    def test_nothing_that_reaches_is_held_back(self, a: str, b: str, threshold: float) -> None:
        if similarity(a, b) >= threshold:
            assert could_reach(a, b, threshold)

    @given(TEXTS, TEXTS)
    def test_not_at_its_own_value_either(self, a: str, b: str) -> None:
        assert could_reach(a, b, similarity(a, b))

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Women wrote half of the letters", "Women"),
            ("Women wrote half of the letters", "Certificates are sent within three days"),
            ("Women wrote", ""),
        ],
    )
    def test_what_is_far_off_is_held_back(self, a: str, b: str) -> None:
        assert not could_reach(a, b, 0.7)


class TestBestMatches:
    MEMORY = (
        (1, "Women wrote half of the letters."),
        (2, "Women wrote half of the papers."),
        (3, "Click here."),
        (4, "Women wrote half of the <b>letters</b>."),
        (5, "Girls wrote half of the letters."),
        (6, "Men wrote all of the letters."),
    )

    def test_the_best_come_first_and_of_equals_the_earlier(self) -> None:
        found = best_matches("Women wrote half of the letters.", self.MEMORY)
        assert [match.key for match in found] == [1, 4, 2]
        assert found[0] == Match(1, 1.0)

    def test_none_is_below_the_threshold(self) -> None:
        assert [match.key for match in best_matches("Women wrote half of the letters.", self.MEMORY, threshold=0.99)] == [1, 4]
        assert best_matches("Something else altogether", self.MEMORY) == []

    def test_as_many_as_are_asked_for(self) -> None:
        assert len(best_matches("Women wrote half of the letters.", self.MEMORY, limit=1)) == 1
        assert best_matches("Women wrote half of the letters.", self.MEMORY, limit=0) == []

    @given(TEXTS, st.lists(TEXTS, max_size=10), st.integers(1, 4), st.sampled_from([0.0, 0.4, 0.7, 1.0]))
    def test_it_finds_what_comparing_all_would_find(self, text: str, others: list[str], limit: int, threshold: float) -> None:
        scored = [(similarity(text, other), -place) for place, other in enumerate(others)]
        wanted = sorted((score for score in scored if score[0] >= threshold), reverse=True)[:limit]
        found = best_matches(text, enumerate(others), threshold=threshold, limit=limit)
        assert [(match.similarity, -match.key) for match in found] == wanted
