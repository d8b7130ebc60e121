"""The page in the making, as its readers will see it, with every string findable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from common.translators import PREVIEW_OF_WORDS
from translation.segments import Segment
from translation.targets import any_wording, build, known_target
from translation.views.base import TranslationView
from translation.views.marking import mark, resolve
from translation.views.numbers import number_in

SOURCE, TARGET = "source", "target"


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class PreviewView(TranslationView):
    """``/preview/target/`` or ``/preview/source/``; ``?string=<id>`` outlines a string. Nothing is saved."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = page_in(self.translation, kwargs["side"])
        if page is None:
            return render(request, "translation/no_preview.html", {"desk": self.desk})
        string_id = number_in(request.GET.get("string", ""))
        response = as_readers_see(page).make_preview_request(request, page.default_preview_mode)
        if response.status_code == 200 and not response.streaming:
            response.content = resolve(response.content.decode(response.charset), string_id)
        # What the page says about frames and caches is for readers; this answer is an editing screen's.
        for name in ("Content-Security-Policy", "X-Frame-Options", "ETag"):
            response.headers.pop(name, None)
        return response


def as_readers_see(page: Page) -> Page:
    """The page without what its preview shows to editors, who may see the key of a quiz; here nobody does, on neither side."""

    def serve(request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = page.serve(request)
        # Serving says that it is no preview; the template is rendered after that.
        request.is_preview = PREVIEW_OF_WORDS  # type: ignore[attr-defined]
        return response

    page.serve_preview = serve
    return page


def page_in(translation: Translation, side: str) -> Page | None:
    """The page with marked strings, not saved; None for what is no page or is gone."""
    if side not in {SOURCE, TARGET}:
        raise Http404
    page = translation.source.get_source_instance() if side == SOURCE else known_target(translation)
    if not isinstance(page, Page):
        return None
    built: Any = build(translation, page, _marked(_source_wording if side == SOURCE else any_wording)).instance
    return built


def _source_wording(segment: Segment) -> str:
    return segment.source


def _marked(wording: Callable[[Segment], str | None]) -> Callable[[Segment], str]:
    def marked(segment: Segment) -> str:
        return mark(segment.id, wording(segment) or segment.source)

    return marked
