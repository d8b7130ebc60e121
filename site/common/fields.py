"""Model fields of the house."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's field without the block definitions in migrations: blocks are code, and a reworded label is not a schema change."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class ChoiceListField(models.JSONField):
    """Any number of values of a closed vocabulary, each once, in the vocabulary's order.

    ``vocabulary`` is an enumeration of text choices, or a callable that gives pairs of value and label; it is no part of the schema.
    """

    def __init__(self, *args: Any, vocabulary: Any = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), kwargs

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """The vocabulary as pairs of value and label."""
        if self.vocabulary is None:
            return []
        return list(self.vocabulary() if not hasattr(self.vocabulary, "choices") else self.vocabulary.choices)

    def to_python(self, value: Any) -> Any:
        """The values in the vocabulary's order; what is not in it stays, at the end, to be refused."""
        if not isinstance(value, list | tuple):
            return value
        order = {known: number for number, (known, _label) in enumerate(self.pairs)}
        return sorted(dict.fromkeys(value), key=lambda item: order.get(item, len(order)))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = {item for item, _label in self.pairs}
        if not isinstance(value, list) or not known.issuperset(value):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=lambda: self.pairs,
            widget=kwargs.get("widget") or forms.CheckboxSelectMultiple,
            label=self.verbose_name,
            help_text=self.help_text,
            required=not self.blank,
            initial=list,
        )
