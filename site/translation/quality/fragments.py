"""What a translation takes over letter by letter: placeholders, web and e-mail addresses."""

from __future__ import annotations

import re
from collections import Counter

PLACEHOLDER = re.compile(
    r"""
    \{\{\s*(?P<variable>[^{}]{1,60}?)\s*\}\}          # {{ name }}
    | \{%[^{}%]{1,60}%\}                              # {% tag %}
    | \$?\{[\w.\[\]!:-]{0,60}\}                       # {name} {0} {} ${name}
    | %\(\w{1,60}\)[-#0+]*\d*(?:\.\d+)?[a-zA-Z]       # %(name)s
    | (?<![\d\w%])%(?:\d\$)?[sdif](?![a-zA-Z])        # %s %d %1$s, but not 50 %
    """,
    re.VERBOSE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# A sentence's own marks, met at the end of an address.
CLOSING_MARKS = ".,;:!?)]}'’·…"


def placeholders(plain: str) -> Counter[str]:
    """How often each placeholder occurs in a plain text; spaces inside double braces do not count."""
    return Counter(f"{{{{ {match['variable']} }}}}" if match["variable"] else match[0] for match in PLACEHOLDER.finditer(plain))


def addresses(plain: str) -> Counter[str]:
    """How often each web or e-mail address occurs in a plain text, without the sentence's closing marks."""
    return Counter(found.rstrip(CLOSING_MARKS) for found in ADDRESS.findall(plain))


def without_fragments(plain: str) -> str:
    """A plain text with a space in place of every placeholder and address: only the words and numbers that are translated."""
    return ADDRESS.sub(" ", PLACEHOLDER.sub(" ", plain))
