"""What search engines show below the title."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from wagtail.models import Page

LESSON = "/en/courses/training/module-1/lesson-1-1/"
MODULE = "/en/courses/training/module-1/"


def description(client: Client, path: str) -> list[str]:
    return re.findall(r'<meta name="description" content="([^"]*)">', client.get(path).content.decode())


@pytest.mark.parametrize(("path", "words"), [(LESSON, "A finding opens the lesson."), (MODULE, "Read the figures yourself.")])
def test_is_how_the_page_begins(client, tree, path, words):
    assert description(client, path) == [words]


def test_is_what_the_editor_has_written_for_it(client, tree):
    Page.objects.filter(pk=tree.lessons[0].pk).update(search_description="Who speaks & who is heard")
    assert description(client, LESSON) == ["Who speaks &amp; who is heard"]
