"""Translated pages that nobody sees yet, made for all languages of a source page together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.models import Locale, Page
from wagtail.models.copying import _copy
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import StringTranslation, Translation

from common.indexing import indexing_together
from translation.services.planting import plant
from translation.targets import any_wording, build


class ParentMissingError(Exception):
    """The page above has no translation in this language yet."""


def ensure_pages(translations: Sequence[Translation], original: Page, *, user: Any = None) -> None:
    """A page in each of the languages; what is not there yet is made as a draft.

    ``original`` is specific, as its source says it. Raises ParentMissingError.
    """
    have = set(Page.objects.filter(translation_key=original.translation_key).values_list("locale_id", flat=True))
    missing = [translation for translation in translations if translation.target_locale_id not in have]
    if not missing:
        return
    parent = original.get_parent()
    places = {page.locale_id: page for page in Page.objects.filter(translation_key=parent.translation_key, alias_of=None)}
    if not parent.is_root() and any(item.target_locale_id not in places for item in missing):
        raise ParentMissingError
    make_drafts(original, {item: parent if parent.is_root() else places[item.target_locale_id] for item in missing}, user=user)


def make_drafts(original: Page, places: dict[Translation, Page], *, user: Any = None) -> list[Page]:
    """A draft below each of the pages, with the translations that there are. Its first revision is the translator's."""
    spoken = _languages_with_words(original, [translation.target_locale_id for translation in places])
    is_site_root = original.is_site_root()
    drafts = []
    for translation in places:
        page = _new_page(original, translation.target_locale, user)
        if translation.target_locale_id in spoken:
            build(translation, page, any_wording, fills_gaps=True)
        # The same for all languages of a page: Wagtail asks at every save.
        page._is_site_root = is_site_root
        drafts.append(page)
    # A draft shows what its source shows, and that is in the reference index already; its first revision brings its own.
    with disable_reference_index_auto_update(), indexing_together():
        plant(original, drafts, list(places.values()), user=user)
    return drafts


def _languages_with_words(original: Page, languages: Sequence[int]) -> set[int]:
    words = StringTranslation.objects.filter(context__object_id=original.translation_key, locale_id__in=languages)
    return set(words.order_by().values_list("locale_id", flat=True).distinct())


def _new_page(original: Page, locale: Locale, user: Any) -> Page:
    attrs = {
        "locale": locale,
        "live": False,
        "has_unpublished_changes": True,
        "live_revision": None,
        "first_published_at": None,
        "last_published_at": None,
        "alias_of": None,
        "owner": user,
    }
    exclude = original.default_exclude_fields_in_copy + original.exclude_fields_in_copy
    page, children = _copy(original, exclude_fields=exclude, update_attrs=attrs)
    for child in children.values():
        for one in child if isinstance(child, list) else [child]:
            if hasattr(one, "translation_key"):
                one.locale = locale
    return page
