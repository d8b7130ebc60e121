"""Which pages anybody may read."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def is_open() -> Any:
    """A condition on pages: neither they nor a page above them are kept from the public. Asked within the same query."""
    return ~Exists(PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path"))))


def readable(pages: Any) -> Any:
    """Of these pages what is published, in its language's own words, for everybody to read."""
    return pages.live().filter(is_open(), alias_of=None)
