from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users import apps as wagtail_users


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts import signals  # noqa: F401


class WagtailUsersConfig(wagtail_users.WagtailUsersAppConfig):
    """Wagtail's user management with forms for our accounts, which have one name."""

    # Two configurations stand in this file; "accounts" alone means the other one.
    default = False
    user_viewset = "accounts.viewsets.UserViewSet"
