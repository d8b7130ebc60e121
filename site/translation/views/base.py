"""What the views of one translation have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from translation.permissions import require_translator
from translation.segments import Segment
from translation.views.desk import Desk


class TranslationView(View):
    """A view of one translation for those who translate or review in its language. Others get a refusal, Wagtail's usual one."""

    translation: Translation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        records = Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale")
        self.translation = get_object_or_404(records, pk=kwargs["translation_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require_translator(request, self.translation)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.translation, self.request.user)

    @property
    def workbench_url(self) -> str:
        return reverse("translation:workbench", args=[self.translation.pk])

    def get_segment(self) -> Segment:
        """The string that the address names. Raises Http404 for one of another page."""
        from django.http import Http404

        found = next((item for item in self.desk.segments if item.id == self.kwargs["segment_id"]), None)
        if found is None:
            raise Http404
        return found


class TranslationPageView(WagtailAdminTemplateMixin, TranslationView):
    """A screen of one translation, with the way to it."""

    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse_lazy("translation:list"), "label": _("Translations")},
    ]
    header_icon = "wagtail-localize-language"

    def get_page_title(self) -> str:
        return self.desk.title

    def get_page_subtitle(self) -> str:
        return self.desk.language_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.desk.title, "sublabel": self.desk.language_name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["desk"] = self.desk
        context["translation"] = self.translation
        return context
