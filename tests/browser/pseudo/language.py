"""Two languages that nobody speaks: what is not translated stands out, what has no room for longer words breaks.

``⟦Ŵŵööméén íín sççíéénçéé ~~⟧``: every Latin letter has become another one, vowels stand twice, a tail makes up for the rest of the growth,
and the marks show where a text begins and ends. The second language says the same in Arabic letters, from right to left. Tags, entities,
placeholders, addresses and numbers stay as they are.
"""

from __future__ import annotations

import math
import re

from translation.machine.checking import UNTOUCHABLE
from translation.quality.markup import plain_text

# The codes that Android and Chromium use for the first; the second is a language that Django knows to be written from right to left.
PSEUDO, RIGHT_TO_LEFT = "en-xa", "ar"
LATIN = "abcdefghijklmnopqrstuvwxyz"
LETTERS = {
    PSEUDO: str.maketrans(LATIN + LATIN.upper(), "áƀçðéƒĝĥíĵķļɱñöþǫŕšţúṽŵẋýž" + "ÁƁÇÐÉƑĜĤÍĴĶĻṀÑÖÞǪŔŠŢÚṼŴẊÝŽ"),
    RIGHT_TO_LEFT: str.maketrans(LATIN + LATIN.upper(), "ابجدهفغحيزكلمنوطقرستعثخشىظ" * 2),
}
TAILS = {PSEUDO: "~", RIGHT_TO_LEFT: "ـ"}
VOWELS = re.compile("([aeiou])", re.IGNORECASE)
# Numbers alone are no text, but a percentage is written in each language's own way.
TRANSLATED = re.compile(r"[A-Za-z%]")
GROWTH = 0.4
# A tail breaks into lines as words do.
TAIL_WORD = 7


def pseudo(text: str, language: str, *, limit: int | None = None) -> str:
    """The text in one of the two languages; without a letter or a percentage, as it is. ``limit``: characters that the place can hold."""
    core = text.strip()
    if not TRANSLATED.search(core):
        return text
    begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    longer = _respelled(core, language, doubles=True)
    missing = math.ceil((1 + GROWTH) * len(plain_text(core))) - len(plain_text(longer))
    if missing > 0:
        longer += " " + _tail(missing, TAILS[language])
    if limit is not None and len(longer) + 2 > limit:
        longer = _respelled(core, language, doubles=False)[: limit - 2]
    return f"{begin}⟦{longer}⟧{end}"


def _tail(length: int, letter: str) -> str:
    whole, rest = divmod(length, TAIL_WORD)
    return " ".join([*[letter * TAIL_WORD] * whole, *[letter * rest] * bool(rest)])


def _respelled(text: str, language: str, *, doubles: bool) -> str:
    def respell(part: str) -> str:
        return (VOWELS.sub(r"\1\1", part) if doubles else part).translate(LETTERS[language])

    pieces, end = [], 0
    for match in UNTOUCHABLE.finditer(text):
        pieces += [respell(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, respell(text[end:])])
