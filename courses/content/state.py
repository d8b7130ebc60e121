"""What a page holds, in a form that can be compared: the same whoever saved it, an editor's form or the importer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from courses.content import rich_text
from courses.content.fields import field_of, leads_to_a_page
from courses.content.streams import default, plain_number
from courses.models import ImportedContent


def canonical(block: blocks.Block, raw: Any) -> Any:
    """Raw data with every part present, numbers as plain text, and rich text without the editor's marks."""
    match block:
        case ImageBlock():
            return canonical_picture(raw if isinstance(raw, dict) else {"image": raw})
        case blocks.StructBlock():
            data = raw if isinstance(raw, dict) else {}
            return {
                name: canonical(child, data[name]) if data.get(name) is not None else default(child)
                for name, child in block.child_blocks.items()
            }
        case blocks.ListBlock():
            return [{"type": "item", "id": item["id"], "value": canonical(block.child_block, item["value"])} for item in raw or []]
        case blocks.BaseStreamBlock():
            return [
                {"type": item["type"], "id": item["id"], "value": canonical(block.child_blocks[item["type"]], item["value"])}
                for item in raw or []
                if item["type"] in block.child_blocks
            ]
    return canonical_leaf(block, raw)


def canonical_picture(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A picture's number with its alternative text."""
    return {"image": raw.get("image"), "alt_text": raw.get("alt_text") or "", "decorative": bool(raw.get("decorative"))}


def canonical_leaf(block: blocks.Block, raw: Any) -> Any:
    """The same for a block without parts."""
    match block:
        case blocks.RichTextBlock():
            return rich_text.canonical(raw or "")
        case blocks.DecimalBlock():
            return None if raw in (None, "") else format(Decimal(str(raw)), "f")
        case blocks.BooleanBlock():
            return bool(raw)
        case blocks.CharBlock() | blocks.TextBlock() | blocks.URLBlock():
            return (raw or "").strip()
    return raw


def field_state(field: models.Field[Any, Any], value: Any) -> Any:
    """A field's value as JSON can hold it. Of a stream, ``value`` may be the field's own or raw data."""
    if isinstance(field, StreamField):
        raw = value if isinstance(value, list) else field.stream_block.get_prep_value(value)
        return canonical(field.stream_block, raw)
    if leads_to_a_page(field):
        return getattr(value, "pk", value)
    if isinstance(field, models.DecimalField):
        return None if value is None else plain_number(Decimal(value))
    return value.strip() if isinstance(value, str) else value


def state_of(instance: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The values of ``fields`` of an instance."""
    return {name: field_state(field_of(type(instance), name), getattr(instance, name)) for name in fields}


def wanted_state(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """The same of values that are still to be written."""
    return {name: field_state(field_of(model, name), value) for name, value in values.items()}


def digest(state: Any) -> str:
    """The sha256 of a state."""
    return hashlib.sha256(json.dumps(state, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def was_imported(key: UUID, language: str) -> bool:
    """Whether an import has written it before: what is not there any more was deleted by somebody."""
    return ImportedContent.objects.filter(key=key, language=language).exists()


def was_touched(key: UUID, language: str, state: Any) -> bool:
    """Whether somebody has worked on it since the last import; also if it was never imported."""
    return not ImportedContent.objects.filter(key=key, language=language, digest=digest(state)).exists()


def remember(key: UUID, language: str, state: Any) -> None:
    """Note the state after an import."""
    ImportedContent.objects.update_or_create(key=key, language=language, defaults={"digest": digest(state)})
