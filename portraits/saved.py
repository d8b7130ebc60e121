"""What a member has saved, as she reads it: her lists, and the pages on them in her language."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.learners import Learner
from accounts.models import User
from portraits.models import Recognition, SavedItem, SavedList

# What can be saved: kinds of pages, by their names, as apps beside this one are not to be known here.
PORTRAIT = "portraits.portraitpage"
KINDS = ("portraits.storypage", PORTRAIT, "courses.lessonpage")

# How many pages of a list an overview shows.
SHOWN = 5


@dataclass(frozen=True)
class SavedPage:
    """A page as its reader sees it; ``language`` is set on foreign words."""

    key: uuid.UUID
    title: str
    url: str
    kind: str
    language: str = ""


@dataclass(frozen=True)
class Entry:
    """One page on a list. ``page`` is None where nobody can read it any more."""

    item: SavedItem
    page: SavedPage | None


@dataclass(frozen=True)
class ReadingList:
    """A list as its owner sees it."""

    row: SavedList
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return list_name(self.row)

    @property
    def newest(self) -> tuple[Entry, ...]:
        """What an overview shows of it."""
        return self.entries[:SHOWN]


def list_name(row: SavedList) -> str:
    """The list that everybody has bears a name in the reader's language."""
    return row.name or _("Reading list")


def pages_with(keys: Iterable[uuid.UUID], language: str, kinds: Sequence[str] = KINDS) -> dict[uuid.UUID, SavedPage]:
    """The published pages with these keys in a language, else in the source language, by key: one query, and one for what is restricted.

    A page that was closed to the public since is not there any more.
    """
    wanted = set(keys)
    if not wanted:
        return {}
    codes = {language, settings.LANGUAGE_CODE}
    pages = (
        Page.objects.live().public().filter(_is_one_of(kinds), translation_key__in=wanted, locale__language_code__in=codes, alias_of=None)
    )
    in_reach = pages.filter(locale__language_code__in=codes).select_related("locale", "content_type")
    found: dict[uuid.UUID, SavedPage] = {}
    # The reader's own language last, so that it stays.
    for page in sorted(in_reach, key=lambda page: page.locale.language_code == language):
        code = page.locale.language_code
        found[page.translation_key] = SavedPage(
            key=page.translation_key,
            title=page.title,
            url=page.url or "",
            kind=str(page.page_type_display_name),
            language="" if code == language else code,
        )
    return found


def _is_one_of(kinds: Sequence[str]) -> Q:
    names = [kind.split(".") for kind in kinds]
    return Q(*(Q(content_type__app_label=app, content_type__model=model) for app, model in names), _connector=Q.OR)


def lists_of(user: User, language: str, *, only: int | None = None) -> list[ReadingList]:
    """All lists, oldest first, or ``only`` one, each with the newest page first: three queries."""
    rows = SavedList.objects.filter(user=user).prefetch_related("items")
    chosen = list(rows.filter(pk=only) if only else rows)
    pages = pages_with((item.page_key for row in chosen for item in row.items.all()), language)
    return [ReadingList(row, tuple(Entry(item, pages.get(item.page_key)) for item in row.items.all())) for row in chosen]


def places_of(user: User, page_key: uuid.UUID) -> tuple[list[tuple[int, str]], list[tuple[str, str]]]:
    """Where a page is saved (item and name of the list), and where it could be (list and name; empty for the one that everybody has)."""
    items = dict(SavedItem.objects.filter(saved_list__user=user, page_key=page_key).values_list("saved_list_id", "pk"))
    rows = list(SavedList.objects.filter(user=user))
    places = [(items[row.pk], list_name(row)) for row in rows if row.pk in items]
    targets = [(str(row.pk), list_name(row)) for row in rows if row.pk not in items]
    if all(row.name for row in rows):
        targets.insert(0, ("", list_name(SavedList())))
    return places, targets


def recognised_by(learner: Learner | None, language: str) -> list[SavedPage]:
    """The portraits that somebody recognised herself in and can still be read, the newest first."""
    if learner is None:
        return []
    keys: Sequence[uuid.UUID] = list(
        Recognition.objects.filter(**learner.owner).order_by("-created_at", "-pk").values_list("portrait_key", flat=True)
    )
    pages = pages_with(keys, language)
    return [pages[key] for key in keys if key in pages]
