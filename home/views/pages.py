"""Pages of the site, the choice of a language at the door, and the style guide."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from common.enums import Scheme
from common.marks import MOTIFS
from home import routing
from home.views.errors import page_not_found


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """A page, found in two queries; what is not there is offered in the languages that have it."""
    if routing.has_one_site():
        result = routing.route(path)
        if result is None:
            return page_not_found(request)
        # Where Page.route_for_request keeps what it found.
        request._wagtail_route_for_request = result  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_serve(request, path)
    return response


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """``/`` leads to the front page in the reader's language. The answer depends on cookies and is never kept."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "private, no-cache"
    return response


def preferred_language(request: HttpRequest) -> str:
    """The account's language, else the cookie's, else the browser's, else English: the first in which there is a front page.

    The account is asked only where the browser sends a session: visitors without one must not get one.
    """
    wanted = []
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        wanted.append(request.user.language)
    wanted.append(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted += [code.split("-")[0] for code, _quality in accepted]
    available = routing.root_paths() or dict(settings.LANGUAGES)
    return next((code for code in wanted if code in available), settings.LANGUAGE_CODE)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser shows that kept it for the time without a network."""
    return render(request, "offline.html")


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Tokens, components, schemes and motifs, for people who work on the site."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not (request.user.is_staff or request.user.has_perm("wagtailadmin.access_admin")):
        raise PermissionDenied
    context = {
        "is_personal": True,
        "swatches": SWATCHES,
        "schemes": Scheme.values,
        "motifs": [(name, draw.__doc__) for name, draw in MOTIFS.items()],
    }
    response = render(request, "home/style_guide.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


SWATCHES = (
    *("bg", "surface", "surface-2", "text", "muted", "line", "brand", "accent", "ok", "err", "warn"),
    *("sun", "violet", "lilac", "mint", "night", "focus"),
)
