"""What the front page shows beyond its own fields, in three queries however many sections it has."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from courses.models import CoursePage
from home.wall import WALL, wall_of

if TYPE_CHECKING:
    from home.models import HomePage


def front_page_context(home: HomePage) -> dict[str, Any]:
    """The first course and its catalogue for the buttons, the wall of plates, and the addresses of all pages that sections lead to."""
    course = CoursePage.objects.descendant_of(home).live().defer("outcomes").order_by("path").first()
    keys = {page.translation_key for page in chosen_pages(home)}
    pages = Page.objects.live().filter(locale_id=home.locale_id, alias_of=None)
    if course:
        found = list(pages.filter(translation_key__in=keys) | Page.objects.ancestor_of(course).filter(depth=course.depth - 1))
    else:
        found = list(pages.filter(translation_key__in=keys))
    portraits = list(pages.filter(slug__in=[plate.seed for plate in WALL], content_type__model="portraitpage"))
    return {
        "course": course,
        "catalogue": next((page for page in found if course and page.path == course.path[: -course.steplen]), None),
        "addresses": addresses(found),
        "wall": wall_of(portraits),
    }


def addresses(pages: list[Page]) -> dict[uuid.UUID, str]:
    """Addresses by translation key."""
    return {page.translation_key: page.url or "" for page in pages}


def chosen_pages(home: HomePage) -> list[Page]:
    """The pages that editors chose in the sections, in whatever language they chose them."""
    chosen = []
    for block in home.body:
        if block.block_type == "ways":
            chosen += [item["page"] for item in block.value["items"]]
        elif block.block_type == "spectrum":
            chosen.append(block.value["page"])
    return [page for page in chosen if page]
