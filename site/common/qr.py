"""QR codes of our own addresses."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str) -> SafeString:
    """The text as an inline SVG without a style attribute: black on white in dark mode too, for cameras."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, border=2, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308  (drawn by segno from our own address)
