"""Which words of a rendered page are which string.

Strings go into the page between private characters; afterwards these become elements around the words in the page's text, and vanish where
no element may stand: in attributes, titles, scripts, form options. Templates need not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BEGIN, SEPARATOR, END = "\ue000", "\ue001", "\ue002"
# Digits of their own: no filter or search takes them for a number of the text.
DIGITS = {digit: chr(0xE010 + digit) for digit in range(10)}
MARK = re.compile(f"{BEGIN}([{DIGITS[0]}-{DIGITS[9]}]+){SEPARATOR}|{END}")
LEFT_OVER = re.compile(f"[{BEGIN}-{END}{DIGITS[0]}-{DIGITS[9]}]")
TOKEN = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|textarea|title|option|template|noscript|desc)\b.*?</(?P=raw)\s*>|</?[a-zA-Z][^>]*>|<![^>]*>",
    re.DOTALL | re.IGNORECASE,
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


def mark(number: int, string: str) -> str:
    """The string, to be found again. An empty one stays empty."""
    return f"{BEGIN}{''.join(DIGITS[int(digit)] for digit in str(number))}{SEPARATOR}{string}{END}" if string else ""


def resolve(page: str, here: int | None = None) -> str:
    """The page with ``<span data-string>`` around each marked string; the first of each has an id, and that of ``here`` an outline."""
    tokens = list(_tokens(page))
    kept = _pairs(tokens)
    seen: set[int] = set()
    result = []
    for index, (kind, text, _depth, is_drawing) in enumerate(tokens):
        if kind != "mark":
            result.append(LEFT_OVER.sub("", text))
        elif index in kept:
            result.append(_element(text, is_drawing, seen, here))
    return "".join(result)


Token = tuple[str, str, int, bool]


def _tokens(page: str) -> Iterator[Token]:
    """(text, tag or mark; how it is written; how many elements are open; whether inside a drawing)."""
    depth, drawing, end = 0, 0, 0
    for match in TOKEN.finditer(page):
        for kind, text in _text(page[end : match.start()]):
            yield kind, text, depth, drawing > 0
        end = match.end()
        tag = match[0]
        name = NAME.match(tag)
        is_open = name is not None and not match["raw"] and not tag.endswith("/>") and name[1].lower() not in VOID
        if is_open and name is not None:
            step = -1 if tag.startswith("</") else 1
            depth += step
            drawing += step if name[1].lower() == "svg" else 0
        yield "tag", tag, depth, drawing > 0
    for kind, text in _text(page[end:]):
        yield kind, text, depth, drawing > 0


def _text(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in MARK.finditer(text):
        yield "text", text[end : match.start()]
        yield "mark", match[0]
        end = match.end()
    yield "text", text[end:]


def _pairs(tokens: list[Token]) -> set[int]:
    """The marks that begin and end at the same level; a text that a template has cut has lost one."""
    kept: set[int] = set()
    opened: list[tuple[int, int]] = []
    for index, (kind, text, depth, _is_drawing) in enumerate(tokens):
        if kind != "mark":
            continue
        if text != END:
            opened.append((index, depth))
            continue
        while opened:
            begin, level = opened.pop()
            if level == depth:
                kept |= {begin, index}
                break
    return kept


def _element(text: str, is_drawing: bool, seen: set[int], here: int | None) -> str:
    name = "tspan" if is_drawing else "span"
    match = MARK.match(text)
    if match is None or match[1] is None:
        return f"</{name}>"
    number = int("".join(str(ord(letter) - 0xE010) for letter in match[1]))
    identity = "" if number in seen else f' id="string-{number}"'
    seen.add(number)
    style = ' style="outline:3px solid #007d7e;outline-offset:3px"' if number == here else ""
    return f'<{name} data-string="{number}"{identity}{style}>'
