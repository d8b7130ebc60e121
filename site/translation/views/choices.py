"""What somebody may put in the place of a link, a picture, a document or a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.models import Collection, CollectionMember, CollectionViewRestriction, Page
from wagtail.permissions import policy_registry

# Addresses that a link on a page may lead to.
WEB = ("http", "https")
SCHEMES = (*WEB, "mailto")


class WebAddressField(forms.URLField):
    """An address of the web alone."""

    default_validators = [URLValidator(schemes=WEB)]


def form_field(part: Any, user: Any, *, is_link: bool, value: Any) -> forms.Field | None:
    """A form's field for a block or a model's field. Addresses of pages stay the same in all languages; so do links to our own pages and
    documents inside texts, which find their translation by themselves."""
    if is_link:
        return _address_field() if isinstance(value, str) and ":" in value else None
    if isinstance(part, blocks.ChooserBlock):
        return forms.ModelChoiceField(choosable(part.model_class, user), required=False, widget=part.widget, label=part.label)
    if isinstance(part, blocks.URLBlock | EmbedBlock):
        return WebAddressField(required=False, assume_scheme="https", label=part.label)
    if isinstance(part, blocks.EmailBlock):
        return forms.EmailField(required=False, label=part.label)
    if isinstance(part, models.ForeignKey):
        from wagtail.admin.forms.models import registry

        overrides = registry.foreign_key_lookup(part) or {}
        return forms.ModelChoiceField(choosable(part.related_model, user), required=False, **overrides)
    if isinstance(part, models.URLField):
        return WebAddressField(required=False, assume_scheme="https", label=part.verbose_name)
    return None


def choosable(model: Any, user: Any) -> Any:
    """What readers may see of a model and this person may choose: published pages, pictures and documents of open collections."""
    rows = model._default_manager.all()
    if issubclass(model, Page):
        return rows.live().public()
    if issubclass(model, CollectionMember):
        mine = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose"])
        return rows.filter(pk__in=mine.values("pk")).exclude(collection__in=_private_collections())
    return rows


def _private_collections() -> list[int]:
    """A restricted collection and all below it."""
    restricted = Collection.objects.filter(pk__in=CollectionViewRestriction.objects.values("collection"))
    return [pk for top in restricted for pk in top.get_descendants(inclusive=True).values_list("pk", flat=True)]


def _address_field() -> forms.CharField:
    return forms.CharField(required=False, max_length=2000, validators=[_check_address], label=_("Address"))


def _check_address(address: str) -> None:
    scheme, separator, rest = address.partition(":")
    if not separator or not rest or scheme.lower() not in SCHEMES or any(letter.isspace() for letter in address):
        raise forms.ValidationError(_("This is not an address. It begins with https:// or mailto:."))
