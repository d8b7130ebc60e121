"""What a portrait is passed on with: a poster for a wall, and the picture beside a link on other sites. The same for everybody."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common.languages import path_links
from common.page_cache import has_session
from portraits.cards import card_of
from portraits.models import PortraitPage
from portraits.presenting import Reading


def portrait_or_404(portrait_key: uuid.UUID) -> PortraitPage:
    """The published portrait in the reader's language."""
    code = get_language() or settings.LANGUAGE_CODE
    pages = PortraitPage.objects.live().public().filter(translation_key=portrait_key, locale__language_code=code, alias_of=None)
    portrait = pages.select_related("locale").first()
    if portrait is None:
        raise Http404
    return portrait


@require_safe
def poster(request: HttpRequest, portrait_key: uuid.UUID) -> HttpResponse:
    """One sheet of A4: plate, name, work, and the way to the whole portrait."""
    portrait = portrait_or_404(portrait_key)
    context = {"portrait": portrait, "reading": Reading(portrait), "language_links": path_links(request.path)}
    response = render(request, "portraits/poster.html", context)
    response["Cache-Control"] = "private, no-cache" if has_session(request) else "public, max-age=0, must-revalidate"
    return response


@require_safe
def card(request: HttpRequest, portrait_key: uuid.UUID) -> HttpResponse:
    """The picture of 1200 x 630 pixels that other sites show with a link."""
    response = HttpResponse(card_of(portrait_or_404(portrait_key)), content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response
