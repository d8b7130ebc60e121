"""What is asked of stories: the list and its filters, the parts of a series, and what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from common.enums import Audience, Theme
from common.facets import Facet, FacetedPageQuerySet
from common.reading import readable
from common.selection import FacetKind, Selection, offered, ways_out
from portraits.enums import Category, LifeStage, StoryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from portraits.models import StoryIndexPage, StoryPage

PER_PAGE = 12
RELATED = 4

# What the list is filtered by, and what stories are filed under besides, to find their like.
LIST_KINDS = (
    FacetKind("kind", _("Kind"), StoryKind),
    FacetKind("category", _("Category"), Category, source="categories"),
    FacetKind("audience", _("For whom"), Audience, source="audiences"),
    FacetKind("stage", _("Life stage"), LifeStage, source="life_stages"),
)
THEME = FacetKind("theme", _("Theme"), Theme, source="themes")


class StoryPageQuerySet(FacetedPageQuerySet):
    """Stories."""

    def readable(self) -> StoryPageQuerySet:
        """Published ones that are no other language's words, without their texts."""
        pages: StoryPageQuerySet = readable(self).defer_streamfields()
        return pages

    def newest_first(self) -> StoryPageQuerySet:
        """By the day they say they are from; of one day in the order of the tree."""
        return self.order_by(Coalesce("published_on", TruncDate("first_published_at")).desc(nulls_last=True), "path")

    def parts_with(self, story: StoryPage) -> StoryPageQuerySet:
        """The published parts of a story's series in its language, the story among them.

        What belongs to a series the source says: a series that is called two things in a translation still is one.
        """
        source = type(story).objects.filter(translation_key=story.translation_key, locale__language_code=settings.LANGUAGE_CODE)
        keys = type(story).objects.filter(
            locale__language_code=settings.LANGUAGE_CODE, series__in=source.exclude(series="").values("series")
        )
        return (
            self.readable().filter(locale_id=story.locale_id, translation_key__in=keys.values("translation_key")).order_by("part", "path")
        )


@dataclass(frozen=True)
class Series:
    """A story among the parts of its series."""

    name: str
    parts: tuple[StoryPage, ...]
    here: StoryPage

    @property
    def next(self) -> StoryPage | None:
        """The part that follows, where there is one."""
        after = [part for part in self.parts if (part.part or 0) > (self.here.part or 0)]
        return after[0] if after else None


def series_of(story: StoryPage) -> Series | None:
    """The series with all its published parts: one query; none for a story on its own."""
    if not story.series:
        return None
    return Series(story.series, tuple(type(story).objects.parts_with(story)), story)


def story_context(story: StoryPage) -> dict[str, Any]:
    """What a story's page shows beside the story."""
    series = series_of(story)
    return {"series": series, "related": related_to(story, series.parts if series else ())}


def related_to(story: StoryPage, parts: Sequence[StoryPage]) -> list[StoryPage]:
    """The stories of the same list that share most themes with this one, then most categories, then the youngest: two queries. The parts
    of its own series are named elsewhere on the page."""
    if not story.themes:
        return []
    listing = Page.objects.filter(path=story.path[: -story.steplen]).values("pk")
    is_shared = Q(kind=THEME.name, value__in=story.themes) | Q(kind="category", value__in=story.categories)
    rows = Facet.objects.filter(is_shared, listing__in=listing).exclude(page__in={story.pk, *(part.pk for part in parts)})
    scored = rows.values("page").annotate(themes=Count("pk", filter=Q(kind=THEME.name)), categories=Count("pk", filter=Q(kind="category")))
    best = list(scored.filter(themes__gt=0).order_by("-themes", "-categories", "-page").values_list("page", flat=True)[:RELATED])
    found = type(story).objects.readable().in_bulk(best)
    return [found[pk] for pk in best if pk in found]


def story_list_context(page: StoryIndexPage, asked: QueryDict) -> dict[str, Any]:
    """One page of the list as far as the reader's filters leave it, with what each other choice would show."""
    from portraits.models import StoryPage

    selection = Selection.read(LIST_KINDS, asked)
    counts = Facet.objects.counts(page, selection)
    offers = offered(selection, counts)
    batch = Paginator(StoryPage.objects.listed_in(page, selection).readable().newest_first(), PER_PAGE).get_page(asked.get("page"))
    is_empty = bool(selection) and not batch.paginator.count
    ways = ways_out(selection, offers, lambda wider: StoryPage.objects.listed_in(page, wider).count()) if is_empty else ()
    return {"selection": selection, "offers": offers, "batch": batch, "numbers": page_numbers(batch), "ways": ways}


def page_numbers(batch: Any) -> list[int | None]:
    """The numbers of batches to link to; None stands for those left out."""
    shown = batch.paginator.get_elided_page_range(batch.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]
