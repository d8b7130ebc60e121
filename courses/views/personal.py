"""Pages about one learner."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.personal import personal

__all__ = ["personal", "render_personal"]


def render_personal(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page about this learner: messages and account links are shown around it."""
    return render(request, f"courses/learn/{template}.html", {**context, "is_personal": True}, status=status)
