"""The demonstration's term cards from ``cards.yaml``."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from courses.content.ids import derive
from portraits.models import PortraitPage, TermCard


@transaction.atomic
def import_term_cards(path: Path) -> None:
    """Add the cards that are not there yet; what somebody has changed since stays. Portraits must be there."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    people = {page.slug: page for page in PortraitPage.objects.filter(locale=locales[settings.LANGUAGE_CODE]).defer_streamfields()}
    for name, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for code, term in entry["terms"].items():
            if code in locales:
                values = {"term": term, "meaning": entry["meanings"][code], "portrait": people.get(entry["portrait"])}
                TermCard.objects.get_or_create(locale=locales[code], translation_key=derive("cards", name), defaults=values)
