"""What an editor is told when she publishes a portrait that lacks something readers look for. Nothing of it keeps a portrait back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from portraits.models import PortraitPage

# Key years of one timeline: more of them stand out no longer.
KEY_YEARS = 2


def advice(portrait: PortraitPage) -> list[str]:
    """One sentence for each gap, the gravest first."""
    blocks = [(child.block_type, child.value) for child in portrait.body]
    sources = [item for kind, value in blocks if kind == "references" for item in value["items"]]
    found = []
    if not sources:
        found.append(_("This portrait names no sources. Add references: readers are told that every fact has one."))
    if not portrait.themes:
        found.append(_("This portrait has no themes: no lesson will suggest it."))
    if not portrait.countries or not portrait.disciplines:
        found.append(_("This portrait has no country or no field: readers who filter the gallery will not find it."))
    for kind, value in blocks:
        number = sum(1 for moment in value["items"] if moment["is_key"]) if kind == "timeline" else 0
        if number > KEY_YEARS:
            words = ngettext("%(number)s year of the timeline is a key year.", "%(number)s years of the timeline are key years.", number)
            found.append(f"{words % {'number': number}} {_('Two stand out; more do not.')}")
    return found
