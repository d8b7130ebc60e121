"""The panel on Wagtail's first screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from translation.models import Tally
from translation.views.listing import working_locales


class TranslationPanel(Component):
    """What is to do in the languages of whoever looks; nothing for others. One query beside the permissions."""

    name = "translations"
    template_name = "translation/panel.html"
    order = 90

    def __init__(self, user: Any) -> None:
        self.locales = working_locales(user)

    @property
    def is_shown(self) -> bool:
        return bool(self.locales)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        sums = Tally.objects.in_use().by_language()
        names = dict(settings.LANGUAGES)
        languages = []
        for locale in self.locales:
            counts = sums.get(locale.language_code, {})
            words, approved = counts.get("words", 0), counts.get("approved", 0)
            languages.append(
                {
                    **counts,
                    "code": locale.language_code,
                    "name": names.get(locale.language_code, locale.language_code),
                    "locale_id": locale.pk,
                    "percent": 100 * approved // words if words else 0,
                    "left": words - approved - counts.get("unreviewed", 0),
                }
            )
        return {"languages": languages, "heading": _("Translations")}
