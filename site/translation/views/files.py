"""Files out, and the screen from which they come in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.files import Format, write, write_bundle
from translation.forms import BundleForm, UploadForm
from translation.services.exporting import document, documents
from translation.views.base import TranslationView
from translation.views.listing import working_locales


class DownloadView(TranslationView):
    """One translation as PO or XLIFF."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file_format = _format(kwargs["format"])
        content = write(document(self.translation, self.desk.segments), file_format)
        name = slugify(self.translation.source.object_repr) or "texts"
        return _attachment(content, f"{name}-{self.desk.language}.{file_format.suffix}", file_format.media_type)


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError as error:
        raise Http404 from error


def _attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class FilesView(WagtailAdminTemplateMixin, View):
    """Everything with files that is not about one translation alone."""

    template_name = "translation/files.html"
    page_title = gettext_lazy("Files")
    header_icon = "download"
    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": reverse_lazy("translation:list"), "label": gettext_lazy("Translations")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locales(self) -> list[Any]:
        return working_locales(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The forms; with ``page``, ``language`` and ``format``, the ZIP."""
        if "page" not in request.GET:
            return self.render_to_response(self.get_context_data(bundle=BundleForm(self.locales), upload=UploadForm()))
        form = BundleForm(self.locales, request.GET)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(bundle=form, upload=UploadForm()), status=400)
        page, locale, file_format = form.cleaned_data["page"], form.cleaned_data["language"], Format(form.cleaned_data["format"])
        translations = _below(page, locale)
        if not translations:
            form.add_error("page", _("None of these pages has been sent to this language yet."))
            return self.render_to_response(self.get_context_data(bundle=form, upload=UploadForm()), status=400)
        content = write_bundle(documents(translations), file_format)
        return _attachment(content, f"{page.slug}-{locale.language_code}.zip", "application/zip")


def _below(page: Page, locale: Any) -> list[Translation]:
    """The translations of a page and all below it, in the order of the tree."""
    keys = list(page.get_descendants(inclusive=True).order_by("path").values_list("translation_key", flat=True))
    rows = Translation.objects.filter(source__object_id__in=keys, target_locale=locale, enabled=True)
    return sorted(rows.select_related("source__locale", "target_locale"), key=lambda item: keys.index(item.source.object_id))
