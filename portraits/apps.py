from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortraitsConfig(AppConfig):
    name = "portraits"
    verbose_name = _("Portraits")

    def ready(self) -> None:
        from portraits import companions, signals  # noqa: F401
        from portraits.services import recognising  # noqa: F401
