"""wagtail-localize's own screens, which go round ours: what reviews, locks, conflicts and keys need. Their addresses lead here instead."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from translation.files import Format
from translation.views.submissions import SubmitSnippetView


def refuse(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Nothing is written or told this way."""
    raise PermissionDenied


def to_list(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse("translation:list"))


def to_workbench(request: HttpRequest, translation_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("translation:workbench", args=[translation_id]))


def to_preview(request: HttpRequest, translation_id: int, mode: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("translation:preview", args=[translation_id, "target"]))


def to_download(request: HttpRequest, translation_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("translation:download", args=[translation_id, Format.PO.value]))


def to_submit(request: HttpRequest, page_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("translation:submit", args=[page_id]))


def closed_ways() -> list[URLPattern]:
    """Its addresses, to be found before its own."""
    one = "localize/translate/<int:translation_id>/"
    return [
        path("localize/submit/page/<int:page_id>/", to_submit),
        path("localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SubmitSnippetView.as_view()),
        path("localize/update/<int:translation_source_id>/", to_list),
        path(f"{one}strings/<int:string_segment_id>/edit/", refuse),
        path(f"{one}overrides/<int:overridable_segment_id>/edit/", refuse),
        path(f"{one}pofile/download/", to_download),
        path(f"{one}pofile/upload/", to_workbench),
        path(f"{one}machine_translate/", refuse),
        path(f"{one}preview/", to_preview),
        path(f"{one}preview/<str:mode>/", to_preview),
        path("localize/reports/translations/", to_list),
        path("localize/reports/translations/results/", to_list),
        path("localize/api/snippets/<slug:app_label>/<slug:model_name>/", refuse),
        path("localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", refuse),
    ]
