"""Pages that editors have closed to the public are closed here too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.wagtail_hooks import check_view_restrictions


def closed(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's own answer (a password form, a way to sign in) if the page or one above it is restricted for this reader; None if not."""
    open_door = HttpResponse()
    answer: HttpResponse = check_view_restrictions(lambda *_page_and_arguments: open_door)(page, request, [], {})
    return None if answer is open_door else answer
