"""From packages to published pages: what is new is created, what changed in the files is updated, and nothing else is touched.

A page that an editor has worked on since its last import is left alone unless ``overwrite`` is set. Each page is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale, Page

from courses.content.checking import check_against_site
from courses.content.fields import field_of, leads_to_a_page
from courses.content.package import Package, PageContent, PageLink, PictureFile, filled, placeholders
from courses.content.pictures import picture_number
from courses.content.problems import PackageError
from courses.content.state import remember, state_of, wanted_state, was_imported, was_touched
from courses.content.translations import Words, translate
from courses.content.tree import bring_in_order, bring_under, front_page, page_at


@dataclass
class ImportReport:
    """What an import did, by page. ``kept``: somebody has worked on it, so the package's version was not taken."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    translated: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def lines(self, noun: str = "pages") -> list[str]:
        """A few lines for a terminal."""
        counts = f"{len(self.created)} {noun} created, {len(self.updated)} updated, {len(self.unchanged)} unchanged"
        lines = [f"{counts}; {len(self.translated)} translations published."]
        for word, names in (
            ("Kept as somebody has changed them", self.kept),
            ("Moved", self.moved),
            ("Texts without translation", self.missing),
            ("Waiting for the page above in this language", self.waiting),
            ("Translations of texts that are not there", self.unknown),
        ):
            if names:
                shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
                lines.append(f"{word}: {shown}.")
        return lines


def import_packages(packages: Sequence[Package], *, overwrite: bool = False) -> ImportReport:
    """Import packages that may link to each other, in this order. Raises PackageError before anything is written."""
    with translation.override("en"):
        locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
        problems = check_against_site(packages, locale)
        if problems:
            raise PackageError(problems)
        run = _Import(locale, overwrite=overwrite)
        for package in packages:
            run.write(package)
        run.finish_links()
        for package in packages:
            run.translate(package)
        return run.report


