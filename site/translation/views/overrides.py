"""What is no text and may differ from language to language: addresses, pictures, documents, films, chosen pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin import messages
from wagtail.embeds.blocks import EmbedBlock
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.places import Spot
from translation.views.base import TranslationPageView
from translation.views.desk import Desk

# Addresses that a browser may follow.
SCHEMES = ("http", "https", "mailto", "tel", "ftp", "ftps")


@dataclass
class OverrideForm:
    """One value: what the source has, and a form for another in this language (None where it is not known what may be chosen)."""

    segment: OverridableSegment
    spot: Spot
    form: forms.Form
    value: Any
    has_override: bool

    @property
    def source(self) -> str:
        """The source's value in words."""
        field = self.form.fields["value"]
        queryset = getattr(field, "queryset", None)
        if queryset is not None:
            return str(queryset.model._default_manager.filter(pk=self.segment.data).first() or _("deleted"))
        return str(self.segment.data)


class OverrideForms:
    """The forms of one translation, in the order of the page."""

    def __init__(self, desk: Desk, data: Any = None) -> None:
        self.desk = desk
        self.data = data

    @cached_property
    def forms(self) -> list[OverrideForm]:
        source = self.desk.translation.source
        rows = OverridableSegment.objects.filter(source=source).select_related("context").order_by("order")
        overrides = SegmentOverride.objects.filter(context__object_id=source.object_id, locale_id=self.desk.translation.target_locale_id)
        known = {item.context_id: item for item in overrides}
        found = []
        for row in rows:
            spot = self.desk.places.find(row.context.path)
            field = form_field(spot.part, is_link=".'" in row.context.path, value=row.data)
            if field is None:
                continue
            override = known.get(row.context_id)
            initial = {"value": override.data if override else None}
            form = forms.Form(self.data, prefix=f"override-{row.pk}", initial=initial)
            form.fields["value"] = field
            found.append(OverrideForm(row, spot, form, override.data if override else None, has_override=override is not None))
        return found

    def get(self, pk: int) -> OverrideForm | None:
        return next((item for item in self.forms if item.segment.pk == pk), None)


def form_field(part: Any, *, is_link: bool, value: Any) -> forms.Field | None:
    """A form's field for a block or a model's field. Addresses of pages stay the same in all languages; so do links to our own pages and
    documents inside texts, which find their translation by themselves."""
    if is_link:
        return _address_field() if isinstance(value, str) and ":" in value else None
    if isinstance(part, blocks.ChooserBlock):
        return forms.ModelChoiceField(part.model_class._default_manager.all(), required=False, widget=part.widget, label=part.label)
    if isinstance(part, blocks.URLBlock | EmbedBlock):
        return forms.URLField(required=False, assume_scheme="https", label=part.label)
    if isinstance(part, blocks.EmailBlock):
        return forms.EmailField(required=False, label=part.label)
    if isinstance(part, models.ForeignKey):
        from wagtail.admin.forms.models import registry

        overrides = registry.foreign_key_lookup(part) or {}
        return forms.ModelChoiceField(part.related_model._default_manager.all(), required=False, **overrides)
    if isinstance(part, models.URLField):
        return forms.URLField(required=False, assume_scheme="https", label=part.verbose_name)
    return None


def _address_field() -> forms.CharField:
    return forms.CharField(required=False, max_length=2000, validators=[_check_address], label=_("Address"))


def _check_address(address: str) -> None:
    scheme, separator, rest = address.partition(":")
    if not separator or not rest or scheme.lower() not in SCHEMES or any(letter.isspace() for letter in address):
        raise forms.ValidationError(_("This is not an address. It begins with https:// or mailto:."))


class OverridesView(TranslationPageView):
    """The values of one translation that may be replaced."""

    template_name = "translation/overrides.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(overrides=OverrideForms(self.desk).forms))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save one value (``replace``) or go back to the source's (``reset``)."""
        which = request.POST.get("replace") or request.POST.get("reset") or ""
        item = OverrideForms(self.desk, request.POST).get(int(which)) if which.isdecimal() else None
        if item is None:
            raise Http404
        if not self.desk.access.can_write:
            messages.error(request, self.desk.access.reason)
            return HttpResponseRedirect(request.path)
        if "reset" not in request.POST and not item.form.is_valid():
            forms_shown = [item if form.segment.pk == item.segment.pk else form for form in OverrideForms(self.desk).forms]
            return self.render_to_response(self.get_context_data(overrides=forms_shown), status=400)
        value = None if "reset" in request.POST else item.form.cleaned_data["value"]
        write_override(self.translation, item.segment, value, user=request.user)
        messages.success(request, _("Saved.") if value else _("The source’s value is used again."))
        return HttpResponseRedirect(f"{request.path}#override-{item.segment.pk}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        media = forms.Media()
        for item in context["overrides"]:
            media += item.form.media
        context["media"] = media
        return context


def write_override(translation: Translation, segment: OverridableSegment, value: Any, *, user: Any) -> None:
    """Keep a value for one language; without one, the source's is used. Readers get it with the next publication."""
    rows = SegmentOverride.objects.filter(context_id=segment.context_id, locale_id=translation.target_locale_id)
    if not value:
        rows.delete()
    else:
        data = value.pk if isinstance(value, models.Model) else value
        changed = rows.update(
            data_json=json.dumps(data), last_translated_by=user, updated_at=timezone.now(), has_error=False, field_error=""
        )
        if not changed:
            SegmentOverride.objects.create(
                context_id=segment.context_id,
                locale_id=translation.target_locale_id,
                data_json=json.dumps(data),
                last_translated_by=user,
            )
    Translation.objects.filter(pk=translation.pk).update(translations_last_updated_at=timezone.now())
