"""Numbers that come in an address or a form."""

from __future__ import annotations

# Every number of so many digits fits into a database's key; longer ones Python itself may refuse to read.
MAX_DIGITS = 18


def number_in(text: str) -> int | None:
    """The number that a text is; None for what is no key of anything."""
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None
