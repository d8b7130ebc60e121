"""Answers that need nothing else, and headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

Next = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"

# Wagtail's admin needs inline scripts and styles; the preview pane is a frame of our own pages.
ADMIN_CSP = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class HealthCheckMiddleware:
    """Answers ``/healthz`` before host, session, database or language are looked at: the process is alive."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            response = HttpResponse("ok", content_type="text/plain")
            response["Cache-Control"] = "no-store"
            return response
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """Django's, except that what is not found where no address has a language is not looked for under one: it is not there."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        without_language = ("/cms/", "/documents/", settings.MEDIA_URL, settings.STATIC_URL)
        if response.status_code == HTTPStatus.NOT_FOUND and request.path_info.startswith(without_language):
            patch_vary_headers(response, ("Accept-Language",))
            response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Permissions policy for all; the wider content policy for signed-in editors under ``/cms/`` only."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # A request that was refused early, for its host for instance, never got a user.
        user = getattr(request, "user", None)
        if user is not None and request.path_info.startswith("/cms/") and user.is_authenticated:
            response._csp_replace = ADMIN_CSP  # type: ignore[attr-defined]
        return response
