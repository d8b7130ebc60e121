"""What Wagtail asks us before it serves a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from home.routing import root_paths
from home.views.errors import page_not_found


@hooks.register("before_serve_page", order=-10)
def refuse_wrong_language(page: Page, request: HttpRequest, *args: Any) -> HttpResponse | None:
    """A language without a tree of its own falls back to the English root in Wagtail, and an alias stands in a tree with the words of
    another: never serve English under another prefix."""
    language = get_language() or ""
    root = root_paths().get(language)
    if root is None or page.alias_of_id or not page.url_path.startswith(root):
        return page_not_found(request)
    return None
