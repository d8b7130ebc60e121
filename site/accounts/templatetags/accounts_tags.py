"""Form fields as the design draws them."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The input alone, in the design's class and without a placeholder: its label, hint and error stand beside it."""
    attrs = field.field.widget.attrs
    attrs.pop("placeholder", None)
    return field.as_widget(attrs={} if is_checkbox(field) else {"class": f"input {attrs.get('class', '')}".strip()})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)
