"""How much of what is there in which language: sections by languages, down to pages, and as a file."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from translation.models import Tally
from translation.permissions import may_submit, target_locales
from translation.querysets import COUNTS

# Below the front page: sections, and what a section holds (courses, portraits).
SECTION_DEPTH, PART_DEPTH = 3, 4
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def source_pages() -> QuerySet[Page]:
    """All pages of the source language, top down."""
    return Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None, depth__gte=2).order_by("path")


def course_pages() -> QuerySet[Page]:
    """What people think of as one job: a course, a section."""
    return source_pages().filter(depth__gte=SECTION_DEPTH, depth__lte=PART_DEPTH)


@dataclass
class Cell:
    """Counts of words in one language; ``pages`` of ``expected`` have been sent to the translators."""

    language: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    pages: int = 0
    expected: int = 0
    translation_id: int | None = None

    def add(self, tally: Tally) -> None:
        self.pages += 1
        for name in COUNTS:
            self.counts[name] += getattr(tally, name)

    @property
    def percent(self) -> int:
        """Approved words of those that were sent, rounded down."""
        words = self.counts["words"]
        return 100 * self.counts["approved"] // words if words else 0

    @property
    def left(self) -> int:
        return self.counts["words"] - self.counts["approved"] - self.counts["unreviewed"]

    @property
    def unsent(self) -> int:
        return max(0, self.expected - self.pages)


@dataclass
class Line:
    """One row of the matrix. ``page`` leads further down; None for snippets and for the last level."""

    title: str
    cells: list[Cell]
    page: Page | None = None


class Coverage:
    """The matrix: two queries whatever the number of pages."""

    def __init__(self, locales: list[Locale], root: Page | None = None) -> None:
        self.locales = locales
        self.root = root

    @cached_property
    def pages(self) -> list[Page]:
        pages = source_pages()
        if self.root is not None:
            pages = pages.descendant_of(self.root, inclusive=True)  # type: ignore[attr-defined]
        return list(pages.only("pk", "title", "draft_title", "path", "depth", "numchild", "translation_key"))

    @cached_property
    def tallies(self) -> dict[Any, dict[str, Tally]]:
        """By the source's key, then by language."""
        rows = Tally.objects.in_use().filter(translation__target_locale__in=self.locales)
        if self.root is not None:
            rows = rows.under(self.root)
        found: dict[Any, dict[str, Tally]] = defaultdict(dict)
        for tally in rows.select_related("translation__source", "translation__target_locale"):
            found[tally.translation.source.object_id][tally.translation.target_locale.language_code] = tally
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """Sections of the site and what stands outside the tree; below a page, its pages one by one."""
        if self.root is not None:
            root = self.root
            return [
                self._line(page.draft_title or page.title, [page], page if page.numchild and page != root else None) for page in self.pages
            ]
        tops = {page.path: page for page in self.pages if page.depth < PART_DEPTH or (page.depth == PART_DEPTH and page.numchild)}
        below: dict[str, list[Page]] = defaultdict(list)
        for page in self.pages:
            depths = range(min(page.depth, PART_DEPTH), 1, -1)
            below[next(path for path in (page.path[: depth * page.steplen] for depth in depths) if path in tops)].append(page)
        lines = [self._line(top.draft_title or top.title, below[path], top) for path, top in tops.items()]
        keys = {page.translation_key for page in self.pages}
        snippets = [key for key in self.tallies if key not in keys]
        if snippets:
            lines.append(Line(_("Menus and site words"), [self._cell(code, snippets, len(snippets)) for code in self.codes]))
        return lines

    @cached_property
    def total(self) -> Line:
        keys = list(self.tallies)
        expected = len({*keys, *(page.translation_key for page in self.pages)})
        return Line(_("Everything"), [self._cell(code, keys, expected) for code in self.codes])

    @property
    def codes(self) -> list[str]:
        return [locale.language_code for locale in self.locales]

    def _line(self, title: str, pages: list[Page], page: Page | None) -> Line:
        keys = [item.translation_key for item in pages]
        return Line(title, [self._cell(code, keys, len(keys)) for code in self.codes], page)

    def _cell(self, code: str, keys: Iterable[Any], expected: int) -> Cell:
        cell = Cell(code, expected=expected)
        for key in keys:
            tally = self.tallies[key].get(code) if key in self.tallies else None
            if tally is not None:
                cell.add(tally)
                cell.translation_id = tally.translation_id if expected == 1 else None
        return cell


class CoverageView(WagtailAdminTemplateMixin, View):
    """The matrix of the site, or of one page and all below it; ``?format=csv`` as a file."""

    template_name = "translation/coverage.html"
    page_title = gettext_lazy("Coverage")
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        from translation.views.listing import working_locales

        if not working_locales(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def root(self) -> Page | None:
        return get_object_or_404(source_pages(), pk=self.kwargs["page_id"]) if "page_id" in self.kwargs else None

    @cached_property
    def coverage(self) -> Coverage:
        return Coverage(target_locales(), self.root)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "csv":
            return self.as_csv()
        return self.render_to_response(self.get_context_data())

    def get_page_subtitle(self) -> str:
        return str(self.root.title) if self.root else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse_lazy("translation:list"), "label": _("Translations")},
        ]
        if self.root:
            items.append({"url": reverse("translation:coverage"), "label": _("Coverage")})
        return [*items, {"url": "", "label": self.root.title if self.root else _("Coverage")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        names = dict(settings.LANGUAGES)
        context.update(
            root=self.root,
            lines=self.coverage.lines,
            total=self.coverage.total,
            languages=[(code, names.get(code, code)) for code in self.coverage.codes],
            may_submit=may_submit(self.request.user),
        )
        return context

    def as_csv(self) -> HttpResponse:
        """One line for each page and language."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="coverage.csv"'
        # Spreadsheets take a file without the mark for Latin-1.
        response.write("\ufeff")
        writer = csv.writer(response)
        writer.writerow([_("Title"), _("Language"), _("Pages"), _("Not sent"), _("Per cent"), *(str(LABELS[name]) for name in COUNTS)])
        for line in self.coverage.lines:
            for cell in line.cells:
                numbers = [cell.pages, cell.unsent, cell.percent, *(cell.counts[name] for name in COUNTS)]
                writer.writerow([harmless(line.title), cell.language, *numbers])
        return response


LABELS = {
    "words": gettext_lazy("Words"),
    "approved": gettext_lazy("Approved"),
    "unreviewed": gettext_lazy("Not approved yet"),
    "machine": gettext_lazy("Machine drafts"),
    "stale": gettext_lazy("Source changed"),
    "missing": gettext_lazy("Untranslated"),
}


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
