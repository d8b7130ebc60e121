"""The trees of all languages have the shape of the source's: moves, order, unpublishing and deletion go along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from translation.models import Tally


def is_source(page: Page) -> bool:
    return bool(page.locale.language_code == settings.LANGUAGE_CODE) and page.alias_of_id is None


def translations_of(page: Page) -> list[Page]:
    """The page in all other languages, aliases not."""
    return list(Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk).select_related("locale"))


def put_in_order(original: Page, page: Page) -> None:
    """Put a translated page where its source stands among its siblings: right after the nearest earlier one that is translated."""
    siblings = list(original.get_siblings(inclusive=True).order_by("path").values_list("translation_key", flat=True))
    own = list(Page.objects.sibling_of(page, inclusive=True).filter(locale_id=page.locale_id).order_by("path"))
    wanted = sorted(
        own,
        key=lambda item: siblings.index(item.translation_key) if item.translation_key in siblings else len(siblings),
    )
    position = next(index for index, item in enumerate(wanted) if item.pk == page.pk)
    if [item.pk for item in own] == [item.pk for item in wanted]:
        return
    page = Page.objects.get(pk=page.pk)
    if position:
        page.move(Page.objects.get(pk=wanted[position - 1].pk), pos="right")
    else:
        page.move(Page.objects.get(pk=next(item.pk for item in own if item.pk != page.pk)), pos="first-sibling")


def follow_move(original: Page) -> None:
    """Move the translations below the translations of the new parent, in the new order. What has no such parent stays where it is."""
    parent = original.get_parent()
    if parent is None or parent.is_root():
        return
    for page in translations_of(original):
        destination = Page.objects.filter(translation_key=parent.translation_key, locale_id=page.locale_id, alias_of=None).first()
        if destination is None:
            continue
        if page.get_parent().pk != destination.pk:
            page.move(destination, pos="last-child")
        put_in_order(original, Page.objects.get(pk=page.pk))


def follow_unpublish(original: Page) -> None:
    """Take the translations away from readers, until the source is published again."""
    for page in translations_of(original):
        if page.live:
            page.specific.unpublish()
            records = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
            Tally.objects.filter(translation__in=records).update(is_taken_down=True)


def delete_with_source(pks: Sequence[int]) -> None:
    """Delete translations whose source was deleted. Pages below that have a source still are not deleted with them: then the page above
    stays too, unpublished, to hold them."""
    for page in Page.objects.filter(pk__in=pks).order_by("-depth"):
        below = page.get_descendants().order_by()
        if Page.objects.filter(translation_key__in=below.values("translation_key"), locale=Locale.get_default()).exists():
            page.specific.unpublish()
        else:
            page.specific.delete()


def follow_restriction(restricted: Page) -> None:
    """Who may read the translations is who may read the source."""
    original = restricted.specific
    for page in translations_of(original):
        source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=original.locale_id).first()
        if source is not None:
            source.sync_view_restrictions(original, page)


def cascade(pages: list[Page], action: str) -> dict[Page, Any]:
    """For Wagtail's own views: what else a deletion or unpublishing of these source pages concerns."""
    if action not in {"delete", "unpublish"}:
        return {}
    return {page: Page.objects.translation_of(page, inclusive=False).filter(alias_of=None) for page in pages if is_source(page)}
