"""The picture beside a link: names of any length and in any of the site's scripts fit."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from common.enums import Scheme
from portraits.cards import COLOURS, HEIGHT, WIDTH, draw_card, fitted, length, script_of

NAMES = ["Ada Lovelace", "Maria Skłodowska-Curie", "Παναγιώτα Ποϊράζη", "Софья Ковалевская", "Ångström " * 12]


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_its_room(name):
    words = fitted(name, 600, sizes=(88, 66, 46), weight=600, lines=3)
    assert len(words.lines) <= 3
    assert all(length(line, words.size, words.weight) <= 660 for line in words.lines)


def test_what_is_too_long_is_cut_and_says_so():
    assert fitted("word " * 60, 300, sizes=(40,), weight=400, lines=2).lines[-1].endswith(" …")


def test_letters_come_from_the_file_that_has_them():
    assert [script_of(letter) for letter in "aåłπж"] == ["latin", "latin", "latin-ext", "greek", "cyrillic"]


def test_every_scheme_has_its_colours():
    assert set(COLOURS) == set(Scheme.values)


def test_the_same_words_give_the_same_picture():
    first, second = (draw_card("Ada Lovelace", "She wrote a table.", "violet", "Westem Up") for _number in range(2))
    assert first == second
    assert Image.open(io.BytesIO(first)).size == (WIDTH, HEIGHT)
