"""Menus and the funding block from ``menus.yaml``, by the same rules as pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from wagtail.models import Locale

from courses.content.fields import read_fields
from courses.content.ids import derive
from courses.content.importer import ImportReport
from courses.content.package import Package
from courses.content.problems import PackageError, Place
from courses.content.reader import PackageReader
from courses.content.state import remember, state_of, was_touched
from courses.content.streams import check_keys, text
from courses.content.translations import Words, translate
from courses.content.tree import front_page, page_at
from home.models import Menu, MenuItem, SiteWords

MENU_FIELDS = ("place", "title", "sort_order")
WORDS_FIELDS = ("funding_title", "disclaimer", "demonstration_notice")


@dataclass(frozen=True)
class LinkContent:
    """A link of a menu."""

    name: str
    label: str
    address: str


@dataclass(frozen=True)
class MenuContent:
    """A menu in the file."""

    name: str
    fields: dict[str, Any]
    links: tuple[LinkContent, ...]


@dataclass(frozen=True)
class MenuFile:
    """Everything in ``menus.yaml``; ``names`` leads from ids to names."""

    menus: tuple[MenuContent, ...]
    words: dict[str, Any]
    names: dict[str, str]


def read_menus(folder: Path, file: str = "menus.yaml") -> MenuFile:
    """Read and check the file. Raises PackageError with all problems."""
    with translation.override("en"):
        reader = PackageReader(folder, "site")
        data = reader.load(file)
        place = reader.place(file)
        check_keys(data, {"menus", "words"}, set(), place)
        words = data.get("words") or {}
        check_keys(words, set(), set(WORDS_FIELDS), place.at("words"))
        values = read_fields(SiteWords, WORDS_FIELDS, words, place.at("words"), reader.names, ("site", "words"))
        menus = tuple(_read_menu(menu, place.at("menus"), reader.names) for menu in data.get("menus") or [])
        if reader.problems:
            raise PackageError(reader.problems)
        return MenuFile(menus, values, reader.names)


def _read_menu(data: dict[str, Any], place: Place, names: dict[str, str]) -> MenuContent:
    name = text(data.get("id"), place)
    here = place.at(name)
    check_keys(data, {"id", "items", *MENU_FIELDS}, set(), here)
    fields = read_fields(Menu, MENU_FIELDS, data, here, names, ("site", "menus", name))
    links = []
    for item in data.get("items") or []:
        link = text(item.get("id"), here)
        below = here.at(link)
        check_keys(item, {"id", "value"}, set(), below)
        value = item.get("value") or {}
        check_keys(value, {"label", "path"}, set(), below)
        read_fields(MenuItem, ("label",), value, below, names, ())
        names[str(derive("site", "menus", name, link))] = link
        links.append(LinkContent(link, text(value.get("label"), below), text(value.get("path"), below)))
    return MenuContent(name, fields, tuple(links))


def import_menus(file: MenuFile, package: Package, *, overwrite: bool = False) -> ImportReport:
    """Write menus and words in the source language, then in the package's languages. Pages must be there."""
    report = ImportReport()
    source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    instances = list(_write_all(file, source, report, overwrite=overwrite))
    for code, entries in package.languages.items():
        locale, _created = Locale.objects.get_or_create(language_code=code)
        for name, instance in instances:
            outcome = translate(instance, locale, Words(name, entries, file.names, set()), overwrite=overwrite)
            report.missing.extend(f"{code} {missing}" for missing in outcome.missing)
            if outcome.is_published:
                report.translated.append(f"{code} {name}")
            elif outcome.is_kept:
                report.kept.append(f"{code} {name}")
    return report


def _write_all(file: MenuFile, locale: Locale, report: ImportReport, *, overwrite: bool) -> Iterator[tuple[str, models.Model]]:
    front = front_page(locale)
    pages = {link.address: page_at(front, link.address) for menu in file.menus for link in menu.links}
    for menu in file.menus:
        items = [
            MenuItem(
                translation_key=derive("site", "menus", menu.name, link.name),
                locale=locale,
                sort_order=number,
                label=link.label,
                page=pages[link.address],
            )
            for number, link in enumerate(menu.links)
            if pages[link.address]
        ]
        yield f"menus/{menu.name}", _write_menu(menu, items, locale, report, overwrite=overwrite)
    key = derive("site", "words")
    words = SiteWords.objects.filter(translation_key=key, locale=locale).first() or SiteWords(translation_key=key, locale=locale)
    before = state_of(words, WORDS_FIELDS)
    if _may_write(words, before, file.words, "words", report, overwrite=overwrite):
        for name, value in file.words.items():
            setattr(words, name, value)
        words.save()
        remember(key, locale.language_code, state_of(words, WORDS_FIELDS))
    yield "words", words


@transaction.atomic
def _write_menu(content: MenuContent, items: list[MenuItem], locale: Locale, report: ImportReport, *, overwrite: bool) -> Menu:
    key = derive("site", "menus", content.name)
    menu = Menu.objects.filter(translation_key=key, locale=locale).first() or Menu(translation_key=key, locale=locale)
    wanted = {**content.fields, "items": _items_state(items)}
    if _may_write(menu, _menu_state(menu), wanted, f"menus/{content.name}", report, overwrite=overwrite):
        for name, value in content.fields.items():
            setattr(menu, name, value)
        known = {item.translation_key: item.pk for item in menu.items.all()} if menu.pk else {}
        for item in items:
            item.pk = known.get(item.translation_key)
        menu.items = items
        menu.save()
        remember(key, locale.language_code, _menu_state(menu))
    return menu


def _items_state(items: list[MenuItem]) -> list[list[Any]]:
    return [[str(item.translation_key), item.label, item.page_id] for item in items]


def _menu_state(menu: Menu) -> dict[str, Any]:
    return {**state_of(menu, MENU_FIELDS), "items": _items_state(list(menu.items.all()) if menu.pk else [])}


def _may_write(instance: Any, before: Any, wanted: Any, name: str, report: ImportReport, *, overwrite: bool) -> bool:
    """Whether to write a snippet: it is new or differs from the file, and nobody has worked on it."""
    if instance.pk is None:
        report.created.append(name)
        return True
    if before == wanted:
        report.unchanged.append(name)
        return False
    if not overwrite and was_touched(instance.translation_key, instance.locale.language_code, before):
        report.kept.append(name)
        return False
    report.updated.append(name)
    return True
