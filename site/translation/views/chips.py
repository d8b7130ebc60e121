"""A string of the source with its tags shown as such."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translation.quality.markup import LINE_BREAK, TAG, link_id


@dataclass(frozen=True)
class Chip:
    """A stretch of a string: words, or a tag with what it stands for (the address of a link)."""

    text: str
    is_tag: bool = False
    meaning: str = ""


def chips(string: str, attrs: Mapping[str, Any]) -> list[Chip]:
    """Words and tags in their order. ``attrs`` are localize's attributes by the id of the tag; line breaks are words of their own."""
    found, end = [], 0
    for match in TAG.finditer(string):
        found.append(Chip(html.unescape(string[end : match.start()])))
        end = match.end()
        if LINE_BREAK.fullmatch(match[0]):
            found.append(Chip("\n"))
        else:
            found.append(Chip(match[0], is_tag=True, meaning=_meaning(match["rest"].rstrip("/"), attrs)))
    found.append(Chip(html.unescape(string[end:])))
    return [chip for chip in found if chip.text]


def tags_of(string: str) -> list[str]:
    """The opening tags of a string with their ends, each once: what a translator puts around words."""
    opened = (match for match in TAG.finditer(string) if not match["end"] and not match["rest"].endswith("/"))
    return list(dict.fromkeys(f"{match[0]}</{match['name']}>" for match in opened if not LINE_BREAK.fullmatch(match[0])))


def _meaning(attributes: str, attrs: Mapping[str, Any]) -> str:
    values = attrs.get(link_id(attributes))
    return " ".join(str(value) for value in values.values()) if isinstance(values, Mapping) else ""
