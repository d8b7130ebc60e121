"""Texts made ready for a machine, and its drafts looked at before anyone sees them."""

from __future__ import annotations

import re

from translation.quality import FindingCode, check
from translation.quality.fragments import ADDRESS, CLOSING_MARKS, PLACEHOLDER
from translation.quality.markup import TAG, canonical

# What no machine may touch in a string.
UNTOUCHABLE = re.compile(
    rf"(?P<tag>{TAG.pattern})|(?P<entity>&\#?\w+;)|(?P<placeholder>(?x:{PLACEHOLDER.pattern}))|(?P<address>(?i:{ADDRESS.pattern}))"
)
# Engines leave code elements alone, some by their name, some by the attribute.
PROTECTED = '<code translate="no">{}</code>'
PROTECTION = re.compile(r"<code\s+translate=[\"']?no[\"']?\s*>(.*?)</code>", re.DOTALL | re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
DECISIVE = frozenset({FindingCode.EMPTY, FindingCode.TAGS, FindingCode.LINKS, FindingCode.PLACEHOLDERS, FindingCode.NUMBERS})


def protect(text: str) -> str:
    """A string of localize with its placeholders and addresses marked as not to be translated."""
    return UNTOUCHABLE.sub(_protected, text)


def accept(source: str, answer: object, language: str) -> str | None:
    """A machine's answer as a string of localize, with the source's white space at the ends.

    None for what is no text, and for a text that lost or invented a tag, a link, a placeholder or a number.
    """
    if not isinstance(answer, str) or CONTROL.search(answer):
        return None
    begin, end = len(source) - len(source.lstrip()), len(source.rstrip())
    draft = source[:begin] + canonical(PROTECTION.sub(r"\1", answer)).strip() + source[end:]
    findings = check(source, draft, language=language)
    return None if any(finding.is_error and finding.code in DECISIVE for finding in findings) else draft


def _protected(match: re.Match[str]) -> str:
    if match["placeholder"]:
        return PROTECTED.format(match[0])
    if match["address"]:
        address = match[0].rstrip(CLOSING_MARKS)
        return PROTECTED.format(address) + match[0][len(address) :]
    return match[0]
