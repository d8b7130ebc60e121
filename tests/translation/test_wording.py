"""What was reworded: word by word in one string, string by string in one rich text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.wording import Change, ChangeKind, align, as_html, diff

S, A, R = ChangeKind.SAME, ChangeKind.ADDED, ChangeKind.REMOVED
TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(["the", "cat", " ", "  ", "<b>", "</b>", ".", "sat", "&amp;", "γάτα", "\n"]), max_size=20).map("".join),
)
SENTENCES = st.lists(
    st.integers(0, 10**6).map(lambda n: f"Sentence {n} about {n * 7919 % 10007} and {n * 104729 % 9973}"), unique=True, max_size=8
)


class TestDiff:
    @given(TEXTS, TEXTS)
    def test_same_and_added_are_the_new_string(self, old: str, new: str) -> None:
        assert "".join(change.text for change in diff(old, new) if change.kind is not R) == new

    @given(TEXTS, TEXTS)
    def test_same_and_removed_are_the_old_string(self, old: str, new: str) -> None:
        assert "".join(change.text for change in diff(old, new) if change.kind is not A) == old

    @given(TEXTS, TEXTS)
    def test_no_change_is_empty_or_cut_in_two(self, old: str, new: str) -> None:
        changes = diff(old, new)
        assert all(change.text for change in changes)
        assert all((a.kind, b.kind) in {(S, R), (S, A), (R, A), (R, S), (A, S)} for a, b in pairwise(changes))

    def test_what_is_equal_is_one_stretch(self) -> None:
        assert diff("A <b>cat</b>.", "A <b>cat</b>.") == [Change(S, "A <b>cat</b>.")]
        assert diff("", "") == []

    @pytest.mark.parametrize(
        ("old", "new", "changes"),
        [
            ("The cat sat.", "The dog sat.", [(S, "The "), (R, "cat"), (A, "dog"), (S, " sat.")]),
            ("The cat", "The cat sat", [(S, "The cat"), (A, " sat")]),
            ("The cat sat", "cat sat", [(R, "The "), (S, "cat sat")]),
            ("red blue", "green yellow", [(R, "red blue"), (A, "green yellow")]),
            (" red", " green", [(S, " "), (R, "red"), (A, "green")]),
            ("A <b>cat</b>", "A <i>cat</i>", [(S, "A "), (R, "<b>"), (A, "<i>"), (S, "cat"), (R, "</b>"), (A, "</i>")]),
            ("Är det så?", "Är det så!", [(S, "Är det så"), (R, "?"), (A, "!")]),
            ("Γιατί;", "Γιατί τώρα;", [(S, "Γιατί"), (A, " τώρα"), (S, ";")]),
            ("किताब पढ़ो", "किताबें पढ़ो", [(R, "किताब"), (A, "किताबें"), (S, " पढ़ो")]),
        ],
    )
    def test_whole_words_and_tags_change(self, old: str, new: str, changes: list[tuple[ChangeKind, str]]) -> None:
        assert [(change.kind, change.text) for change in diff(old, new)] == changes

    def test_one_word_of_a_long_string_is_one_change(self) -> None:
        text = " ".join(f"word{number} the and of" for number in range(200))
        changes = diff(text, text.replace("word77 ", "other "))
        assert [(change.kind, change.text) for change in changes if change.kind is not S] == [(R, "word77"), (A, "other")]


class TestHtml:
    def test_changes_are_marked_and_the_strings_are_escaped(self) -> None:
        html = as_html(diff('A <b>cat</b> & "dog"', "A <b>cow</b> & <script>"))
        assert html == "A &lt;b&gt;<del>cat</del><ins>cow</ins>&lt;/b&gt; &amp; <del>&quot;dog&quot;</del><ins>&lt;script&gt;</ins>"

    @given(TEXTS, TEXTS)
    def test_nothing_but_ins_and_del_is_markup(self, old: str, new: str) -> None:
        assert "<" not in re.sub(r"</?(?:ins|del)>", "", as_html(diff(old, new)))


class TestAlign:
    def test_equal_strings_are_paired_and_new_ones_are_not(self) -> None:
        assert align(["One.", "Two."], ["One.", "Women in science.", "Two."]) == {0: 0, 1: None, 2: 1}

    def test_a_reworded_sentence_is_found_beside_a_new_one(self) -> None:
        old = ["Women wrote half of the letters.", "The end."]
        new = ["Click here to start.", "Women wrote most of the letters.", "The end."]
        assert align(old, new) == {0: None, 1: 0, 2: 1}

    def test_a_sentence_rewritten_wholly_is_a_change(self) -> None:
        assert align(["A.", "Old words", "Z."], ["A.", "Something else altogether", "Z."]) == {0: 0, 1: 1, 2: 2}

    def test_also_beside_a_reworded_one(self) -> None:
        old = ["Women wrote half of the letters.", "Old stuff"]
        new = ["Women wrote most of the letters.", "Something else altogether"]
        assert align(old, new) == {0: 0, 1: 1}

    def test_two_unlike_sentences_for_one_are_new(self) -> None:
        assert align(["Old words"], ["Something else altogether", "Click here!"]) == {0: None, 1: None}

    def test_the_best_goes_first_and_each_old_one_once(self) -> None:
        old = ["Women wrote half of the letters."]
        new = ["Women wrote some of these letters.", "Women wrote half of the letters, men too."]
        assert align(old, new) == {0: None, 1: 0}

    @pytest.mark.parametrize("ending", ["", " in our school library this year"])
    def test_reworded_sentences_keep_their_order(self, ending: str) -> None:
        old = ["Women wrote half of the letters.", f"Girls read all of the books{ending}."]
        new = [f"Girls read some of the books{ending}.", "Women wrote most of the letters."]
        pairs = [(a, b) for a, b in align(old, new).items() if b is not None]
        assert len(pairs) == 1

    def test_a_moved_sentence_that_now_stands_twice_is_new_the_second_time(self) -> None:
        assert align(["Moved.", "One.", "Two."], ["One.", "Two.", "Moved.", "Moved."]) == {0: 1, 1: 2, 2: 0, 3: None}

    def test_a_sentence_split_in_two_stays_with_the_likelier_half(self) -> None:
        old = ["We asked 400 children, and girls of six chose games for clever people less often."]
        new = ["We asked 400 children.", "Girls of six chose games for clever people less often."]
        assert align(old, new) == {0: None, 1: 0}

    def test_nothing_old_and_nothing_new(self) -> None:
        assert align([], ["a"]) == {0: None}
        assert align(["a"], []) == {}

    @given(st.lists(TEXTS, max_size=7), st.lists(TEXTS, max_size=7))
    def test_every_new_string_has_an_answer_and_no_old_one_two(self, old: list[str], new: list[str]) -> None:
        found = align(old, new)
        assert sorted(found) == list(range(len(new)))
        used = [index for index in found.values() if index is not None]
        assert len(used) == len(set(used))
        assert set(used) <= set(range(len(old)))

    @given(st.lists(st.sampled_from("abcde"), max_size=9), st.lists(st.sampled_from("abcdefg"), max_size=9))
    def test_equal_strings_find_each_other_as_often_as_they_can(self, old: list[str], new: list[str]) -> None:
        equal = [new[index] for index, source in align(old, new).items() if source is not None and old[source] == new[index]]
        assert all(equal.count(text) == min(old.count(text), new.count(text)) for text in set(new))

    @given(SENTENCES, st.data())
    def test_inserting_one_leaves_the_others(self, old: list[str], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(old)))
        found = align(old, [*old[:place], "Inserted words", *old[place:]])
        assert found == {index: None if index == place else index - (index > place) for index in range(len(old) + 1)}

    @given(SENTENCES.filter(bool), st.data())
    def test_deleting_one_leaves_the_others(self, old: list[str], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(old) - 1))
        found = align(old, old[:place] + old[place + 1 :])
        assert found == {index: index + (index >= place) for index in range(len(old) - 1)}

    @given(SENTENCES.filter(bool), st.data())
    def test_moving_one_leaves_the_others_and_finds_it(self, old: list[str], data: st.DataObject) -> None:
        new = list(old)
        new.insert(data.draw(st.integers(0, len(old) - 1)), new.pop(data.draw(st.integers(0, len(old) - 1))))
        assert [old[source] for source in align(old, new).values() if source is not None] == new
