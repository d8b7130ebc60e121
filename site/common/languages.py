"""The same page in other languages: what the switcher, hreflang and the page for missing translations offer."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

# Native names are long in a header; codes are known on signs all over Europe. Greek signs use Greek letters.
SHORT_NAMES = {"el": "ΕΛ"}


@dataclass(frozen=True)
class LanguageLink:
    """A language and where to read on in it. ``is_exact`` is false where the link leads to a page above: this one is not translated."""

    code: str
    name: str
    url: str
    is_current: bool
    is_exact: bool

    @property
    def short_name(self) -> str:
        return SHORT_NAMES.get(self.code, self.code.upper())

    @property
    def is_source(self) -> bool:
        """Whether this is the language that content is written in first."""
        return self.code == settings.LANGUAGE_CODE

    @property
    def is_rtl(self) -> bool:
        return bool(get_language_info(self.code)["bidi"])


def language_choices() -> list[tuple[str, str]]:
    """The site's languages for a model field: a function, so that a further language needs no migration."""
    return list(settings.LANGUAGES)


def relatives(page: Page) -> list[Page]:
    """The published translations (aliases not) of a page and of every page above it, its own language's among them, deepest first, each
    with its locale: one query."""
    steps = range(2 * page.steplen, len(page.path) + 1, page.steplen)
    line = Page.objects.filter(path__in=[page.path[:length] for length in steps]).order_by()
    return list(
        Page.objects.live()
        .filter(translation_key__in=line.values("translation_key"), alias_of=None)
        .select_related("locale")
        .order_by("-depth", "path")
    )


def language_links(page: Page, found: list[Page]) -> list[LanguageLink]:
    """One link per language of the site, in the order of the settings; ``found`` are the page's relatives."""
    own = next((item.locale for item in found if item.locale_id == page.locale_id), None) or page.locale
    links = []
    for code, name in settings.LANGUAGES:
        nearest = next((item for item in found if item.locale.language_code == code), None)
        links.append(
            LanguageLink(
                code=code,
                name=name,
                url=(nearest.url if nearest else None) or f"/{code}/",
                is_current=code == own.language_code,
                is_exact=nearest is not None and nearest.translation_key == page.translation_key,
            )
        )
    return links


def path_links(path: str) -> list[LanguageLink]:
    """The links for an address that is not a page: the same view under another prefix."""
    current = get_language()
    return [
        LanguageLink(code=code, name=name, url=translate_url(path, code), is_current=code == current, is_exact=True)
        for code, name in settings.LANGUAGES
    ]
