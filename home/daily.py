"""One thing for each day: the same for every reader, and in every language that has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import MD5, Cast, Concat


def of_the_day(things: QuerySet[Any], day: date) -> Any | None:
    """Today's of ``things``, which are translatable and in one language; None where there are none. One query.

    The day draws a lot for each key, and the lowest wins. So the languages agree without asking each other, one that has not got the
    winner shows the next in line, and something new takes over no more than its share of the days.
    """
    lot = MD5(Concat(Cast("translation_key", CharField(max_length=36)), Value(day.isoformat())))
    return things.order_by(lot).first()
