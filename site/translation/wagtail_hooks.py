"""The workbench's places on Wagtail's screens, in place of wagtail-localize's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TranslatableMixin, get_translatable_models
from wagtail.permissions import register_permission_policy
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation

from translation.mirror import cascade, is_source
from translation.models import Term
from translation.permissions import may_submit
from translation.services.reviews import translation_of
from translation.views.closed import closed_ways
from translation.views.dashboard import TranslationPanel
from translation.views.listing import working_locales
from translation.viewsets import ReviewedPageViewSet, TermPolicy, TermViewSet

# Its buttons and its report are ours by other names; leaving the block of a temporary registration takes one away.
hooks.TemporaryHook(
    [
        ("register_page_header_buttons", localize.page_listing_more_buttons),
        ("register_page_listing_more_buttons", localize.page_listing_more_buttons),
        ("register_snippet_listing_buttons", localize.register_snippet_listing_buttons),
        ("register_reports_menu_item", localize.register_wagtail_localize2_report_menu_item),
    ],
    order=0,
).__exit__(None, None, None)

register_permission_policy(Term, TermPolicy(Term))


@hooks.register("register_admin_urls")
def register_workbench() -> list[URLPattern | URLResolver]:
    return [path("translation/", include("translation.urls"))]


@hooks.register("register_admin_urls", order=-100)
def close_other_ways() -> list[URLPattern]:
    """Found before wagtail-localize's own views."""
    return closed_ways()


@hooks.register("register_admin_viewset")
def register_glossary() -> TermViewSet:
    return TermViewSet()


@hooks.register("register_admin_viewset", order=110)
def register_decisions() -> ReviewedPageViewSet:
    """In place of the views that ``common`` has registered for all pages."""
    return ReviewedPageViewSet()


class TranslationsMenuItem(MenuItem):
    """For everybody who translates, reviews or submits."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(working_locales(request.user))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return TranslationsMenuItem(
        gettext_lazy("Translations"), reverse("translation:list"), name="translations", icon_name="wagtail-localize-language", order=250
    )


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panel = TranslationPanel(request.user)
    if panel.is_shown:
        panels.append(panel)


@hooks.register("before_edit_page", order=-50)
@hooks.register("before_edit_snippet", order=-50)
def open_workbench(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """A translation that is in step with its source is worked on string by string."""
    if not isinstance(instance, TranslatableMixin) or getattr(instance, "alias_of_id", None):
        return None
    record = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    return HttpResponseRedirect(reverse("translation:workbench", args=[record.pk])) if record else None


hooks.register("construct_translated_pages_to_cascade_actions", cascade)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_submission(page: Page, user: Any, next_url: str | None = None, view_name: str | None = None) -> Iterator[Button]:
    """On a page of the source language, for those who may."""
    if page.depth > 1 and may_submit(user) and is_source(page):
        url = reverse("translation:submit", args=[page.pk])
        yield Button(_("Send to translators"), url, priority=60, icon_name="wagtail-localize-language")


@hooks.register("register_snippet_listing_buttons")
def offer_snippet_submission(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    model = type(snippet)
    if model in get_translatable_models() and may_submit(user) and snippet.locale.language_code == settings.LANGUAGE_CODE:
        opts = model._meta
        url = reverse("translation:submit_snippet", args=[opts.app_label, opts.model_name, quote(snippet.pk)])
        yield Button(_("Send to translators"), url, priority=100, icon_name="wagtail-localize-language")


@hooks.register("before_bulk_action")
def keep_to_review(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """Publishing many pages at once leads past no review: translations among them are refused, in words and before anything is done."""
    if action_type != "publish" or not any(isinstance(item, Page) and translation_of(item) for item in objects):
        return None
    messages.error(request, _("Translations are published from their workbench, once they are approved."))
    return HttpResponseRedirect(reverse("wagtailadmin_explore_root"))
