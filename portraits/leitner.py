"""Spaced repetition with Leitner's five boxes: pure, no request, no database.

A card that was known moves one box on, one that was not goes back to the first. The boxes come up again after 1, 2, 4, 8 and 16 days. A
card that is known in the last box stays there. After S. Leitner, So lernt man lernen, 1972; the doubling intervals are the common form.
"""

from __future__ import annotations

from datetime import date, timedelta

BOXES = 5


def next_box(box: int, *, known: bool) -> int:
    """The box after an answer, 1 to 5; a card that was never seen is in box 0."""
    return min(box + 1, BOXES) if known else 1


def due_on(box: int, today: date) -> date:
    """The day on which a card that went into this box today comes up again."""
    return today + timedelta(days=2 ** (box - 1))
