"""New pages in the trees of several languages at once: what Wagtail does with ``add_child`` for one page, its look-ups taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale, Page, PageLogEntry

from translation.mirror import put_in_order


@transaction.atomic
def plant(original: Page, pages: Sequence[Page], parents: Sequence[Page], *, user: Any = None) -> None:
    """Save each new page below its parent, where its source stands among its siblings."""
    # In one order, so that two workers do not wait for each other.
    locked = Page.objects.select_for_update().order_by("pk").in_bulk([parent.pk for parent in parents])
    above = [locked[parent.pk] for parent in parents]
    slugs = [wanted_slug(original.slug, parent, page.locale) for page, parent in zip(pages, above, strict=True)]
    is_taken = _children_of(above).filter(slug__in=slugs).exists()
    for page, parent, slug in zip(pages, above, slugs, strict=True):
        page.slug = find_available_slug(parent, slug) if is_taken else slug
        _save_below(parent, page)
    for number in set(Counter(parent.pk for parent in above).values()):
        grown = [pk for pk, count in Counter(parent.pk for parent in above).items() if count == number]
        Page.objects.filter(pk__in=grown).update(numchild=F("numchild") + number)
    _log_creation(pages, user)
    unsorted = _with_later_siblings(original, above)
    for page in pages:
        if page.locale_id in unsorted:
            put_in_order(original, page)
    if unsorted:
        # Pages were moved, perhaps several of these: whoever saves them next must not write back where they stood before.
        paths = dict(Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "path"))
        for page in pages:
            page.path = paths[page.pk]


def wanted_slug(wanted: str, parent: Page, locale: Locale) -> str:
    """The source's, but front pages are siblings."""
    return f"{wanted}-{locale.language_code}" if parent.is_root() else wanted


def _children_of(parents: Iterable[Page]) -> QuerySet[Page]:
    return reduce(or_, (parent.get_children() for parent in parents)).order_by()


def _save_below(parent: Page, page: Page) -> None:
    """As the last child. The number of children is right in memory only."""
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, 1) if parent.is_leaf() else parent.get_last_child()._inc_path()
    page._cached_parent_obj = parent
    page.save(log_action=None)
    parent.numchild += 1


def _log_creation(pages: Sequence[Page], user: Any) -> None:
    """What Wagtail writes for each of them."""
    context = get_active_log_context()
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
            label=page.get_admin_display_title(),
            action="wagtail.create",
            timestamp=timezone.now(),
            user=user or context.user,
            uuid=context.uuid,
            content_changed=True,
        )
        for page in pages
    )


def _with_later_siblings(original: Page, parents: Iterable[Page]) -> set[int]:
    """The languages in which pages stand before the new one, the last child, that belong after it."""
    later = original.get_siblings().filter(path__gt=original.path).order_by().values("translation_key")
    return set(_children_of(parents).filter(translation_key__in=later).values_list("locale_id", flat=True).distinct())
