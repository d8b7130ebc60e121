"""The demonstration's stories: one file for each text, an index for the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.utils import translation

from courses.content.package import Package, PageKind
from courses.content.problems import PackageError
from courses.content.reader import PackageReader
from portraits.models import StoryIndexPage, StoryPage

LIST = PageKind(StoryIndexPage, ("title", "lead", "search_description"))
STORY = PageKind(
    StoryPage,
    (
        "title",
        "kind",
        "lead",
        "author",
        "categories",
        "audiences",
        "life_stages",
        "themes",
        "series",
        "part",
        "licence",
        "motif",
        "scheme",
        "search_description",
        "body",
    ),
)
ADDRESS = "stories"
INDEX = "index.yaml"


def read_stories(folder: Path) -> Package:
    """The list and its stories in the order of the files' names. Raises PackageError with all problems."""
    with translation.override("en"):
        reader = PackageReader(folder, ADDRESS)
        data = reader.load(INDEX)
        if not data:
            raise PackageError(reader.problems)
        index = reader.page(LIST, data, reader.place(INDEX), address=ADDRESS, slug=ADDRESS)
        stories = []
        for path in sorted(folder.glob("*.yaml")):
            story = reader.load(path.name) if path.name != INDEX else None
            if story:
                stories.append(reader.page(STORY, story, reader.place(path.name), address=f"{ADDRESS}/{story.get('slug', '')}"))
        return reader.finish([replace(index, children=tuple(stories))], "")
