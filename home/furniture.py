"""What stands round every page: menus and the funding block, in the reader's language. Two queries whatever the number of links."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import Menu, MenuItem, SiteWords
from home.routing import address


@dataclass(frozen=True)
class MenuLink:
    """A link; ``current`` is a value of aria-current: ``page`` on the page itself, ``true`` in the section below it, else empty."""

    label: str
    url: str
    current: str


@dataclass(frozen=True)
class MenuColumn:
    """Links under a heading."""

    title: str
    links: tuple[MenuLink, ...]


@dataclass(frozen=True)
class Words:
    """The funding block."""

    funding_title: str
    disclaimer: str
    demonstration_notice: str


@dataclass(frozen=True)
class Furniture:
    """Everything round a page."""

    header: tuple[MenuLink, ...]
    columns: tuple[MenuColumn, ...]
    words: Words


def furniture(language: str, request: HttpRequest | None) -> Furniture:
    """The menus and words of a language; a link whose page is not published in it is left out."""
    columns = _columns(language, request)
    header = tuple(link for place, column in columns if place == Menu.Place.HEADER for link in column.links)
    footer = tuple(column for place, column in columns if place == Menu.Place.FOOTER and column.links)
    return Furniture(header=header, columns=footer, words=_words(language))


def _columns(language: str, request: HttpRequest | None) -> list[tuple[str, MenuColumn]]:
    here = request.path if request else ""
    translation = Page.objects.live().filter(
        translation_key=OuterRef("page__translation_key"), locale__language_code=language, alias_of=None
    )
    items = (
        MenuItem.objects.filter(menu__locale__language_code=language)
        .annotate(target=Subquery(translation.values("url_path")[:1]))
        .order_by("menu__place", "menu__sort_order", "menu_id", "sort_order", "pk")
        .values_list("menu_id", "menu__place", "menu__title", "label", "target")
    )
    columns = []
    for (_menu_id, place, title), rows in groupby(items, key=lambda row: row[:3]):
        links = []
        for *_menu, label, target in rows:
            if url := address(language, target):
                links.append(MenuLink(label=label, url=url, current=current(url, here)))
        columns.append((place, MenuColumn(title=title, links=tuple(links))))
    return columns


def current(url: str, here: str) -> str:
    """The value of aria-current for a link to ``url`` on the page ``here``."""
    if url == here:
        return "page"
    is_front_page = url.count("/") <= 2
    return "true" if here.startswith(url) and not is_front_page else ""


def _words(language: str) -> Words:
    """The editors' words, else ours from the catalogs: the block must never be missing."""
    row = SiteWords.objects.filter(locale__language_code=language).first()
    return Words(
        funding_title=row.funding_title if row else _("Funded by the European Union"),
        disclaimer=row.disclaimer
        if row
        else _(
            "Views and opinions expressed are however those of the author(s) only and do not necessarily reflect those of the "
            "European Union or the granting authority. Neither the European Union nor the granting authority can be held "
            "responsible for them."
        ),
        demonstration_notice=row.demonstration_notice
        if row
        else _("This site is a demonstration. Learners and events shown here are invented examples; it claims no endorsement."),
    )
