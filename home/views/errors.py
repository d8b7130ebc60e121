"""What a reader sees when something is not there, not allowed, or broken."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language

from common.languages import LanguageLink
from home.routing import Offer, offers

MAX_PATH = 2000


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the reader's language. If the address exists in other languages, they are offered; search engines keep none of it."""
    found = offers(path_without_language(request.path)) if len(request.path) <= MAX_PATH else []
    context = {
        "is_error": True,
        "offers": [offer for offer in found if offer.code != get_language()],
        "language_links": switcher(found),
    }
    return render(request, "404.html", context, status=404)


def switcher(found: list[Offer]) -> list[LanguageLink]:
    """The switcher's links on an error page: the page where a language has it, else its front page."""
    urls = {offer.code: offer.url for offer in found}
    return [
        LanguageLink(code=code, name=name, url=urls.get(code, f"/{code}/"), is_current=code == get_language(), is_exact=False)
        for code, name in settings.LANGUAGES
    ]


def path_without_language(path: str) -> str:
    """``/sv/courses/`` and ``/courses/`` are both ``courses/``."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return rest if first in dict(settings.LANGUAGES) else path


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this account may not do this."""
    return render(request, "403.html", {"is_error": True, "language_links": switcher([])}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database, session or context processors: they may be what is broken."""
    html = get_template("500.html").render({"SITE_NAME": settings.SITE_NAME})
    return HttpResponse(html, status=500)
