"""The site's addresses, and uploaded pictures, which the proxy serves in public."""

from __future__ import annotations

from django.conf import settings
from django.urls import re_path
from django.views.static import serve

from config.urls import handler403, handler404, handler500
from config.urls import urlpatterns as site_patterns

urlpatterns = [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}), *site_patterns]

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
