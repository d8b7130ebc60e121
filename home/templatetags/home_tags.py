"""Tags for what stands round every page."""

from __future__ import annotations

import uuid

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from home.furniture import Furniture, furniture

register = template.Library()


@register.simple_tag(takes_context=True)
def site_furniture(context: template.Context) -> Furniture:
    """Menus and funding block in the reader's language."""
    return furniture(get_language() or settings.LANGUAGE_CODE, context.get("request"))


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, page: Page | None) -> str:
    """Where a chosen page is in the reader's language; empty where there is none. The front page has looked them all up beforehand."""
    if page is None:
        return ""
    addresses: dict[uuid.UUID, str] | None = context.get("addresses")
    if addresses is None:
        return page.localized.url or ""
    return addresses.get(page.translation_key, "")
