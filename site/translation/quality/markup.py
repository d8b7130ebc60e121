"""The markup of localize's strings: inline tags, links as ``<a id="a1">``, line breaks as ``<br/>``, ``&`` as ``&amp;``.

Read with regular expressions rather than a parser, because a parser mends what these checks are to find.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass

from wagtail_localize.strings import INLINE_TAGS

# Without a choice of how to match, so that a long unfinished tag takes no time.
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?:[\s/][^<>]*)?)>")
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
UNFINISHED_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,20}")
LINK_ID = re.compile(r"\s*id\s*=\s*(?:\"([^\"]*)\"|'([^']*)')\s*")
LINE_BREAK_TAG = "br"


@dataclass(frozen=True)
class Markup:
    """The tags of one string: how often each inline tag is opened, how often each link id occurs, how many lines are broken; and every tag
    that is not closed, not opened, crossed, unfinished or not allowed in a string, as it is written."""

    tags: Counter[str]
    links: Counter[str]
    line_breaks: int
    faults: tuple[str, ...]


def read_markup(text: str) -> Markup:
    """The markup of a string. A link without an id counts under the empty id."""
    opened: Counter[str] = Counter()
    links: Counter[str] = Counter()
    faults: list[str] = []
    pending: list[str] = []
    for match in TAG.finditer(text):
        name, attributes, is_empty = _parts(match)
        if name not in INLINE_TAGS or (attributes and not (name == "a" and LINK_ID.fullmatch(attributes))):
            faults.append(match[0])
        elif not match["end"]:
            opened[name] += 1
            if name == "a":
                links[link_id(attributes)] += 1
            if name != LINE_BREAK_TAG and not is_empty:
                pending.append(name)
        elif pending and pending[-1] == name:
            pending.pop()
        else:
            faults.append(match[0])
    faults += [f"<{name}>" for name in pending]
    faults += UNFINISHED_TAG.findall(TAG.sub("", text))
    del opened["a"]
    return Markup(opened, links, opened.pop(LINE_BREAK_TAG, 0), tuple(dict.fromkeys(faults)))


def link_id(attributes: str) -> str:
    """The id in the attributes of a link, or the empty text."""
    match = LINK_ID.fullmatch(attributes)
    return (match[1] or match[2] or "") if match else ""


def plain_text(text: str) -> str:
    """What a reader sees of a string: without tags, line breaks as newlines, entities resolved."""
    if "<" in text:
        text = TAG.sub("", LINE_BREAK.sub("\n", text))
    return html.unescape(text) if "&" in text else text


def canonical(text: str) -> str:
    """A string as localize writes it, whoever wrote it: tags in small letters, ids in double quotes, ``<br/>``, only ``&``, ``<`` and ``>``
    escaped. Says nothing about whether the tags are allowed or closed."""
    pieces, end = [], 0
    for match in TAG.finditer(text):
        pieces += [_escaped(text[end : match.start()]), _canonical_tag(match)]
        end = match.end()
    return "".join([*pieces, _escaped(text[end:])])


def _parts(match: re.Match[str]) -> tuple[str, str, bool]:
    """The name and the attributes of a tag, and whether it closes itself."""
    rest = match["rest"].strip()
    return match["name"].lower(), rest.rstrip("/").rstrip(), rest.endswith("/")


def _escaped(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)


def _canonical_tag(match: re.Match[str]) -> str:
    name, attributes, is_empty = _parts(match)
    if name == LINE_BREAK_TAG:
        return "<br/>"
    if match["end"]:
        return f"</{name}>"
    opened = f'<{name} id="{link_id(attributes)}">' if LINK_ID.fullmatch(attributes) else f"<{' '.join(filter(None, [name, attributes]))}>"
    return f"{opened}</{name}>" if is_empty else opened
