"""A string as people type it: ``&`` for ``&amp;``, a new line for ``<br/>``, tags as they are.

``to_text`` loses nothing: what comes back from a form unchanged is the very string. A string that could not be told from another one is
shown as localize keeps it.
"""

from __future__ import annotations

import hashlib
import html
import re

from translation.quality.markup import LINE_BREAK, TAG

BREAK = "<br/>"
BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")


def to_text(string: str) -> str:
    """The text for a form's field."""
    shown = LINE_BREAK.sub("\n", string) if "\n" not in string else string
    pieces = _pieces(shown)
    text = "".join(piece if is_tag else html.unescape(piece) for is_tag, piece in pieces)
    return text if from_text(text, like=string) == string else string


def from_text(text: str, *, like: str) -> str:
    """localize's string for what somebody has typed as a translation of ``like``, or of a string with its line breaks and outer spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not like[:1].isspace() and not like.startswith("<br"):
        text = text.lstrip()
    if not like[-1:].isspace() and not like.rstrip("/>").endswith("<br"):
        text = text.rstrip()
    text = "".join(piece if is_tag else _escape(piece) for is_tag, piece in _pieces(text))
    return text if "\n" in like else text.replace("\n", BREAK)


def fingerprint(string: str) -> str:
    """What a form remembers of the text that it showed."""
    return hashlib.sha256(string.encode()).hexdigest()[:16]


def _pieces(text: str) -> list[tuple[bool, str]]:
    """The text cut into tags and what is between them."""
    pieces, end = [], 0
    for match in TAG.finditer(text):
        pieces += [(False, text[end : match.start()]), (True, match[0])]
        end = match.end()
    return [*pieces, (False, text[end:])]


def _escape(piece: str) -> str:
    return BARE_AMPERSAND.sub("&amp;", piece).replace("<", "&lt;").replace(">", "&gt;")
