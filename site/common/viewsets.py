"""Wagtail's views of pages, where they show more than a translator may see."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from common.translators import may_see_whole


class CompareView(RevisionsCompareView):
    """Two versions side by side, with every field of every block: the key as well."""

    def get_object(self, queryset: Any = None) -> Page:
        page: Page = super().get_object(queryset)
        if not may_see_whole(self.request.user, page):
            raise PermissionDenied
        return page


class GuardedPageViewSet(PageViewSet):
    """All views of all pages."""

    revisions_compare_view_class = CompareView
