"""Translation memory: how the same sentence, or one much like it, was translated elsewhere in this language.

The memory is what people have translated; a machine's draft counts once somebody has approved it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Length
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

from translation.models import Approval
from translation.segments import Segment
from translation.services.editing import error_in
from translation.similarity import best_matches
from translation.states import State

# How many different strings are compared with one: the newest of about its length.
MOST_CANDIDATES = 3000
THRESHOLD = 0.7
LIMIT = 4


@dataclass(frozen=True)
class Hit:
    """A translation from the memory. ``similarity`` of the sources is 1 for the same sentence; ``origin`` names where it stands."""

    source: str
    text: str
    similarity: float
    is_approved: bool
    origin: str

    @property
    def percent(self) -> int:
        return int(100 * self.similarity)

    @property
    def is_exact(self) -> bool:
        return self.similarity == 1


def exact_matches(translation: Translation, segments: Iterable[Segment]) -> dict[tuple[int, int], str]:
    """For open strings, how the same sentence is translated elsewhere, by place; approved first, then the newest. One query.

    Only what has nothing yet: a machine's draft is taken over, a person's text is not.
    """
    open_segments = [item for item in segments if item.state in {State.MISSING, State.STALE, State.MACHINE}]
    if not open_segments:
        return {}
    wanted = {item.string_id for item in open_segments}
    # By the source, not by id: a page has too many strings for the parameters of one query.
    strings = String.objects.filter(segments__source=translation.source).values("pk")
    rows = _ours(translation).filter(translation_of__in=strings).order_by("-updated_at")
    best: dict[int, tuple[bool, int, str]] = {}
    for row in rows:
        approved = _approved(row)
        if row.translation_of_id in wanted and (row.translation_of_id not in best or (approved and not best[row.translation_of_id][0])):
            best[row.translation_of_id] = (approved, row.context_id or 0, row.data)
    return {
        item.place: best[item.string_id][2]
        for item in open_segments
        if item.string_id in best and best[item.string_id][1] != item.context_id and not error_in(item.source, best[item.string_id][2])
    }


def suggest(translation: Translation, segment: Segment) -> list[Hit]:
    """The best hits for one string, the same sentence first, approved before not approved: four queries."""
    same = list(_ours(translation).filter(translation_of_id=segment.string_id).exclude(context_id=segment.context_id)[:20])
    alike = _alike(translation, segment)
    names = _names([*same, *alike])
    found = [(1.0, row) for row in same] + [(score, row) for row, score in alike.items()]
    found.sort(key=lambda item: (item[0], _approved(item[1]), item[1].updated_at), reverse=True)
    hits, seen = [], set()
    for score, row in found:
        if (row.translation_of_id, row.data) not in seen:
            seen.add((row.translation_of_id, row.data))
            hits.append(Hit(row.translation_of.data, row.data, score, _approved(row), names.get(row.context.object_id, "")))
    return hits[:LIMIT]


def _ours(translation: Translation) -> QuerySet[StringTranslation]:
    """All that may be in the memory."""
    rows = StringTranslation.objects.filter(locale_id=translation.target_locale_id, context__isnull=False, has_error=False)
    return rows.exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE, approval__isnull=True).select_related(
        "approval", "translation_of", "context"
    )


def _alike(translation: Translation, segment: Segment) -> dict[StringTranslation, float]:
    """Translations of strings that are similar, with how similar."""
    length = len(segment.source)
    rows = (
        _ours(translation)
        .alias(length=Length("translation_of__data"))
        .filter(length__gte=int(length * 0.6) - 3, length__lte=int(length / 0.6) + 3)
        .exclude(translation_of_id=segment.string_id)
        .order_by("-updated_at")
    )
    candidates = dict(rows.values_list("pk", "translation_of__data")[:MOST_CANDIDATES])
    matches = best_matches(segment.source, candidates.items(), threshold=THRESHOLD, limit=2 * LIMIT)
    scores = {match.key: match.similarity for match in matches}
    return {row: scores[row.pk] for row in _ours(translation).filter(pk__in=scores)} if scores else {}


def _approved(row: StringTranslation) -> bool:
    approval: Approval | None = getattr(row, "approval", None)
    return approval is not None and approval.text == row.data


def _names(rows: Sequence[StringTranslation]) -> dict[object, str]:
    """What the sources are called, by their object's id."""
    keys = {row.context.object_id for row in rows if row.context}
    return dict(TranslationSource.objects.filter(object_id__in=keys).values_list("object_id", "object_repr")) if keys else {}
