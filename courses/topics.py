"""The topics of courses, in the reader's language."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import OuterRef, Subquery
from wagtail.models import PageQuerySet

from common.topics import Topic

if TYPE_CHECKING:
    from courses.models import CoursePage


@dataclass(frozen=True)
class TopicName:
    """A topic as a reader sees it; ``language`` is set on foreign words: the topic has no name in hers."""

    name: str
    slug: str
    language: str = ""


def topics_of(courses: Sequence[CoursePage]) -> dict[uuid.UUID, list[TopicName]]:
    """The topics by translation key of the courses, which are in one language: one query.

    They are those of the source page. A translation has none of its own, so it can neither keep one that was taken away nor miss one.
    """
    from courses.models import CoursePage

    if not courses:
        return {}
    names = Topic.objects.filter(translation_key=OuterRef("topic__translation_key"), locale_id=courses[0].locale_id)
    rows = (
        CoursePage.topics.through.objects.filter(
            coursepage__translation_key__in=[course.translation_key for course in courses],
            coursepage__locale__language_code=settings.LANGUAGE_CODE,
        )
        .annotate(localized=Subquery(names.values("name")[:1]))
        .values_list("coursepage__translation_key", "localized", "topic__name", "topic__slug")
    )
    found: dict[uuid.UUID, list[TopicName]] = defaultdict(list)
    for key, localized, name, slug in rows:
        found[key].append(TopicName(localized or name, slug, "" if localized else settings.LANGUAGE_CODE))
    return {key: sorted(topics, key=lambda topic: topic.name.casefold()) for key, topics in found.items()}


def courses_about(slug: str) -> PageQuerySet:
    """The courses with this topic in all languages, published or not."""
    from courses.models import CoursePage

    sources = CoursePage.objects.filter(topics__slug=slug, locale__language_code=settings.LANGUAGE_CODE)
    courses: PageQuerySet = CoursePage.objects.filter(translation_key__in=sources.values("translation_key"))
    return courses


def topic_named(slug: str, language: str) -> TopicName | None:
    """The topic by its name in a language, else in the source language; None where there is none: one query."""
    codes = [language, settings.LANGUAGE_CODE]
    names = dict(Topic.objects.filter(slug=slug, locale__language_code__in=codes).values_list("locale__language_code", "name"))
    code = next((code for code in codes if code in names), None)
    return TopicName(names[code], slug, "" if code == language else code) if code else None
