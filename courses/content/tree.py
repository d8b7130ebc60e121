"""Where pages are on the site: by address below the front page, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wagtail.models import Locale, Page, Site


def front_page(locale: Locale) -> Page | None:
    """The front page in a language."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None or site.root_page.depth < 2:
        return None
    return Page.objects.filter(translation_key=site.root_page.translation_key, locale=locale).first()


def page_at(front: Page | None, address: str) -> Page | None:
    """The page with this path below the front page."""
    if front is None:
        return None
    return Page.objects.filter(url_path=f"{front.url_path}{address}/" if address else front.url_path).first()


def bring_under(parent: Page, page: Page) -> bool:
    """Move ``page`` below ``parent`` unless it is there; true if it moved."""
    if page.is_child_of(parent):
        return False
    page.move(parent, pos="last-child")
    return True


def bring_in_order(pages: Sequence[Page]) -> bool:
    """Put siblings into this order, each right behind the one before; other siblings stay where they are. True if one moved."""
    has_moved = False
    for before, page in pairwise(pages):
        before.refresh_from_db(fields=["path"])
        page.refresh_from_db(fields=["path"])
        if page.path < before.path:
            page.move(before, pos="right")
            has_moved = True
    return has_moved
