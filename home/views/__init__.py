"""Addresses that belong to no page type: choosing a language, errors, what crawlers read, searching, the style guide."""

from __future__ import annotations

from home.views.crawlers import robots, sitemap
from home.views.errors import page_not_found, permission_denied, server_error
from home.views.pages import choose_language, offline, serve, style_guide
from home.views.resume import resume
from home.views.search import search, suggest

__all__ = [
    "choose_language",
    "offline",
    "page_not_found",
    "permission_denied",
    "resume",
    "robots",
    "search",
    "serve",
    "server_error",
    "sitemap",
    "style_guide",
    "suggest",
]
