"""Portraits on the editors' side."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portraits.models import Nomination
from portraits.viewsets import NominationPolicy, NominationViewSet

register_permission_policy(Nomination, NominationPolicy(Nomination))


@hooks.register("register_admin_viewset")
def register_nominations() -> NominationViewSet:
    return NominationViewSet()
