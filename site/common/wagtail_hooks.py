"""How the editors' side keeps to the roles, translators work on words, and what it tells editors about their texts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import stop_translation

from common.content_checks import remarks_on
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


@hooks.register("before_edit_page", order=200)
def tell_remarks_at_opening(request: HttpRequest, page: Page) -> None:
    """What could be better stands above the form; it is about the latest draft, and asked for when nothing is sent."""
    if request.method == "GET":
        tell_remarks(request, page)


@hooks.register("after_publish_page")
def tell_remarks(request: HttpRequest, page: Page) -> None:
    """Nothing of it stops a publication."""
    remarks = remarks_on(page.specific)
    if remarks:
        items = format_html_join("", "<li>{} {}: {}</li>", ((item.number, item.label, item.message) for item in remarks))
        text = _("“%(title)s” can be published. Look again at these blocks, counted from the top:") % {
            "title": page.get_admin_display_title()
        }
        messages.warning(request, format_html("{}<ul>{}</ul>", text, items))


class OwnContentChecker(ContentCheckerItem):
    """Wagtail's checks beside the editor, for what is the editor's: the page without header and footer; its words in our catalogs."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "list", "td-headers-attr"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": gettext_lazy("Picture without an alternative text"),
            "help_text": gettext_lazy("Describe it, or mark it as decoration"),
        },
        "list": {
            "error_name": gettext_lazy("List with something else in it"),
            "help_text": gettext_lazy("Make it again with the list button"),
        },
        "td-headers-attr": {
            "error_name": gettext_lazy("Table cell without a heading"),
            "help_text": gettext_lazy("Give every column a heading"),
        },
    }


@hooks.register("construct_wagtail_userbar")
def use_own_checker(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    items[:] = [OwnContentChecker() if isinstance(item, ContentCheckerItem) else item for item in items]
