"""One thing for each day: the same for every reader, and in every language that has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, Subquery, When


def of_the_day(things: QuerySet[Any], locale_id: int, day: date) -> Any | None:
    """Today's of ``things``, which are translatable and given in all their languages; None where a language has none. Two queries.

    They take turns in the order of their keys, so that each has its day before any has another. A language that has not got today's
    shows the next one that it has.
    """
    keys = things.order_by("translation_key").values("translation_key").distinct()
    number = keys.count()
    if not number:
        return None
    turn = day.toordinal() % number
    has_its_turn_first = Case(When(translation_key__gte=Subquery(keys[turn : turn + 1]), then=0), default=1)
    return things.filter(locale_id=locale_id).order_by(has_its_turn_first, "translation_key").first()
