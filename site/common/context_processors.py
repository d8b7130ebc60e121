"""What every template may say: the site's name, whether it is a demonstration, and which shell a personal page is set in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """``shell`` is the template that personal pages extend: the whole page, or only its main part when a script asks for it."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "IS_DEMONSTRATION": settings.IS_DEMONSTRATION,
        "shell": "fragment.html" if request.headers.get("X-Fragment") else "base.html",
    }
