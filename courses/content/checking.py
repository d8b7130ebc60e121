"""What only the site can tell about packages: whether their places, links, pictures and languages are there."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from wagtail.models import Locale, Page

from courses.content.package import Package, PageContent, PageLink, PictureFile, placeholders
from courses.content.pictures import picture_complaint
from courses.content.problems import Problem
from courses.content.tree import front_page, page_at


def check_against_site(packages: Sequence[Package], locale: Locale) -> list[Problem]:
    """All reasons why these packages cannot be imported here."""
    checker = _Checker(packages, locale)
    for package in packages:
        checker.check(package)
    return checker.problems


class _Checker:
    def __init__(self, packages: Sequence[Package], locale: Locale) -> None:
        self.locale = locale
        self.problems: list[Problem] = []
        self.planned = {content.address: content for package in packages for content in package.walk()}
        # A front page in a package takes the place of whatever is there.
        self.front = None if any(package.mount is None for package in packages) else front_page(locale)
        if "" in self.planned:
            self.front = Page.objects.filter(translation_key=self.planned[""].key, locale=locale).first()
        self.keys: dict[object, PageContent] = {}

    def check(self, package: Package) -> None:
        for code in package.languages:
            if code not in dict(settings.LANGUAGES) or code == settings.LANGUAGE_CODE:
                self.problems.append(Problem(f"locale/{code}.po", "", "is not a language that this site translates into"))
        if package.mount is not None and not self._exists(package.mount):
            self.problems.append(Problem(package.name, "", f"there is no page at {package.mount!r} to put it under"))
        for content in package.walk():
            self._check_page(package, content)

    def _exists(self, address: str) -> bool:
        return address in self.planned or page_at(self.front, address) is not None

    def _check_page(self, package: Package, content: PageContent) -> None:
        if content.key in self.keys:
            self._report(content, f"has the same key as {self.keys[content.key].path}")
        self.keys[content.key] = content
        known = Page.objects.filter(translation_key=content.key, locale=self.locale).first()
        if known is not None and not issubclass(known.specific_class or Page, content.kind.model):
            self._report(content, "its key belongs to a page of another type")
        self._check_place(content, known)
        for part in dict.fromkeys(placeholders(list(content.fields.values()))):
            if isinstance(part, PageLink) and not self._exists(part.path):
                self._report(content, f"there is no page at {part.path!r}")
            if isinstance(part, PictureFile) and (complaint := picture_complaint(package.media / part.name)):
                self._report(content, complaint)

    def _check_place(self, content: PageContent, known: Page | None) -> None:
        if content.address == "":
            return
        above = content.address.rpartition("/")[0]
        parent = page_at(self.front, above)
        model = self.planned[above].kind.model if above in self.planned else parent and parent.specific_class
        if model and content.kind.model not in model.allowed_subpage_models():
            self._report(content, f"a {content.kind.model._meta.verbose_name} cannot stand under a {model._meta.verbose_name}")
        if parent is not None:
            others = parent.get_children().filter(slug=content.slug).exclude(translation_key=content.key)
            if others.exists():
                self._report(content, f"another page already has the address {content.address!r}")

    def _report(self, content: PageContent, message: str) -> None:
        self.problems.append(Problem(content.file, content.where, message))
