from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """The translator's workbench over wagtail-localize: what changed, what is left, who approved it, and what readers see meanwhile."""

    name = "translation"
    label = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from translation import checks, releases, signals  # noqa: F401
