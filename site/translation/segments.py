"""The strings of one page or snippet in one language, with all that a translator, a reviewer or a count wants to know: a few queries
whatever their number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.html import strip_tags
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.models import Rewording
from translation.states import State

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


@dataclass(frozen=True)
class Previous:
    """The wording that a sentence had before, and its translation."""

    source: str
    target: str


@dataclass(frozen=True)
class Segment:
    """One string at one place. ``text`` is what the translator has, ``approved`` the last approved wording of this very source."""

    id: int
    context_id: int
    string_id: int
    path: str
    source: str
    order: int
    state: State
    text: str = ""
    approved: str | None = None
    error: str = ""
    translation_id: int | None = None
    tool: str = ""
    translated_by: int | None = None
    updated_at: datetime | None = None
    previous: Previous | None = None

    @property
    def place(self) -> tuple[int, int]:
        """What identifies the string in all languages."""
        return self.context_id, self.string_id

    @property
    def words(self) -> int:
        """The length of the source in words, at least one."""
        return count_words(self.source)


@lru_cache(maxsize=4096)
def count_words(text: str) -> int:
    """Words of a localize string without its tags; a number is a word."""
    return max(1, len(WORD.findall(strip_tags(text))))


def load_segments(translation: Translation) -> list[Segment]:
    """All strings in the order of the page: three queries, a fourth where sentences changed."""
    return load_many([translation])[translation.pk]


def load_many(translations: Sequence[Translation]) -> dict[int, list[Segment]]:
    """The same for several translations into any languages, by their ids."""
    sources = {item.source_id for item in translations}
    rows = list(StringSegment.objects.filter(source_id__in=sources).select_related("string", "context").order_by("source_id", "order"))
    keys = {item.source.object_id for item in translations}
    locales = {item.target_locale_id for item in translations}
    # By object, not by context: a page has too many contexts for the parameters of one query.
    known = StringTranslation.objects.filter(context__object_id__in=keys, locale_id__in=locales).select_related("approval")
    by_place: dict[tuple[int, int, int], StringTranslation] = {}
    for item in known:
        if item.context_id is not None:
            by_place[item.locale_id, item.context_id, item.translation_of_id] = item
    origins = _origins(keys) if any((loc, row.context_id, row.string_id) not in by_place for row in rows for loc in locales) else {}
    by_source: dict[int, list[StringSegment]] = defaultdict(list)
    for row in rows:
        by_source[row.source_id].append(row)
    return {
        item.pk: [_segment(row, item.target_locale_id, by_place, origins) for row in by_source[item.source_id]] for item in translations
    }


Origins = dict[tuple[int, int], tuple[int, str]]


def _origins(keys: set[object]) -> Origins:
    """The previous string and its text, by (context, string)."""
    rows = Rewording.objects.filter(context__object_id__in=keys).values_list("context_id", "string_id", "previous_id", "previous__data")
    return {(context, string): (previous, text) for context, string, previous, text in rows}


def _segment(row: StringSegment, locale_id: int, known: dict[tuple[int, int, int], StringTranslation], origins: Origins) -> Segment:
    base = {
        "id": row.pk,
        "context_id": row.context_id,
        "string_id": row.string_id,
        "path": row.context.path,
        "source": row.string.data,
        "order": row.order,
    }
    found = known.get((locale_id, row.context_id, row.string_id))
    if found is None:
        previous = _previous(row, locale_id, known, origins)
        return Segment(**base, state=State.STALE if previous else State.MISSING, previous=previous)
    approval = getattr(found, "approval", None)
    return Segment(
        **base,
        state=_state(found, approval.text if approval else None),
        text=found.data,
        approved=approval.text if approval else None,
        error=(found.field_error or "error") if found.has_error else "",
        translation_id=found.pk,
        tool=found.tool_name,
        translated_by=found.last_translated_by_id,
        updated_at=found.updated_at,
        previous=_previous(row, locale_id, known, origins),
    )


def _state(found: StringTranslation, approved: str | None) -> State:
    if approved == found.data and not found.has_error:
        return State.APPROVED
    return State.MACHINE if found.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE else State.UNREVIEWED


def _previous(
    row: StringSegment, locale_id: int, known: dict[tuple[int, int, int], StringTranslation], origins: Origins
) -> Previous | None:
    """The nearest earlier wording that has a translation."""
    string_id, seen = row.string_id, {row.string_id}
    while origin := origins.get((row.context_id, string_id)):
        string_id, text = origin
        if string_id in seen:
            return None
        seen.add(string_id)
        if found := known.get((locale_id, row.context_id, string_id)):
            approval = getattr(found, "approval", None)
            return Previous(source=text, target=approval.text if approval else found.data)
    return None
