"""What search engines and other catalogues are told: schema.org data in the head of a page."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common.enums import Licence

CONTEXT = "https://schema.org"

# As in django.utils.html.json_script: nothing in a string can end the element or open a comment.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: dict[str, Any]) -> SafeString:
    """The data as a block that browsers do not run."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)


def licence_data(value: str) -> dict[str, str]:
    """The licence's address, where it has one."""
    url = Licence(value).url
    return {"license": url} if url else {}
