"""Block parts with a rule of their own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class LockedCharBlock(blocks.CharBlock):
    """Text that is the same in every language: it never reaches a translator and comes back from a translation untouched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: Any) -> str:
        return value


class SafeURLBlock(blocks.URLBlock):
    """An address on the web, https or http."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Address"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
