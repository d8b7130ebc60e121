"""Tags for what stands round every page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.blocks import StructValue
from wagtail.models import Page

from home.enums import Tool
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


@register.simple_tag(takes_context=True)
def first_steps(context: template.Context, steps: Iterable[StructValue]) -> list[tuple[StructValue, str]]:
    """The steps that lead somewhere in the reader's language, each with its address."""
    found = [(step, Tool(step["tool"]).url if step["tool"] else page_address(context, step["page"])) for step in steps]
    return [(step, url) for step, url in found if url]
