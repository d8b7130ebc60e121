"""What search engines are told about a story: schema.org as a plain dict.

A pure function of a page and absolute addresses. Texts are https://schema.org/Article, films https://schema.org/VideoObject, podcasts
https://schema.org/PodcastEpisode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from common.structured_data import CONTEXT, licence_data
from portraits.enums import StoryKind

if TYPE_CHECKING:
    from portraits.models import StoryPage
    from portraits.stories import Series

TYPES = {StoryKind.VIDEO: "VideoObject", StoryKind.PODCAST: "PodcastEpisode"}
# What a list of episodes is called; parts of a text are parts of a plain work.
SERIES_TYPES = {StoryKind.VIDEO: "CreativeWorkSeries", StoryKind.PODCAST: "PodcastSeries"}


def story_data(
    story: StoryPage, series: Series | None, *, url: str, publisher: str, publisher_url: str, language: str, media_url: str = ""
) -> dict[str, Any]:
    """One story; ``media_url`` is its film or sound file, where it has one."""
    kind = StoryKind(story.kind)
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": TYPES.get(kind, "Article"),
        "@id": url,
        "url": url,
        "name": story.title,
        "description": story.search_description or story.lead,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "timeRequired": f"PT{story.minutes or 1}M",
        "publisher": {"@type": "Organization", "name": publisher, "url": publisher_url},
    }
    if kind not in TYPES:
        data["headline"] = story.title
    if story.author:
        # A name says not whether it is a person's or an editorial office's, and no guess is made.
        data["author"] = {"@type": "Thing", "name": story.author}
    if story.date:
        data["uploadDate" if kind is StoryKind.VIDEO else "datePublished"] = story.date.isoformat()
    if media_url:
        is_film = kind is StoryKind.VIDEO
        data |= {"contentUrl": media_url} if is_film else {"associatedMedia": {"@type": "AudioObject", "contentUrl": media_url}}
    if series:
        data["isPartOf"] = {"@type": SERIES_TYPES.get(kind, "CreativeWorkSeries"), "name": series.name}
        data["position"] = story.part
    return data | licence_data(story.licence)
