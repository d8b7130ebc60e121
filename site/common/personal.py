"""What every personal answer has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

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
