"""How the editors' side keeps to the roles: translators work on words."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import stop_translation

from common.translators import for_submitters, is_in_step, may_see_whole
from common.viewsets import GuardedPageViewSet


@hooks.register("register_admin_urls", order=-100)
def guard_ways_out_of_translation() -> list[URLPattern]:
    """The addresses of wagtail-localize's own views, which ask for no more than the right to change the page; found before them."""
    return [
        path("localize/translate/<int:translation_id>/disable/", for_submitters(stop_translation)),
        path("localize/page/<int:page_id>/convert_to_alias/", for_submitters(convert_to_alias)),
    ]


@hooks.register("register_admin_viewset", order=100)
def guard_comparison() -> GuardedPageViewSet:
    """In place of the views that Wagtail has registered for all pages."""
    return GuardedPageViewSet()


@hooks.register("before_edit_page", order=-100)
@hooks.register("before_convert_alias_page", order=-100)
def keep_to_words(request: HttpRequest, page: Page) -> None:
    """The ordinary editor is for those who may edit the source; while a translation is in step, wagtail-localize shows strings instead."""
    if not is_in_step(page) and not may_see_whole(request.user, page):
        raise PermissionDenied
