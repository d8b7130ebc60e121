"""The two languages themselves: what they keep, what they change, and that one can tell."""

from __future__ import annotations

import re

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.pseudo.catalogs import PLURALS, SOURCES, catalog
from tests.browser.pseudo.language import PSEUDO, RIGHT_TO_LEFT, pseudo
from translation.machine.checking import UNTOUCHABLE
from translation.quality import check
from translation.quality.markup import plain_text

LANGUAGES = (PSEUDO, RIGHT_TO_LEFT)
words = st.lists(st.text("abcdefghijklmnopqrstuvwxyzABCXYZ", min_size=1, max_size=12), min_size=1, max_size=20).map(" ".join)
pieces = st.sampled_from(
    ["%(name)s", "{count}", "{{ title }}", "42", "2.7", "&amp;", "<b>bold</b>", '<a id="a1">link</a>', "https://example.org/a"]
)
texts = st.lists(st.one_of(words, pieces), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=texts)
def test_tags_placeholders_addresses_and_numbers_stay(language: str, text: str) -> None:
    assert [finding for finding in check(text, pseudo(text, language), language=language) if finding.is_error] == []


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=texts)
def test_no_latin_letter_stays_but_in_what_must(language: str, text: str) -> None:
    assert not re.search("[A-Za-z]", UNTOUCHABLE.sub("", pseudo(text, language)))


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=words)
def test_every_text_is_longer_by_two_fifths_at_least(language: str, text: str) -> None:
    assert len(plain_text(pseudo(text, language))) >= 1.4 * len(text) + 2


@given(text=words, limit=st.integers(3, 60))
def test_a_field_is_never_asked_to_hold_more_than_it_can(text: str, limit: int) -> None:
    made = pseudo(text, PSEUDO, limit=limit)
    assert len(made) <= limit
    assert made[0] + made[-1] == "⟦⟧"


@pytest.mark.parametrize("text", ["", " ", "1,234.5", "– · –", "\n"])
def test_what_has_no_words_stays_as_it_is(text: str) -> None:
    assert pseudo(text, PSEUDO) == text


def test_space_around_a_text_stays_around_it() -> None:
    assert pseudo("\nGo on ", PSEUDO) == "\n⟦Ĝöö ööñ⟧ "


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalog_says_something_for_every_message(language: str) -> None:
    made = catalog(polib.pofile(str(SOURCES[0])), language)
    forms = int(re.findall(r"\d+", PLURALS[language])[0])
    assert len(made) > 200
    assert [entry.msgid for entry in made if not entry.msgid_plural and not entry.msgstr] == []
    assert [entry.msgid for entry in made if entry.msgid_plural and len(entry.msgstr_plural) != forms] == []
