"""Guests and their cookie, which nothing else writes or removes; and the language of the editors' rooms."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.learners import remember_guest, returning_guest


class GuestMiddleware:
    """Sends the cookie of a guest made during this request, and again when she comes back; takes it back when an account has her rows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if guest := getattr(request, "_new_guest", None):
            remember_guest(response, guest)
        elif getattr(request, "_forget_guest", False):
            response.delete_cookie(settings.GUEST_COOKIE_NAME, samesite="Lax")
        elif response.status_code < HTTPStatus.BAD_REQUEST and (guest := returning_guest(request)):
            remember_guest(response, guest)
        return response


class StaffLanguageMiddleware:
    """Below ``/cms/`` no address says the language: the account does, unless its owner has chosen another in Wagtail's profile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/cms/") and request.user.is_authenticated and request.user.language in dict(settings.LANGUAGES):
            translation.activate(request.user.language)
        return self.get_response(request)
