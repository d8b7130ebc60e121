"""The abstract page that every page type of the house builds on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from common.enums import EditKind
from common.forms import BasePageForm
from common.gates import check_gates, check_release
from common.languages import LanguageLink, language_links, relatives
from common.page_cache import has_session
from common.text import fold, join_indexed
from common.topics import Topic
from common.translators import may_see_whole

__all__ = ["BasePage", "Topic"]


class BasePage(Page):
    """A page with the same slug in every language (localize would strip Greek slugs to ASCII) and links to its translations."""

    # Asked anew at every edit: the last published revision says what its editor answered.
    edit_kind = models.CharField(_("kind of change"), max_length=12, choices=EditKind.choices, default=EditKind.WORDING)
    # On a translation: since when the source says something else in substance; empty once the translation says it too.
    source_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    base_form_class = BasePageForm
    settings_panels = [
        MultiFieldPanel(
            [FieldPanel("edit_kind", heading=_("What has changed since the last publication?"), widget=RadioSelect)],
            heading=_("Translations"),
        ),
        *Page.settings_panels,
    ]

    # A copy or a translation does not go live, or away, at the hour that was set for the original.
    exclude_fields_in_copy = ["go_live_at", "expire_at"]
    override_translatable_fields = [SynchronizedField("slug")]
    search_fields = [*Page.search_fields, index.SearchField("indexed_text"), index.AutocompleteField("folded_title")]
    # Pages tell the index themselves: see ``common.indexing``.
    search_auto_update = False

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

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """All search fields go into the index as one: ``indexed_text``."""
        fields: list[Any] = super().get_search_fields()
        return [field for field in fields if not isinstance(field, index.SearchField) or field.field_name == "indexed_text"]

    def indexed_text(self) -> str:
        """Title and search fields as ``join_indexed`` puts them together."""
        texts: list[str] = []
        for field in self.search_fields:
            if isinstance(field, index.SearchField) and field.field_name not in {"title", "indexed_text"}:
                value = field.get_value(self) or ""
                texts += [value] if isinstance(value, str) else value
        return join_indexed(self.title, texts)

    def folded_title(self) -> str:
        """The title as people type it who have not got its accents; beside the title as it is, which Wagtail's own searches compare."""
        return fold(self.title)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Raises DiffersError for a translation that would not be the same thing as its source, by whatever way it is
        published, and NotReleasedError for a way round its review."""
        if self.locale.language_code != settings.LANGUAGE_CODE:
            check_release(self, revision)
            source = type(self).objects.filter(translation_key=self.translation_key, locale=Locale.get_default(), live=True).first()
            if source is not None:
                check_gates(source, revision.as_object())
        super().publish(revision, *args, **kwargs)

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
