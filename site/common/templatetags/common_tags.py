"""Tags for every template."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import AbstractImage

from common.enums import Licence
from common.languages import LanguageLink, path_links
from common.marks import mark as draw_mark
from common.pictures import SIZES, Shape, draw

register = template.Library()


@lru_cache(maxsize=2048)
def _drawn(seed: str, field: str, scheme: str) -> SafeString:
    return mark_safe(draw_mark(seed, field, scheme))  # noqa: S308  (drawn by us from numbers only)


@register.simple_tag
def mark(seed: str, field: str, scheme: str = "") -> SafeString:
    """The plate of ``seed`` as inline SVG."""
    return _drawn(seed, field, scheme or "")


@register.simple_tag
def picture_of(image: AbstractImage | None, alt: str, shape: str = Shape.WHOLE, sizes: str = SIZES, is_first: bool = False) -> str:
    """The picture in several sizes and formats. ``is_first``: it is seen without scrolling, and loaded at once."""
    loading = {"fetchpriority": "high"} if is_first else {"loading": "lazy", "decoding": "async"}
    return draw(image, Shape(shape), {"alt": alt, "sizes": sizes} | loading)


@register.simple_tag
def licence_of(value: str) -> Licence:
    """The licence behind a stored value, for its label and address."""
    return Licence(value)


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[LanguageLink]:
    """The switcher's links: the page's own, or the same address under another prefix."""
    links = context.get("language_links")
    if links is None:
        request = context.get("request")
        links = path_links(request.get_full_path() if request else "/")
    return list(links)


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, url: str) -> str:
    """An address with scheme and host."""
    return str(context["request"].build_absolute_uri(url))


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """The page's own absolute address, without any query."""
    request = context["request"]
    return str(request.build_absolute_uri(context["page"].url or request.path))
