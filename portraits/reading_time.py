"""How long a text takes to read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

# Slower than the 238 words a minute that Brysbaert (2019, Journal of Memory and Language) found for English read in one's first language:
# many of our readers have another one, and a figure with its source is read twice.
WORDS_A_MINUTE = 200
# What stands under a text and is looked up rather than read.
UNREAD = frozenset({"references"})


def minutes_for(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def count_words(body: Iterable[Any]) -> int:
    """The words of a stream's blocks as a search index sees them: without tags, addresses and what is only looked up."""
    texts = (text for child in body if child.block_type not in UNREAD for text in child.block.get_searchable_content(child.value))
    return sum(len(str(text).split()) for text in texts)
