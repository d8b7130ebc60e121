"""Portraits on the editors' side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from portraits.advice import advice
from portraits.models import Nomination, PortraitPage
from portraits.views.balance import BalanceView, may_see_balance
from portraits.viewsets import NominationPolicy, NominationViewSet

register_permission_policy(Nomination, NominationPolicy(Nomination))


@hooks.register("register_admin_viewset")
def register_nominations() -> NominationViewSet:
    return NominationViewSet()


@hooks.register("register_admin_urls")
def register_balance() -> list[URLPattern]:
    return [path("reports/representation/", BalanceView.as_view(), name="portraits_balance")]


class BalanceMenuItem(MenuItem):
    """The report on representation, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_balance(request.user)


@hooks.register("register_reports_menu_item")
def register_balance_menu_item() -> BalanceMenuItem:
    return BalanceMenuItem(_("Representation"), reverse("portraits_balance"), name="representation", icon_name="group", order=900)


@hooks.register("after_publish_page")
def advise(request: HttpRequest, page: Page) -> None:
    """Tell who has published a portrait what it lacks."""
    portrait = page.specific
    if isinstance(portrait, PortraitPage):
        for sentence in advice(portrait):
            messages.warning(request, sentence)
