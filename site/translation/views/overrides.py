"""What is no text and may differ from language to language: addresses, pictures, documents, films, chosen pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.places import Spot
from translation.views.base import TranslationPageView
from translation.views.choices import form_field
from translation.views.desk import Desk
from translation.views.numbers import number_in


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
        return self._in_words(self.segment.data)

    @property
    def chosen(self) -> str:
        """This language's value in words."""
        return self._in_words(self.value)

    @property
    def is_chosen(self) -> bool:
        """Whether the value is a picture, document or page, and no address."""
        return isinstance(self.form.fields["value"], forms.ModelChoiceField)

    def _in_words(self, value: Any) -> str:
        if self.is_chosen:
            model: Any = self.form.fields["value"].queryset.model  # type: ignore[attr-defined]
            return str(model._default_manager.filter(pk=value).first() or _("deleted"))
        return str(value)


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
            field = form_field(spot.part, self.desk.user, is_link=".'" in row.context.path, value=row.data)
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


class OverridesView(TranslationPageView):
    """The values of one translation that may be replaced: by reviewers, since readers get them without a review. Translators read them."""

    template_name = "translation/overrides.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(overrides=OverrideForms(self.desk).forms))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save one value (``replace``) or go back to the source's (``reset``)."""
        if not self.desk.access.is_reviewer:
            raise PermissionDenied
        which = number_in(request.POST.get("replace") or request.POST.get("reset") or "")
        item = OverrideForms(self.desk, request.POST).get(which) if which is not None else None
        if item is None:
            raise Http404
        if not self.desk.access.can_write:
            messages.error(request, self.desk.access.reason)
            return HttpResponseRedirect(request.path)
        if "reset" not in request.POST and not item.form.is_valid():
            shown = OverrideForms(self.desk).forms
            if item.is_chosen:
                # What may not be chosen is not shown either.
                messages.error(request, " ".join(map(str, item.form.errors["value"])))
            else:
                shown = [item if form.segment.pk == item.segment.pk else form for form in shown]
            return self.render_to_response(self.get_context_data(overrides=shown), status=400)
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
