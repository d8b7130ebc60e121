"""From an address to a page in two queries.

Wagtail looks up the site, the language, the front page, its translation and then every level of the path. The roots of all languages are
in Wagtail's cache and a page keeps its whole path, so one look-up finds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult


def root_paths() -> dict[str, str]:
    """The tree path of every language's front page, by language code; from Wagtail's cache."""
    return {root.language_code: root.root_path for root in Site.get_site_root_paths()}


def has_one_site() -> bool:
    """Whether an address means the same page whatever the host."""
    return len({root.site_id for root in Site.get_site_root_paths()}) == 1


def route(path: str) -> RouteResult | None:
    """The published page at ``path`` (without language) in the active language; None where there is none. An alias is a page in another
    language's words: nobody is served one."""
    root = root_paths().get(get_language() or "")
    if root is None or "\0" in path:
        return None
    wanted = url_path(root, path)
    # Of a front page the type is known beforehand.
    pages = apps.get_model("home", "HomePage").objects if wanted == root else Page.objects
    page = pages.live().filter(url_path=wanted, alias_of=None).first()
    return RouteResult(page.specific) if page else None


def url_path(root: str, path: str) -> str:
    """A page's path in the tree."""
    inner = "/".join(part for part in path.split("/") if part)
    return f"{root}{inner}/" if inner else root


def address(language: str, path: str | None) -> str:
    """The address of the page at ``path`` in the tree of ``language``, without a query; empty if it is not below that front page."""
    root = root_paths().get(language)
    return f"/{language}/{path.removeprefix(root)}" if path and root and path.startswith(root) else ""


@dataclass(frozen=True)
class Offer:
    """A language in which the address that was asked for has a page."""

    code: str
    name: str
    title: str
    url: str


def offers(path: str) -> list[Offer]:
    """The pages at the same ``path`` (without language) in all languages, in the order of the settings: one query."""
    if "\0" in path:
        return []
    wanted = {url_path(root, path): code for code, root in root_paths().items()}
    found = {wanted[page.url_path]: page for page in Page.objects.live().filter(url_path__in=wanted, alias_of=None)}
    return [
        Offer(code=code, name=name, title=found[code].title, url=found[code].url or f"/{code}/")
        for code, name in settings.LANGUAGES
        if code in found
    ]
