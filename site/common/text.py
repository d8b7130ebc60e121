"""Text as people type it, brought to one form; and the words of a search found in it again."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

# Letters that no accent can be taken off, as somebody writes them who has not got the key.
PLAIN = {"æ": "ae", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ø": "o", "œ": "oe", "þ": "th", "ŧ": "t"}
# Accents, rings round letters, and what nobody sees, such as soft hyphens.
UNSEEN = {"Mn", "Me", "Cf"}
# How many characters the table of folded ones may hold: what Europe writes, and no stranger's tour of Unicode.
KEPT_CHARACTERS = 5000
# Between words and texts in an index. Folded words hold no such sign: the first one is the border.
BORDER = "|\n"
# How many times a word of the title counts: enough for a long lesson about a thing to stand before a short page that mentions it.
TITLE_WEIGHT = 20


def collapse(text: str) -> str:
    """NFC, without control characters, runs of white space as one space, none at the ends."""
    clean = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(c for c in clean if unicodedata.category(c) not in {"Cc", "Cs"}).split())


class FoldedCharacters(dict[int, str]):
    """What each character is folded to, for ``str.translate``: letters and digits, a space, or nothing."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        if len(self) < KEPT_CHARACTERS:
            self[code] = folded
        return folded


def fold_character(character: str) -> str:
    """A letter or digit without case and accents, nothing for what is not seen, a space for everything else."""
    if unicodedata.category(character) in UNSEEN:
        return ""
    plain = _without_marks(_without_marks(character).casefold())
    # A vowel sign of an Indian script is a mark, but not an accent.
    kept = (c if c.isalnum() or unicodedata.category(c) == "Mc" else " " for c in plain)
    return "".join(PLAIN.get(c, c) for c in kept)


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in UNSEEN)


FOLDED = FoldedCharacters()


def fold(text: str) -> str:
    """The words of a text as a search compares them: ΓΥΝΑΊΚΕΣ, γυναικες and γυναίκες are one, and so are Åäö and aao.

    Letters and digits only, without case and accents, one space between words. Folding again changes nothing.
    """
    return unicodedata.normalize("NFC", " ".join(text.translate(FOLDED).split()))


def join_indexed(title: str, texts: Sequence[str]) -> str:
    """One text for a search index: folded words, which searches compare, then the texts as they are, a line each, for excerpts.

    The title's words stand there several times: databases weigh fields in different ways, but all of them count words.
    """
    words = " ".join([*[fold(title)] * TITLE_WEIGHT, fold(" ".join(texts))])
    return BORDER.join([words, "\n".join(collapse(text) for text in texts)])


def split_indexed(text: str) -> list[str]:
    """The texts that ``join_indexed`` was given; none from a text of any other kind."""
    return [line for line in text.partition(BORDER)[2].split("\n") if line]


@dataclass(frozen=True)
class Piece:
    """A stretch of text; a hit is a word that was looked for."""

    text: str
    is_hit: bool = False


def pieces(text: str, terms: Collection[str]) -> list[Piece]:
    """The text cut into words that fold to one of ``terms`` and what is between them; joined, the pieces are the text."""
    result: list[Piece] = []
    position = 0
    for start, end in _hits(text, terms):
        result += [Piece(text[position:start]), Piece(text[start:end], is_hit=True)]
        position = end
    result.append(Piece(text[position:]))
    return [piece for piece in result if piece.text]


def excerpt(texts: Sequence[str], terms: Collection[str], length: int = 240) -> list[Piece]:
    """About ``length`` characters round the first hit in the text that has most of the terms; the first text's beginning if none has any.

    Texts are as ``collapse`` leaves them. An ellipsis stands where something was left out; words stay whole unless one is longer than
    the excerpt.
    """
    wanted = set(terms)
    # The first of equals: max() keeps it.
    text = max(texts, key=lambda candidate: len(wanted.intersection(fold(candidate).split())), default="")
    first = next(_hits(text, wanted), (0, 0))[0]
    start = _word_start(text, first - length // 3, first) if len(text) > length else 0
    end = _word_end(text, start + length)
    cut = pieces(text[start:end].strip(), wanted)
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(text) else []
    return before + cut + after


def _word_start(text: str, wanted: int, latest: int) -> int:
    """The first beginning of a word from ``wanted`` on, at most ``latest``."""
    if wanted <= 0:
        return 0
    space = text.find(" ", wanted - 1, latest)
    return space + 1 if space >= 0 else latest


def _word_end(text: str, wanted: int) -> int:
    """The last end of a word up to ``wanted``; ``wanted`` itself where there is no space before it."""
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", 0, wanted + 1)
    return space if space > 0 else wanted


def _hits(text: str, terms: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where words begin and end that fold to one of the terms, found as they are asked for."""
    wanted = set(terms)
    position = 0
    for _is_word, run in groupby(text, key=_is_in_word):
        end = position + len(list(run))
        if not wanted.isdisjoint(fold(text[position:end]).split()):
            yield position, end
        position = end


def _is_in_word(character: str) -> bool:
    return FOLDED[ord(character)] != " "
