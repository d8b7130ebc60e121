"""The words of a source page, cut into wagtail-localize's records in a fixed number of queries.

localize asks the database for every string, context and template by itself: about a thousand queries for a page of sixty strings.
The records are the same ones; only their look-ups are taken together. Extraction itself stays localize's.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.models import Rewording
from translation.wording import align


@dataclass(frozen=True)
class Place:
    """A string at its place in the source."""

    context_id: int
    string_id: int
    text: str


@dataclass(frozen=True)
class Refreshed:
    """A source in step with its page, and for each new string the one whose place it took."""

    source: TranslationSource
    reworded: dict[tuple[int, int], int]
    has_changed: bool = True


def content_of(instance: models.Model) -> str:
    """The instance as localize keeps it."""
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


@transaction.atomic
def refresh(instance: models.Model) -> Refreshed:
    """Make or update the source of a page (specific) or snippet."""
    translatable, _created = TranslatableObject.objects.get_or_create_from_instance(instance)
    kept = TranslationSource.objects.select_for_update().filter(object=translatable, locale_id=instance.locale_id)  # type: ignore[attr-defined]
    source = kept.first()
    is_new = source is None
    values = {
        "object_repr": str(instance)[:200],
        "content_json": content_of(instance),
        "schema_version": get_schema_version(instance._meta.app_label),
        "last_updated_at": timezone.now(),
    }
    if source is None:
        source = TranslationSource.objects.create(
            object=translatable,
            locale_id=instance.locale_id,  # type: ignore[attr-defined]
            specific_content_type=ContentType.objects.get_for_model(type(instance)),
            **values,
        )
    elif _is_same(source, values):
        return Refreshed(source, {}, has_changed=False)
    else:
        for name, value in values.items():
            setattr(source, name, value)
        source.save(update_fields=list(values))
    found = _refresh_segments(source, instance, is_new=is_new)
    if found:
        _remember(found)
    return Refreshed(source, found)


def _remember(found: dict[tuple[int, int], int]) -> None:
    """Keep the way back to previous wordings."""
    rows = [
        Rewording(context_id=context, string_id=string, previous_id=previous, at=timezone.now())
        for (context, string), previous in found.items()
    ]
    # Put back as it was before, a sentence would be its own ancestor.
    for row in rows:
        Rewording.objects.filter(context_id=row.context_id, string_id=row.previous_id, previous_id=row.string_id).delete()
    Rewording.objects.bulk_create(rows, update_conflicts=True, unique_fields=["context", "string"], update_fields=["previous", "at"])


# What a page says of itself and no reader sees.
BESIDES = {"latest_revision", "live_revision", "last_published_at", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}


def _is_same(source: TranslationSource, values: dict[str, Any]) -> bool:
    """Whether the source says already what its page says, but for dates and numbers of revisions."""
    if source.schema_version != values["schema_version"]:
        return False
    before, now = json.loads(source.content_json), json.loads(values["content_json"])
    return without_order({k: v for k, v in before.items() if k not in BESIDES}) == without_order(
        {k: v for k, v in now.items() if k not in BESIDES}
    )


def without_order(content: dict[str, Any]) -> dict[str, Any]:
    """Serialised content with its streams parsed: PostgreSQL gives the keys of JSON back in an order of its own."""
    return {
        name: json.loads(value) if isinstance(value, str) and value.startswith(("[", "{")) and _is_json(value) else value
        for name, value in content.items()
    }


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _refresh_segments(source: TranslationSource, instance: models.Model, *, is_new: bool) -> dict[tuple[int, int], int]:
    values = extract_segments(instance)
    texts = [value for value in values if isinstance(value, StringSegmentValue)]
    contexts = _contexts(source, instance, {value.path for value in values})
    strings = _strings(source.locale_id, {value.string.data for value in texts})
    old = [] if is_new else _places(source)
    overridables = [v for v in values if isinstance(v, OverridableSegmentValue)]
    wanted: dict[type[models.Model], list[dict[str, Any]]] = {
        StringSegment: [_string_row(value, contexts, strings) for value in texts],
        TemplateSegment: _template_rows([v for v in values if isinstance(v, TemplateSegmentValue)], contexts),
        RelatedObjectSegment: _related_rows([v for v in values if isinstance(v, RelatedObjectSegmentValue)], contexts),
        OverridableSegment: [{**_where(v, contexts), "data_json": _json(v.data)} for v in overridables],
    }
    for model, rows in wanted.items():
        if is_new:
            model._default_manager.bulk_create([model(source=source, **row) for row in rows])
        else:
            _keep(model, source, rows)
    new = [Place(contexts[value.path], strings[value.string.data], value.string.data) for value in texts]
    return reworded(old, new)


def reworded(old: Sequence[Place], new: Sequence[Place]) -> dict[tuple[int, int], int]:
    """For each (context, string) that is new, the string of the same context that it grew out of."""
    found = {}
    for context_id in {place.context_id for place in new}:
        before = [place for place in old if place.context_id == context_id]
        after = [place for place in new if place.context_id == context_id]
        for index, origin in align([place.text for place in before], [place.text for place in after]).items():
            if origin is not None and before[origin].string_id != after[index].string_id:
                found[context_id, after[index].string_id] = before[origin].string_id
    return found


def _places(source: TranslationSource) -> list[Place]:
    rows = StringSegment.objects.filter(source=source).order_by("order").values_list("context_id", "string_id", "string__data")
    return [Place(*row) for row in rows]


def _json(data: Any) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder)


def _where(value: Any, contexts: dict[str, int]) -> dict[str, Any]:
    return {"context_id": contexts[value.path], "order": value.order}


def _string_row(value: StringSegmentValue, contexts: dict[str, int], strings: dict[str, int]) -> dict[str, Any]:
    return {**_where(value, contexts), "string_id": strings[value.string.data], "attrs": _json(value.attrs)}


def _strings(locale_id: int, texts: Iterable[str]) -> dict[str, int]:
    """The ids of strings by their text."""
    hashes = {String._get_data_hash(text): text for text in texts}
    rows = [String(locale_id=locale_id, data_hash=digest, data=text) for digest, text in hashes.items()]
    known = String.objects.filter(locale_id=locale_id, data_hash__in=hashes)
    return {hashes[digest]: pk for digest, pk in _known_or_made(String, rows, known, "data_hash").items()}


def _contexts(source: TranslationSource, instance: models.Model, paths: Iterable[str]) -> dict[str, int]:
    """The ids of contexts by their content path."""
    ids = {TranslationContext._get_path_id(path): path for path in paths}
    known = TranslationContext.objects.filter(object_id=source.object_id, path_id__in=ids)
    have = dict(known.values_list("path_id", "pk"))
    rows = [_context(source, instance, path, path_id) for path_id, path in ids.items() if path_id not in have]
    return {ids[path_id]: pk for path_id, pk in _made(TranslationContext, rows, known, "path_id", have).items()}


def _context(source: TranslationSource, instance: models.Model, path: str, path_id: uuid.UUID) -> TranslationContext:
    context = TranslationContext(object_id=source.object_id, path=path, path_id=path_id)
    # localize works out the field path and saves the row by itself: here all are saved together.
    context.save = lambda **_kwargs: None
    context.get_field_path(instance)
    del context.save
    return context


def _template_rows(values: Sequence[TemplateSegmentValue], contexts: dict[str, int]) -> list[dict[str, Any]]:
    def digest(value: TemplateSegmentValue) -> uuid.UUID:
        return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)

    rows = {
        digest(value): Template(uuid=digest(value), template=value.template, template_format=value.format, string_count=value.string_count)
        for value in values
    }
    ids = _known_or_made(Template, list(rows.values()), Template.objects.filter(uuid__in=rows), "uuid")
    return [{**_where(value, contexts), "template_id": ids[digest(value)]} for value in values]


def _related_rows(values: Sequence[RelatedObjectSegmentValue], contexts: dict[str, int]) -> list[dict[str, Any]]:
    rows = [TranslatableObject(translation_key=value.translation_key, content_type=value.content_type) for value in values]
    if rows:
        TranslatableObject.objects.bulk_create(rows, ignore_conflicts=True)
    return [{**_where(value, contexts), "object_id": value.translation_key} for value in values]


def _known_or_made(model: type[models.Model], rows: Sequence[Any], known: models.QuerySet[Any], name: str) -> dict[Any, int]:
    """The ids of all rows by their unique ``name``."""
    have = dict(known.values_list(name, "pk"))
    return _made(model, [row for row in rows if getattr(row, name) not in have], known, name, have)


def _made(
    model: type[models.Model], missing: Sequence[Any], known: models.QuerySet[Any], name: str, have: dict[Any, int]
) -> dict[Any, int]:
    """The same when it is known which of them are missing. What another process makes meanwhile is taken as it is."""
    if not missing:
        return have
    model._default_manager.bulk_create(missing, ignore_conflicts=True)
    return dict(known.all().values_list(name, "pk"))


def _keep(model: type[models.Model], source: TranslationSource, wanted: Sequence[dict[str, Any]]) -> None:
    """Make the segments of one kind those that are wanted; what stays keeps its id."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in {"id", "source_id"}]
    have = {row[1:]: row[0] for row in model._default_manager.filter(source=source).values_list("pk", *names)}
    keys = [tuple(row[name] for name in names) for row in wanted]
    gone = [pk for key, pk in have.items() if key not in set(keys)]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    fresh = [model(source=source, **row) for row, key in zip(wanted, keys, strict=True) if key not in have]
    model._default_manager.bulk_create(fresh)
