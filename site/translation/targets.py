"""A page or snippet in another language, put together from its source and from translated strings.

localize fills what is not translated with the source's words. Readers never see that here: a field whose strings are not all approved keeps
what the published translation says, and where nothing was published before, the block is left out. A block that only makes sense whole
(a quiz) is kept or left out as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields
from wagtail_localize.models import OverridableSegment, RelatedObjectSegment, StringSegment, TemplateSegment, Translation
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from translation.segments import Segment, load_segments

Wording = Callable[[Segment], str | None]


def approved_wording(segment: Segment) -> str | None:
    """What readers may see: the last approved wording of this very source."""
    return segment.approved


def latest_wording(segment: Segment) -> str | None:
    """What a reviewer looks at: the translator's last word, drafts of a machine not."""
    return segment.text or None if not segment.error and segment.state != segment.state.MACHINE else segment.approved


def any_wording(segment: Segment) -> str | None:
    """What a translator looks at while she works: everything there is, else the previous translation."""
    if segment.text and not segment.error:
        return segment.text
    return segment.previous.target if segment.previous else None


@dataclass(frozen=True)
class Built:
    """An instance that is not saved yet, and the content paths whose words are not there."""

    instance: Any
    gaps: frozenset[str] = field(default_factory=frozenset)
    # Ids of blocks that stay as they were published, because words of what is new in them are missing.
    kept: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_complete(self) -> bool:
        return not self.gaps


def build(
    translation: Translation,
    target: Any,
    wording: Wording,
    *,
    published: Any = None,
    fills_gaps: bool = False,
    segments: list[Segment] | None = None,
) -> Built:
    """Put ``target`` (an instance in the target language, new or known) together.

    ``published`` is what readers have, or None. With ``fills_gaps`` missing words are the source's, as in a translator's preview.
    """
    original = translation.source.as_instance()
    segments = load_segments(translation) if segments is None else segments
    gaps = frozenset(segment.path for segment in segments if wording(segment) is None)
    copy_synchronised_fields(original, target)
    _copy_streams(original, target)
    values = _values(translation, segments, wording, set() if fills_gaps else gaps)
    ingest_segments(original, target, translation.source.locale, translation.target_locale, values)
    if fills_gaps:
        return Built(target, gaps)
    words = frozenset(segment.path.partition(".")[2] for segment in segments)
    kept = {_close(target, published, path.split("."), words) for path in sorted(gaps)}
    return Built(target, gaps, frozenset(block_id for block_id in kept if block_id))


def _values(translation: Translation, segments: list[Segment], wording: Wording, left_out: set[str] | frozenset[str]) -> list[Any]:
    """localize's values for all segments; nothing of the paths that are left out."""
    return [
        *_string_values(translation, [segment for segment in segments if segment.path not in left_out], wording),
        *_template_values(translation, left_out),
        *_related_values(translation),
        *_override_values(translation, left_out),
    ]


def _string_values(translation: Translation, segments: list[Segment], wording: Wording) -> Iterator[StringSegmentValue]:
    attrs = dict(StringSegment.objects.filter(source=translation.source).values_list("pk", "attrs"))
    for item in segments:
        value = StringSegmentValue(item.path, StringValue(wording(item) or item.source), attrs=json.loads(attrs[item.id]))
        yield value.with_order(item.order)


def _template_values(translation: Translation, left_out: set[str] | frozenset[str]) -> Iterator[TemplateSegmentValue]:
    for row in TemplateSegment.objects.filter(source=translation.source).select_related("template", "context"):
        if row.context.path not in left_out:
            template = row.template
            yield TemplateSegmentValue(
                row.context.path, template.template_format, template.template, template.string_count, order=row.order
            )


def _related_values(translation: Translation) -> Iterator[RelatedObjectSegmentValue]:
    for row in RelatedObjectSegment.objects.filter(source=translation.source).select_related("object__content_type", "context"):
        related = row.object
        if related.has_translation(translation.target_locale):
            yield RelatedObjectSegmentValue(row.context.path, related.content_type, related.translation_key, order=row.order)


def _override_values(translation: Translation, left_out: set[str] | frozenset[str]) -> Iterator[OverridableSegmentValue]:
    """What a translator has put in the place of links, pictures and documents."""
    rows = OverridableSegment.objects.filter(source=translation.source).annotate_override_json(translation.target_locale)
    for row in rows.filter(override_json__isnull=False).select_related("context"):
        # The address of a link belongs to the rich text in whose path it stands.
        if not any(row.context.path.startswith(f"{path}.") for path in left_out):
            yield OverridableSegmentValue(row.context.path, json.loads(row.override_json), order=row.order)


def _copy_streams(original: Any, target: Any) -> None:
    """The source's blocks, also of fields without any word."""
    for translatable in get_translatable_fields(type(original)):
        model_field = translatable.get_field(type(original))
        if isinstance(model_field, StreamField) and not translatable.is_synchronized(original):
            raw = model_field.value_from_object(original).get_prep_value()
            setattr(target, model_field.name, model_field.stream_block.to_python(deepcopy(raw)))


