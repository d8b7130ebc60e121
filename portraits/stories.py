"""What is asked of stories: the parts of a series, what belongs together, the newest in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models.functions import Coalesce, TruncDate
from wagtail.models import PageQuerySet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from portraits.models import StoryIndexPage, StoryPage

PER_PAGE = 12
RELATED = 3
# More than anybody reads; enough to find what is closest.
CANDIDATES = 200


class StoryPageQuerySet(PageQuerySet):
    """Stories."""

    def readable(self) -> StoryPageQuerySet:
        """Published ones that are no other language's words, without their texts."""
        return self.live().filter(alias_of=None).defer_streamfields()

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
    """The stories that share most themes with this one, then most categories, then the newest: two queries. The parts of its own series
    are named elsewhere on the page."""
    themes, categories = set(story.themes), set(story.categories)
    if not themes:
        return []
    stories = type(story).objects.readable().filter(locale_id=story.locale_id).exclude(pk__in={story.pk, *(part.pk for part in parts)})
    rows = stories.newest_first().values_list("pk", "themes", "categories")[:CANDIDATES]
    scores = {pk: (len(themes.intersection(theirs)), len(categories.intersection(kinds))) for pk, theirs, kinds in rows}
    # The newest of equals: sorting keeps their order.
    best = sorted((pk for pk, (shared, _kinds) in scores.items() if shared), key=scores.__getitem__, reverse=True)[:RELATED]
    found = stories.in_bulk(best)
    return [found[pk] for pk in best]


def story_list_context(page: StoryIndexPage, asked: QueryDict) -> dict[str, Any]:
    """One page of the list."""
    return {"batch": Paginator(page.stories, PER_PAGE).get_page(asked.get("page"))}
