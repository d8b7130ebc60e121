"""What every personal answer has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def personal(view: View) -> View:
    """Kept by nobody, found by no search engine. An answer to a script that asked for a part says so: the
    script must tell a part from a page that it was redirected to."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        if request.headers.get("X-Fragment"):
            response["X-Fragment"] = "1"
        return response

    return wrapped


def render_personal(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page about this learner: messages and account links are shown around it."""
    return render(request, f"courses/learn/{template}.html", {**context, "is_personal": True}, status=status)
