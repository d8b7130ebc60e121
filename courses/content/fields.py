"""The fields of a page, or of any model, from a mapping in a file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page

from common.fields import ChoiceListField
from courses.content.cleaning import check_stream
from courses.content.package import PageLink
from courses.content.problems import Place
from courses.content.streams import StreamReader, decimal, integer, text


def read_fields(
    model: type[models.Model], fields: tuple[str, ...], data: Mapping[str, Any], place: Place, names: dict[str, str], path: tuple[str, ...]
) -> dict[str, Any]:
    """The values of ``fields``, those that the file leaves out by their default; every problem goes to ``place``."""
    values: dict[str, Any] = {}
    for name in fields:
        field = field_of(model, name)
        here = place.at(name)
        if name not in data:
            values[name] = [] if isinstance(field, StreamField) else field.get_default()
            if values[name] in ("", None) and not field.blank:
                here.report("is missing")
            continue
        if isinstance(field, StreamField):
            before = len(here.problems)
            values[name] = StreamReader(names).stream(field.stream_block, data[name], here, (*path, name))
            # The blocks' rules are only asked of data that has the right form.
            if len(here.problems) == before:
                check_stream(field.stream_block, values[name], here, names)
            continue
        before = len(here.problems)
        values[name] = read_value(field, data[name], here)
        if len(here.problems) == before:
            check_value(field, values[name], here)
    return values


def field_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """A model's own field. Raises TypeError for a relation from elsewhere."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no field of {model.__name__}")
    return field


def read_value(field: models.Field[Any, Any], data: Any, place: Place) -> Any:
    """The value of a field that is no stream."""
    match field:
        case models.BooleanField():
            if not isinstance(data, bool):
                place.report("must be true or false")
            return bool(data)
        case models.DecimalField():
            number = decimal(data, place, may_be_empty=field.null)
            return None if number is None else Decimal(number)
        case models.IntegerField():
            return integer(data, place, may_be_empty=field.null)
        case ChoiceListField():
            return choices(field, data, place)
        case models.ForeignKey() if leads_to_a_page(field):
            return PageLink(text(data, place).strip("/")) if data else None
    return text(data, place)


def leads_to_a_page(field: models.Field[Any, Any]) -> bool:
    """Whether the field's value is a page: files name it by its path."""
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)


def choices(field: ChoiceListField, data: Any, place: Place) -> list[str]:
    """Values of a closed vocabulary."""
    if not isinstance(data, list) or not all(isinstance(item, str) for item in data):
        place.report("must be a list of words")
        return []
    known = {value for value, _label in field.pairs}
    for item in data:
        if item not in known:
            place.report(f"{item!r} is not one of {', '.join(sorted(known))}")
    return [item for item in field.to_python(data) if item in known]


def check_value(field: models.Field[Any, Any], value: Any, place: Place) -> None:
    """Report what the field's own validators say; a page is looked for on the site."""
    if isinstance(value, PageLink):
        return
    try:
        field.clean(value, None)
    except ValidationError as error:
        for message in error.messages:
            place.report(str(message))
