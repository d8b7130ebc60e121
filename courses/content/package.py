"""A package in memory: plain, frozen, nothing of it in the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class PageLink:
    """A page of the site by its path below the front page; becomes a number when pages are written."""

    path: str


@dataclass(frozen=True)
class PictureFile:
    """A file in the package's media folder; becomes an image's number when pages are written."""

    name: str


@dataclass(frozen=True)
class PageKind:
    """How a page type looks in a file: which fields, and under which word its child pages stand."""

    model: type[Page]
    fields: tuple[str, ...]
    children: str = ""
    child: PageKind | None = None


@dataclass(frozen=True)
class PageContent:
    """A page of a package.

    ``path`` names it in the package (and in PO files), ``address`` is its path below the front page. Values of stream fields are raw data
    in which links and pictures still are ``PageLink`` and ``PictureFile``.
    """

    kind: PageKind
    file: str
    where: str
    path: str
    address: str
    key: uuid.UUID
    slug: str
    fields: Mapping[str, Any]
    children: tuple[PageContent, ...] = ()

    def walk(self) -> Iterator[PageContent]:
        """This page and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Package:
    """Pages below ``mount`` (a path below the front page; None: the front page itself is in the package), and their languages.

    ``names`` leads from ids back to the names in the files. ``languages`` maps a language code to ``{(context, text): translation}``;
    contexts that begin with one of ``besides`` belong to something else than pages.
    """

    name: str
    folder: Path
    mount: str | None
    pages: tuple[PageContent, ...]
    names: Mapping[str, str]
    languages: Mapping[str, Mapping[tuple[str, str], str]] = field(default_factory=dict)
    besides: tuple[str, ...] = ()

    def walk(self) -> Iterator[PageContent]:
        for page in self.pages:
            yield from page.walk()

    @property
    def media(self) -> Path:
        return self.folder / "media"


def placeholders(value: Any) -> Iterator[PageLink | PictureFile]:
    """All links and pictures in a field's value."""
    if isinstance(value, PageLink | PictureFile):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from placeholders(part)
    elif isinstance(value, list):
        for part in value:
            yield from placeholders(part)


def filled(value: Any, numbers: Mapping[PageLink | PictureFile, int | None]) -> Any:
    """A copy of a field's value with numbers in place of links and pictures; None for what has no number."""
    if isinstance(value, PageLink | PictureFile):
        return numbers.get(value)
    if isinstance(value, dict):
        return {name: filled(part, numbers) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, numbers) for part in value]
    return value
