"""Tags for portraits."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.qr import qr_code as draw_code
from common.structured_data import script
from portraits.models import PortraitPage
from portraits.person_data import person_data as describe

register = template.Library()


@register.simple_tag(takes_context=True)
def person_data(context: template.Context, portrait: PortraitPage, language: str) -> SafeString:
    """The person for search engines."""
    request: HttpRequest = context["request"]
    return script(
        describe(
            portrait,
            url=request.build_absolute_uri(portrait.url or request.path),
            image=request.build_absolute_uri(portrait.card_address),
            language=language,
        )
    )


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """An absolute address as a drawing for cameras."""
    return draw_code(address)