def _close(target: Any, published: Any, path: list[str], words: frozenset[str]) -> str | None:
    """Close one gap: with what readers have, or by leaving out what would say nothing. Returns the id of a block that is kept wholly."""
    name, rest = path[0], path[1:]
    model_field = target._meta.get_field(name)
    if isinstance(model_field, StreamField):
        raw = getattr(target, name).get_prep_value()
        old = getattr(published, name).get_prep_value() if published is not None else []
        closed, kept = close_stream(raw, old, rest, Keeping.of(model_field, words))
        setattr(target, name, model_field.stream_block.to_python(closed))
        return kept
    if isinstance(model_field, models.ManyToOneRel):
        _close_child(target, published, name, rest)
    else:
        setattr(target, name, getattr(published, name) if published is not None else "")
    return None


def _close_child(target: Any, published: Any, name: str, rest: list[str]) -> None:
    def child_of(owner: Any) -> Any:
        return next((child for child in getattr(owner, name).all() if str(child.translation_key) == rest[0]), None)

    child, before = child_of(target), child_of(published) if published is not None else None
    if child is not None and before is not None:
        _close(child, before, rest[1:], frozenset())
    elif child is not None:
        setattr(target, name, [other for other in getattr(target, name).all() if other is not child])


@dataclass(frozen=True)
class Keeping:
    """How the top-level blocks of a stream are kept while words are missing.

    ``whole``: types whose parts make one statement (a picture and its caption). ``items_whole``: types with items in which words and
    what is no word belong together (a question and its key). ``words``: the paths of all translatable strings, below the field.
    """

    whole: frozenset[str] = frozenset()
    items_whole: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, model_field: StreamField, words: frozenset[str]) -> Keeping:
        blocks = model_field.stream_block.child_blocks.items()
        return cls(
            frozenset(name for name, block in blocks if getattr(block, "is_kept_whole", False)),
            frozenset(name for name, block in blocks if getattr(block, "keeps_items_whole", False)),
            words,
        )


def close_stream(raw: list[Any], old: list[Any], path: list[str], keeping: Keeping) -> tuple[list[Any], str | None]:
    """The stream with the value at ``path`` as it is in ``old``; if it is not there, without the innermost list item that holds it.

    ``path``: block ids and field names in turn, as localize writes them. The second value is the id of a block that stays wholly as it was.
    """
    block = next((item for item in raw if item["id"] == path[0]), None)
    if block is None:
        return raw, None
    before = next((item for item in old if item["id"] == path[0]), None)
    is_whole = block["type"] in keeping.whole
    if block["type"] in keeping.items_whole and len(path) > 3:
        is_whole = before is None or _facts(block, path[:3], keeping.words) != _facts(before, path[:3], keeping.words)
    if is_whole:
        return [before if item is block else item for item in raw if item is not block or before is not None], path[0]
    value = _find(old, path)
    if value is not _NOTHING:
        _put(raw, path, value)
        return raw, None
    return _without(raw, path), None


def _facts(block: dict[str, Any], path: list[str], words: frozenset[str]) -> dict[str, str] | None:
    """Everything in an item of a block that is no word, by path; None if the item is not there."""
    item = _find([block], path)
    return (
        None
        if item is _NOTHING
        else {
            # As text: a number is one before it is stored and text after it.
            place: str(value)
            for place, value in _leaves(item, ".".join(path))
            if place not in words
        }
    )


def _leaves(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _leaves(value, f"{path}.{name}")
    elif isinstance(node, list) and all(isinstance(item, dict) and "id" in item for item in node):
        for item in node:
            yield from _leaves(item["value"], f"{path}.{item['id']}")
    else:
        yield path, node


_NOTHING = object()


def _step(node: Any, name: str) -> Any:
    """One step down: into a list by id, into a struct by name."""
    if isinstance(node, list):
        return next((item["value"] for item in node if isinstance(item, dict) and item.get("id") == name), _NOTHING)
    return node.get(name, _NOTHING) if isinstance(node, dict) else _NOTHING


def _find(node: Any, path: list[str]) -> Any:
    for name in path:
        node = _step(node, name)
        if node is _NOTHING:
            return _NOTHING
    return node


def _put(node: Any, path: list[str], value: Any) -> None:
    for name in path[:-1]:
        node = _step(node, name)
    if isinstance(node, list):
        for item in node:
            if item.get("id") == path[-1]:
                item["value"] = value
    else:
        node[path[-1]] = value


def _without(raw: list[Any], path: list[str]) -> list[Any]:
    """Without the innermost item on the way; an item of a struct's list goes, not the struct."""
    innermost: tuple[list[Any], str] | None = None
    node: Any = raw
    for name in path:
        if isinstance(node, list):
            innermost = (node, name)
        node = _step(node, name)
        if node is _NOTHING:
            break
    if innermost is not None:
        holder, item_id = innermost
        holder[:] = [item for item in holder if item.get("id") != item_id]
    return raw


def known_target(translation: Translation) -> Any:
    """The page or snippet in the target language as it is in the database; None if there is none."""
    try:
        return translation.get_target_instance()
    except models.ObjectDoesNotExist:
        return None


def parent_of(original: Page, locale: Locale) -> Page | None:
    """Where a translated page belongs: below its parent's translation; a front page beside the others."""
    parent = original.get_parent()
    if parent is None or parent.is_root():
        return parent
    return Page.objects.filter(translation_key=parent.translation_key, locale=locale, alias_of=None).first()
