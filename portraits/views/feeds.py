"""The newest stories of a language as RSS, for readers that come back by themselves."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language

from common.page_cache import has_session
from portraits.models import StoryIndexPage, StoryPage

ITEMS = 20


class StoryFeed(Feed[StoryPage, StoryIndexPage]):
    """One language's stories; the address under another language's prefix is that language's feed."""

    feed_type = Rss201rev2Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        is_kept = not has_session(request)
        response["Cache-Control"] = "public, max-age=0, must-revalidate" if is_kept else "private, no-cache"
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StoryIndexPage:
        """The language's list. Raises Http404 where it has none."""
        lists = StoryIndexPage.objects.live().public().filter(locale__language_code=get_language(), alias_of=None)
        found = lists.first()
        if found is None:
            raise Http404
        return found

    def title(self, obj: StoryIndexPage) -> str:
        return f"{obj.title} · {settings.SITE_NAME}"

    def link(self, obj: StoryIndexPage) -> str:
        return obj.url or "/"

    def description(self, obj: StoryIndexPage) -> str:
        return obj.lead or obj.title

    def items(self, obj: StoryIndexPage) -> list[StoryPage]:
        return list(StoryPage.objects.child_of(obj).readable().public().newest_first().select_related("locale")[:ITEMS])

    def item_title(self, item: StoryPage) -> str:
        return item.title

    def item_description(self, item: StoryPage) -> str:
        return item.lead

    def item_link(self, item: StoryPage) -> str:
        return item.url or "/"

    def item_guid(self, item: StoryPage) -> str:
        """The same whatever the page is called, and another one in each language."""
        return f"{item.translation_key}-{item.locale.language_code}"

    item_guid_is_permalink = False

    def item_author_name(self, item: StoryPage) -> str | None:
        return item.author or None

    def item_categories(self, item: StoryPage) -> list[str]:
        return [str(label) for value, label in item._meta.get_field("categories").pairs if value in item.categories]

    def item_pubdate(self, item: StoryPage) -> datetime | None:
        """The day it says it is from, at midnight of the editors' time."""
        return timezone.make_aware(datetime.combine(item.date, time())) if item.date else None

    def item_updateddate(self, item: StoryPage) -> datetime | None:
        return item.last_published_at
