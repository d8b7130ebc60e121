"""Searching the site in the reader's language."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common.languages import path_links
from common.page_cache import has_session
from common.topics import Topic
from courses.topics import topic_named
from home.search import Findings, Query, find, read_query
from home.suggestions import corrections, suggestions


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The field, and what was found. It is the same for everybody; what somebody looked for is nobody else's to keep."""
    language = get_language() or settings.LANGUAGE_CODE
    query = read_query(request.GET.get("q", ""), request.GET.get("topic", ""), request.GET.get("kind", ""))
    address = f"{request.path}?{query.parameters}" if query.parameters else request.path
    findings = find(query, language, request.GET.get("page")) if query.terms or (query.topic and not query.text) else None
    context = {
        "query": query,
        "topic": topic_named(query.topic, language) if query.topic else None,
        "findings": findings,
        "language_links": path_links(address),
        **help_for(query, findings, language),
    }
    response = render(request, "home/search.html", context)
    is_kept = not request.GET and not has_session(request)
    response["Cache-Control"] = "public, max-age=0, must-revalidate" if is_kept else "private, no-cache"
    return response


def help_for(query: Query, findings: Findings | None, language: str) -> dict[str, object]:
    """Where to go from an empty answer: what was perhaps meant, and what there is."""
    if findings is not None and findings.count:
        return {}
    meant = corrections(query, language) if findings is not None else []
    return {
        "meant": [(words, replace(query, text=words, kind="").parameters) for words in meant],
        "topics": Topic.objects.filter(locale__language_code=language),
    }


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for what is being typed; nobody keeps it."""
    query = read_query(request.GET.get("q", ""))
    found = suggestions(query, get_language() or settings.LANGUAGE_CODE)
    response = JsonResponse({"suggestions": [asdict(item) for item in found]})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
