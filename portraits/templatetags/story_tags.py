"""Tags for stories."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.structured_data import script
from portraits.models import StoryPage
from portraits.stories import Series
from portraits.story_data import story_data as describe

register = template.Library()

# The blocks of a story that play something, with the name of their file.
PLAYERS = {"video": "video", "audio": "audio"}


def media_address(story: StoryPage) -> str:
    """Where the first film or recording of a story is; empty if it has none."""
    players = (child.value[PLAYERS[child.block_type]] for child in story.body if child.block_type in PLAYERS)
    return next((str(media.url) for media in players if media), "")


@register.simple_tag(takes_context=True)
def story_data(context: template.Context, story: StoryPage, series: Series | None) -> SafeString:
    """The story for search engines."""
    request: HttpRequest = context["request"]
    language = get_language() or settings.LANGUAGE_CODE
    media = media_address(story)
    return script(
        describe(
            story,
            series,
            url=request.build_absolute_uri(story.url or request.path),
            publisher=settings.SITE_NAME,
            publisher_url=request.build_absolute_uri(f"/{language}/"),
            language=language,
            media_url=request.build_absolute_uri(media) if media else "",
        )
    )
