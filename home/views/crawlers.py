"""robots.txt and the sitemap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers stay out of the editors' and the learners' rooms."""
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        *(f"Disallow: /{code}/{part}/" for code, _name in settings.LANGUAGES for part in ("account", "learn")),
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@dataclass(frozen=True)
class Alternate:
    """An address in a language; ``code`` is ``x-default`` for the one that fits anybody."""

    code: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A page of the sitemap with itself and its translations."""

    url: str
    changed_at: datetime | None
    alternates: tuple[Alternate, ...]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every published page in every language with its alternates: the same few queries whatever their number."""
    return render(request, "sitemap.xml", {"entries": entries(request)}, content_type="application/xml")


def entries(request: HttpRequest) -> list[Entry]:
    """Public pages in the order of the tree."""
    pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None).select_related("locale").order_by("path")
    rows = [(page, request.build_absolute_uri(url)) for page in pages if (url := page.get_url(request))]
    alternates: dict[object, list[Alternate]] = defaultdict(list)
    for page, url in rows:
        alternates[page.translation_key].append(Alternate(page.locale.language_code, url))
        if page.locale.language_code == settings.LANGUAGE_CODE:
            alternates[page.translation_key].append(Alternate("x-default", url))
    return [Entry(url=url, changed_at=page.last_published_at, alternates=tuple(alternates[page.translation_key])) for page, url in rows]
