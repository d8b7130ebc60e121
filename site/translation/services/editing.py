"""Writing translated strings, and approving them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from translation.models import Approval
from translation.segments import load_segments
from translation.services.tallies import recount
from translation.similarity import similarity
from translation.states import State

Place = tuple[int, int]
# Of the words and letters of a sentence, how much must be the same for an edit to be a typing mistake.
LIKE_ENOUGH = 0.6


def error_in(source: str, text: str) -> str:
    """Why localize could not put this text into a page; empty if it can."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        return str(error)
    return ""


@transaction.atomic
def write_strings(
    translation: Translation, texts: Mapping[Place, str], *, user: Any = None, tool: str = "", is_machine: bool = False
) -> list[Place]:
    """Write the texts of these places (context id, string id); an empty text takes the translation away. Returns what has changed.

    A string that says the same as before keeps its approval and its author. Whoever calls has asked for permission.
    """
    Translation.objects.select_for_update().get(pk=translation.pk)
    places = {(context, string) for context, string in texts}
    known = {
        (item.context_id, item.translation_of_id): item
        for item in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
        )
        if (item.context_id, item.translation_of_id) in places
    }
    sources = dict(String.objects.filter(pk__in={string for _context, string in places}).values_list("pk", "data"))
    made, changed, removed = [], [], []
    for place, text in texts.items():
        item = known.get(place)
        if not text.strip():
            if item is not None:
                removed.append(item)
            continue
        if item is None:
            item = StringTranslation(context_id=place[0], translation_of_id=place[1], locale_id=translation.target_locale_id)
            made.append(item)
        elif item.data == text and (is_machine or item.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL):
            continue
        else:
            changed.append(item)
        item.data = text
        item.translation_type = StringTranslation.TRANSLATION_TYPE_MACHINE if is_machine else StringTranslation.TRANSLATION_TYPE_MANUAL
        item.tool_name = tool
        item.last_translated_by = user
        item.updated_at = timezone.now()
        item.has_error = bool(error_in(sources[place[1]], text))
        item.field_error = ""
    StringTranslation.objects.bulk_create(made)
    fields = ["data", "translation_type", "tool_name", "last_translated_by", "updated_at", "has_error", "field_error"]
    StringTranslation.objects.bulk_update(changed, fields)
    StringTranslation.objects.filter(pk__in=[item.pk for item in removed]).delete()
    touched = [(item.context_id, item.translation_of_id) for item in [*made, *changed, *removed]]
    if touched:
        Translation.objects.filter(pk=translation.pk).update(translations_last_updated_at=timezone.now())
        _name_draft(translation)
        recount([translation])
    return touched


def _name_draft(translation: Translation) -> None:
    """The explorer lists a draft by the title that it will have."""
    title = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, context__path="title", locale_id=translation.target_locale_id
    ).order_by("-updated_at")
    page = Page.objects.filter(translation_key=translation.source.object_id, locale_id=translation.target_locale_id)
    if text := title.values_list("data", flat=True).first():
        page.update(draft_title=text[:255])


@transaction.atomic
def approve_strings(translation: Translation, *, user: Any = None, texts: Mapping[int, str] | None = None) -> int:
    """Approve what is there, or exactly ``texts`` (by the id of their StringTranslation). Machine drafts only where ``texts`` names them.

    Returns how many strings were approved anew.
    """
    wanted = {
        segment.translation_id: segment.text
        for segment in load_segments(translation)
        if segment.translation_id is not None and not segment.error and segment.state in {State.UNREVIEWED, State.MACHINE}
    }
    if texts is None:
        manual = {s.translation_id for s in load_segments(translation) if s.state == State.UNREVIEWED}
        wanted = {pk: text for pk, text in wanted.items() if pk in manual}
    else:
        known = set(StringTranslation.objects.filter(pk__in=texts).values_list("pk", flat=True))
        wanted = {pk: text for pk, text in texts.items() if pk in known}
    rows = [Approval(translation_id=pk, text=text, by=user, at=timezone.now()) for pk, text in wanted.items()]
    Approval.objects.bulk_create(rows, update_conflicts=True, unique_fields=["translation"], update_fields=["text", "by", "at"])
    recount([translation])
    return len(rows)


def carry_over(translation: Translation, reworded: Mapping[Place, int]) -> int:
    """Give reworded strings the translation of the wording just before, with its author, its state and its approval: for typing mistakes.

    A sentence that is hardly like the one before is no typing mistake and stays open. Returns how many were carried over.
    """
    there = StringTranslation.objects.filter(context__object_id=translation.source.object_id, locale_id=translation.target_locale_id)
    known = {(item.context_id, item.translation_of_id): item for item in there.select_related("approval")}
    sources = dict(String.objects.filter(pk__in={*reworded.values(), *(string for _context, string in reworded)}).values_list("pk", "data"))
    made, approvals = [], []
    for place, previous in reworded.items():
        old = known.get((place[0], previous))
        text = sources[place[1]]
        if old is None or place in known or similarity(sources[previous], text) < LIKE_ENOUGH or error_in(text, old.data):
            continue
        approval = getattr(old, "approval", None)
        old.pk, old.translation_of_id, old._state.adding = None, place[1], True
        made.append(old)
        if approval is not None:
            approvals.append(Approval(translation=old, text=approval.text, by_id=approval.by_id, at=approval.at))
    StringTranslation.objects.bulk_create(made)
    Approval.objects.bulk_create(approvals)
    return len(made)
