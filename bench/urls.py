"""The site's addresses and one that always answers the same bytes: what Django and this machine cost without us."""

from __future__ import annotations

import os
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler403, handler404, handler500
from config.urls import urlpatterns as site_patterns


@cache
def body() -> bytes:
    """As many bytes as the lesson has."""
    return b"x" * int(os.environ.get("BENCH_BYTES", "30000"))


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(body())


urlpatterns = [path("constant/", constant), *site_patterns]

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
