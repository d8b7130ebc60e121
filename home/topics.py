"""The demonstration's topics from ``topics.yaml``: their names, and the courses that are about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from common.topics import Topic
from courses.content.ids import derive
from courses.content.tree import front_page, page_at
from courses.models import CoursePage


@transaction.atomic
def import_topics(path: Path) -> None:
    """Add the topics that are not there yet, and tell their courses; what somebody has changed or taken away since stays."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    front = front_page(locales[settings.LANGUAGE_CODE])
    new: dict[int, list[Topic]] = {}
    for slug, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        topic, is_new = write_topic(slug, entry["names"], locales)
        pages = [page_at(front, address) for address in entry["courses"]] if is_new else []
        for page in pages:
            if page is not None:
                new.setdefault(page.pk, []).append(topic)
    for key, topics in new.items():
        add_topics(CoursePage.objects.get(pk=key), topics)


def write_topic(slug: str, names: dict[str, Any], locales: dict[str, Locale]) -> tuple[Topic, bool]:
    """The topic in the source language, and whether it was made now."""
    made = {
        code: Topic.objects.get_or_create(
            slug=slug, locale=locales[code], defaults={"name": name, "translation_key": derive("topics", slug)}
        )
        for code, name in names.items()
        if code in locales
    }
    return made[settings.LANGUAGE_CODE]


def add_topics(course: CoursePage, topics: list[Topic]) -> None:
    """Give the course these topics, too, as it is published and in its newest version.

    No new version is made: its words stay as they are, and so do its translations.
    """
    course.topics.add(*topics)
    course.save()
    revision = course.latest_revision
    if revision:
        known = revision.content.get("topics") or []
        revision.content["topics"] = [*known, *(topic.pk for topic in topics if topic.pk not in known)]
        revision.save(update_fields=["content"])
