"""The abstract page that every page type of the house builds on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from common.languages import LanguageLink, language_links, relatives
from common.page_cache import has_session
from common.text import fold
from common.translators import may_see_whole


class BasePage(Page):
    """A page with the same slug in every language (localize would strip Greek slugs to ASCII) and links to its translations."""

    override_translatable_fields = [SynchronizedField("slug")]
    search_fields = [*Page.search_fields, index.SearchField("folded_text")]

    class Meta:
        abstract = True

    @cached_property
    def relatives(self) -> list[Page]:
        """This page and the pages above it, in every language in which they are published: one query for switcher and breadcrumb."""
        return relatives(self)

    @cached_property
    def breadcrumb(self) -> list[Page]:
        """The pages above this one from the second level down, top first; the front page is the logo's link."""
        above = (page for page in self.relatives if 2 < page.depth < self.depth and self.path.startswith(page.path))
        return sorted(above, key=lambda page: page.depth)

    @cached_property
    def language_links(self) -> list[LanguageLink]:
        """One link per language of the site: this page's translation, or the nearest translated page above it."""
        return language_links(self, self.relatives)

    @property
    def texts(self) -> list[str]:
        """What the page says below its title, as its search fields read it: nothing of a quiz's key is among it."""
        texts: list[str] = []
        for field in self.get_searchable_search_fields():
            if field.field_name not in {"title", "folded_text"}:
                value = field.get_value(self) or ""
                texts += [value] if isinstance(value, str) else value
        return [text for text in texts if text]

    def folded_text(self) -> str:
        """Title and texts as a search compares them; it stands in the index beside them, and is what readers search."""
        return fold(" ".join([self.title, *self.texts]))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; without a session it is the same for everybody, and caches may keep it as long as they ask whether it changed."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if not has_session(request):
            response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        else:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """An editor's preview. It would show the key of a quiz: whoever may work on the words alone sees the page as its readers do."""
        if not may_see_whole(request.user, self):
            request.is_preview = False  # type: ignore[attr-defined]
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["language_links"] = self.language_links
        return context
