"""Doors: into the account, out of it, and the editors'."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LogoutView
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """The page is one person's: told so to its templates (``is_personal``), kept by nobody, and every refusal is a page in words."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except ImmediateHttpResponse as answer:
            response = answer.response
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response = render(request, "account/too_many_requests.html", {"is_personal": True}, status=HTTPStatus.TOO_MANY_REQUESTS)
            response["Retry-After"] = "60"
        elif isinstance(response, TemplateResponse) and not response.is_rendered:
            response.context_data = {**(response.context_data or {}), "is_personal": True}
        response["Cache-Control"] = "no-store, private"
        return response

    return wrapped


class SignOutView(LogoutView):
    """Signing out also empties the browser's cache: the next person at this computer must not page back."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


@private_page
def staff_door(request: HttpRequest) -> HttpResponse:
    """There is one way in: ``/cms/login/`` leads to it. Somebody who is signed in already goes on, or is told that she may not."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(target)
    # Wagtail has left a message that says the same. Read it, or it would stand on another page; the page itself is without.
    list(get_messages(request))
    context = {"is_personal": True, "messages": ()}
    return render(request, "account/no_staff_access.html", context, status=HTTPStatus.FORBIDDEN)
