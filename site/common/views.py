"""Answers that any app may need."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: say so in words, with the way back. What was typed is still in the browser's page."""
    return render(request, "403_csrf.html", status=403)