class _Import:
    """One run: pages by address, and the work that is left."""

    def __init__(self, locale: Locale, *, overwrite: bool) -> None:
        self.locale = locale
        self.overwrite = overwrite
        self.report = ImportReport()
        self.front: Page | None = front_page(locale)
        self.unlinked: list[Callable[[], None]] = []

    def write(self, package: Package) -> None:
        """Write a package's pages, parents first."""
        parent = Page.get_first_root_node() if package.mount is None else page_at(self.front, package.mount)
        for content in package.pages:
            self._write_tree(package, content, parent)

    def _write_tree(self, package: Package, content: PageContent, parent: Page) -> None:
        page = self._write_page(package, content, parent)
        if page is None:
            return
        if content.address == "":
            self.front = page
        for child in content.children:
            self._write_tree(package, child, page)
        children = [_find(child, self.locale) for child in content.children]
        if bring_in_order([child for child in children if child is not None]):
            self.report.moved.append(f"below {content.path}")

    @transaction.atomic
    def _write_page(self, package: Package, content: PageContent, parent: Page) -> Page | None:
        """Create or update a page; None for one that somebody has deleted since its last import."""
        parent = Page.objects.get(pk=parent.pk)
        numbers, is_complete = self._numbers(package, content)
        page = _find(content, self.locale)
        if page is None:
            if not self.overwrite and was_imported(content.key, self.locale.language_code):
                self.report.kept.append(f"{content.path} (deleted)")
                return None
            page = self._create(content, parent, numbers)
            if not is_complete:
                self.unlinked.append(lambda: self._update(package, content, new=True))
            return page
        if bring_under(parent, page):
            self.report.moved.append(content.path)
        if is_complete:
            self._update(package, content)
        else:
            self.unlinked.append(lambda: self._update(package, content))
        return Page.objects.get(pk=page.pk)

    def _create(self, content: PageContent, parent: Page, numbers: dict[Any, int | None]) -> Page:
        # Links to pages that are still to come are filled in at the end; until then such a field is empty.
        values = {
            name: _empty(value) if any(numbers.get(part) is None for part in placeholders(value)) else filled(value, numbers)
            for name, value in content.fields.items()
        }
        state = wanted_state(content.kind.model, values)
        page = content.kind.model(translation_key=content.key, locale=self.locale, slug=content.slug, live=False)
        _assign(page, values, state)
        parent.add_child(instance=page)
        self._publish(page, content)
        self.report.created.append(content.path)
        return page

    def _update(self, package: Package, content: PageContent, *, new: bool = False) -> None:
        page = _find(content, self.locale)
        if page is None:
            return
        latest = page.specific.get_latest_revision_as_object()
        numbers, is_complete = self._numbers(package, content)
        if not is_complete:
            # A page it links to was deleted.
            self.report.kept.append(content.path)
            return
        state = wanted_state(content.kind.model, {name: filled(value, numbers) for name, value in content.fields.items()})
        before = _state(latest, content)
        if before == {**state, "slug": content.slug, "live": True}:
            if not new:
                self.report.unchanged.append(content.path)
            remember(content.key, self.locale.language_code, before)
            return
        if not self.overwrite and was_touched(content.key, self.locale.language_code, before):
            self.report.kept.append(content.path)
            return
        latest.slug = content.slug
        _assign(latest, content.fields, state)
        self._publish(latest, content)
        if not new:
            self.report.updated.append(content.path)

    def _publish(self, page: Page, content: PageContent) -> None:
        page.save_revision(log_action=True).publish()
        published = content.kind.model.objects.get(pk=page.pk)
        remember(content.key, self.locale.language_code, _state(published, content))

    def _numbers(self, package: Package, content: PageContent) -> tuple[dict[Any, int | None], bool]:
        """The numbers of pictures and linked pages, and whether all are known."""
        numbers: dict[PageLink | PictureFile, int | None] = {}
        for part in placeholders(list(content.fields.values())):
            if isinstance(part, PictureFile):
                numbers[part] = picture_number(package.media / part.name)
            else:
                target = page_at(self.front, part.path)
                numbers[part] = target.pk if target else None
        return numbers, None not in numbers.values()

    def finish_links(self) -> None:
        """Fill in what waited for pages further on."""
        for task in self.unlinked:
            with transaction.atomic():
                task()

    def translate(self, package: Package) -> None:
        """Bring a package's languages to its pages, parents first."""
        for code, entries in package.languages.items():
            locale, _created = Locale.objects.get_or_create(language_code=code)
            used: set[tuple[str, str]] = set()
            for content in package.walk():
                page = _find(content, self.locale)
                if page is None or not page.live:
                    continue
                if not _has_place(page, locale):
                    self.report.waiting.append(f"{code} {content.path}")
                    continue
                words = Words(content.path, entries, package.names, used)
                outcome = translate(page.specific, locale, words, overwrite=self.overwrite)
                self.report.missing.extend(f"{code} {name}" for name in outcome.missing)
                if outcome.is_kept:
                    self.report.kept.append(f"{code} {content.path}")
                elif outcome.is_published:
                    self.report.translated.append(f"{code} {content.path}")
            self._mirror_tree(package, locale)
            unknown = {name for name, _text in set(entries) - used if not name.startswith(package.besides)}
            self.report.unknown.extend(f"{code} {name}" for name in sorted(unknown))

    def _mirror_tree(self, package: Package, locale: Locale) -> None:
        """Translated pages stand where their sources stand."""
        for content in package.walk():
            parent = _find(content, locale)
            children = [child for child in (_find(child, locale) for child in content.children) if child is not None]
            if parent is None:
                continue
            for child in children:
                bring_under(parent, child)
            bring_in_order(children)


def _find(content: PageContent, locale: Locale) -> Page | None:
    return Page.objects.filter(translation_key=content.key, locale=locale).first()


def _empty(value: Any) -> Any:
    """What stands in a field until the pages it leads to are there."""
    return [] if isinstance(value, list) else None


def _has_place(page: Page, locale: Locale) -> bool:
    """Whether the page above is published in a language: no page is reachable without it."""
    parent = page.get_parent()
    return parent.depth == 1 or Page.objects.filter(translation_key=parent.translation_key, locale=locale).live().exists()


def _assign(page: Page, values: Any, state: dict[str, Any]) -> None:
    """Set the fields: streams in their canonical form, pages by their number, everything else as the file says."""
    for name, value in values.items():
        field = field_of(type(page), name)
        setattr(page, field.attname, state[name] if isinstance(value, list) or leads_to_a_page(field) else value)
    page.draft_title = page.title


def _state(page: Page, content: PageContent) -> dict[str, Any]:
    return {**state_of(page, content.kind.fields), "slug": page.slug, "live": page.live}
