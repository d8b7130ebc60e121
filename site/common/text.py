"""Text as people type it, brought to one form."""

from __future__ import annotations

import unicodedata


def collapse(text: str) -> str:
    """NFC, without control characters, runs of white space as one space, none at the ends."""
    clean = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(c for c in clean if unicodedata.category(c) not in {"Cc", "Cs"}).split())
