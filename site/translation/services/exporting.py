"""Translations as documents for translators' own tools."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, model_from_serializable_data
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import Translation, TranslationSource

from translation.files import Document, Unit, UnitState
from translation.places import Places, Spot
from translation.segments import Segment, load_many
from translation.states import State

UNIT_STATES = {
    State.MISSING: UnitState.NEW,
    State.STALE: UnitState.NEW,
    State.MACHINE: UnitState.NEEDS_REVIEW,
    State.UNREVIEWED: UnitState.TRANSLATED,
    State.APPROVED: UnitState.FINAL,
}
# The last line of a note: what the string said when the file was made. Tools keep notes, so the way back knows of newer work.
REFERENCE = re.compile(r"^\[ref ([0-9a-f]{16})\]$", re.MULTILINE)


def documents(translations: Sequence[Translation]) -> list[Document]:
    """One document for each translation, in their order. The strings of all are a few queries."""
    found = load_many(translations)
    return [document(item, found[item.pk]) for item in translations]


def document(translation: Translation, segments: Sequence[Segment]) -> Document:
    places = Places(_wording_of(translation.source))
    return Document(
        id=str(translation.uuid),
        title=translation.source.object_repr,
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
        units=tuple(_unit(segment, places.find(segment.path)) for segment in segments),
    )


def _wording_of(source: TranslationSource) -> Any:
    """The source as it was sent, from its own record: where its strings stand is all that is asked, and costs no query."""
    model: Any = ContentType.objects.get_for_id(source.specific_content_type_id).model_class()
    content = json.loads(source.content_json)
    for field in model._meta.get_fields():
        if isinstance(field, StreamField) and content.get(field.name):
            content[field.name] = json.dumps(_without_choices(field.stream_block, json.loads(content[field.name])))
    if issubclass(model, ClusterableModel):
        return model.from_serializable_data(content, check_fks=False)
    return model_from_serializable_data(model, content, check_fks=False)


def _without_choices(block: blocks.Block, raw: Any) -> Any:
    """A block's raw value without the pictures and pages that are chosen in it: each stream would ask for its own."""
    if isinstance(block, blocks.ChooserBlock):
        return None
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return {name: _without_choices(block.child_blocks[name], value) for name, value in raw.items() if name in block.child_blocks}
    if isinstance(block, blocks.StreamBlock) and isinstance(raw, list):
        known = [item for item in raw if item["type"] in block.child_blocks]
        return [{**item, "value": _without_choices(block.child_blocks[item["type"]], item["value"])} for item in known]
    if isinstance(block, blocks.ListBlock) and isinstance(raw, list) and all(block._item_is_in_block_format(item) for item in raw):
        return [{**item, "value": _without_choices(block.child_block, item["value"])} for item in raw]
    return raw


def reference(text: str) -> str:
    """A short name for a wording."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def referred(note: str) -> str:
    """The name of the wording that a file was made from; empty if a tool has dropped it."""
    match = REFERENCE.search(note)
    return match[1] if match else ""


def _unit(segment: Segment, spot: Spot) -> Unit:
    lines = [str(spot)]
    if spot.max_length:
        lines.append(_("At most %(count)d characters.") % {"count": spot.max_length})
    if segment.previous and State(segment.state).is_open:
        lines.append(_("Before: %(source)s") % {"source": segment.previous.source})
        lines.append(_("Translated before: %(text)s") % {"text": segment.previous.target})
    lines.append(f"[ref {reference(segment.text)}]")
    note = "\n".join(line.replace("\n", " ") for line in lines)
    return Unit(segment.path, segment.source, segment.text, note, UNIT_STATES[State(segment.state)])
