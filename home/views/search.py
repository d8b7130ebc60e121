"""Searching the site in the reader's language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common.languages import path_links
from common.page_cache import has_session
from courses.topics import topic_named
from home.search import find, read_query


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The field, and what was found. It is the same for everybody; what somebody looked for is nobody else's to keep."""
    language = get_language() or settings.LANGUAGE_CODE
    query = read_query(request.GET.get("q", ""), request.GET.get("topic", ""))
    address = f"{request.path}?{query.parameters}" if query.parameters else request.path
    context = {
        "query": query,
        "topic": topic_named(query.topic, language) if query.topic else None,
        "findings": find(query, language, request.GET.get("page")) if query.terms or (query.topic and not query.text) else None,
        "language_links": path_links(address),
    }
    response = render(request, "home/search.html", context)
    is_kept = not request.GET and not has_session(request)
    response["Cache-Control"] = "public, max-age=0, must-revalidate" if is_kept else "private, no-cache"
    return response
