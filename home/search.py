"""Searching the public pages: what one language has, of which kinds, where it stands, and how much the other languages have.

Whole words are looked for first. Where a language has none of them, the last word may be the beginning of one in a title. The same few
queries whatever is found. Excerpts come from the text that the index keeps: no page is loaded whole, and what is not in the index, such as
the key of a quiz, cannot be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from django.conf import settings
from django.core.paginator import Page as Batch
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from wagtail.models import Locale, Page, PageQuerySet
from wagtail.search.backends.base import BaseSearchResults
from wagtail.search.models import IndexEntry

from common.text import Piece, collapse, excerpt, fold, pieces, split_indexed
from courses.topics import courses_about
from home.found_kinds import FoundKind, is_of, kind_of
from home.routing import address

PER_PAGE = 20
# Characters of a query that are read: about thirty words.
MAX_QUERY = 200
# Characters of a word; PostgreSQL refuses words of two kilobytes.
MAX_WORD = 80
# Pairs of matches that SQLite compares in about a tenth of a second: 200 among 200.
MAX_EFFORT = 40_000
# PostgreSQL's index keeps vectors and the text beside them; SQLite's is the text.
TEXT_COLUMN = "body_text" if hasattr(IndexEntry, "body_text") else "body"


@dataclass(frozen=True)
class Query:
    """What is looked for: ``text`` as it was typed, ``terms`` as they are compared, ``topic``, the slug of one or empty, and ``kind``, the
    only kind of page that is wanted, or empty."""

    text: str
    terms: tuple[str, ...]
    topic: str = ""
    kind: str = ""

    @property
    def words(self) -> str:
        """The terms as a search backend reads them."""
        return " ".join(self.terms)

    @property
    def parameters(self) -> str:
        """The query in an address."""
        return urlencode({name: value for name, value in (("q", self.text), ("topic", self.topic), ("kind", self.kind)) if value})


@dataclass(frozen=True)
class Result:
    """A page that was found; ``above`` are the titles of the pages above it from the second level down."""

    title: tuple[Piece, ...]
    kind: str
    url: str
    above: tuple[str, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Elsewhere:
    """What the same search finds in another language."""

    code: str
    name: str
    count: int
    url: str


@dataclass(frozen=True)
class KindCount:
    """How many results are of one kind; without a kind, of all."""

    kind: FoundKind | None
    count: int
    parameters: str
    is_chosen: bool


@dataclass(frozen=True)
class Findings:
    """One batch of the results in a language, and the other languages that have any. ``is_partial``: by the beginnings of words."""

    count: int
    batch: Batch
    results: tuple[Result, ...]
    kinds: tuple[KindCount, ...]
    elsewhere: tuple[Elsewhere, ...]
    is_partial: bool = False

    @property
    def numbers(self) -> list[int | None]:
        """The numbers of batches to link to; None stands for those left out."""
        shown = self.batch.paginator.get_elided_page_range(self.batch.number, on_each_side=2, on_ends=1)
        return [number if isinstance(number, int) else None for number in shown]


def read_query(typed: str, topic: str = "", kind: str = "") -> Query:
    """The query in what somebody typed, or sent instead of typing."""
    text = collapse(typed)[:MAX_QUERY].rstrip()
    terms = tuple(dict.fromkeys(word[:MAX_WORD] for word in fold(text).split()))
    return Query(text, terms, collapse(topic)[:MAX_WORD], kind if kind in FoundKind.values else "")


def search_address(language: str, query: Query) -> str:
    """Where a language answers the query."""
    with translation.override(language):
        return f"{reverse('search')}?{query.parameters}"


# Results of some pages for the query's words, in order or not.
Look = Callable[[PageQuerySet, Query, bool], BaseSearchResults]


def by_words(pages: PageQuerySet, query: Query, is_ordered: bool) -> BaseSearchResults:
    """Every word stands on the page."""
    return pages.search(query.words, operator="and", order_by_relevance=is_ordered)


def by_beginnings(pages: PageQuerySet, query: Query, is_ordered: bool) -> BaseSearchResults:
    """Every word stands in the title, of the last one at least the beginning."""
    return pages.autocomplete(query.words, operator="and", order_by_relevance=is_ordered)


def find(query: Query, language: str, number: str | None = None) -> Findings:
    """The batch with this number of what ``language`` has; the nearest one if there is none such."""
    locales = dict(Locale.objects.values_list("language_code", "pk"))
    here = locales.get(language, 0)
    pages = public_pages()
    if query.topic:
        pages = pages.filter(pk__in=courses_about(query.topic).values("pk"))
    look: Look = by_words
    counts = count_matches(pages, query, look)
    if query.terms and not counts.get(here):
        beginnings = count_matches(pages, query, by_beginnings)
        if beginnings.get(here):
            look, counts = by_beginnings, {**counts, here: beginnings[here]}
    kinds = counts.get(here, {})
    count = kinds.get(query.kind, 0) if query.kind else sum(kinds.values())
    batch = Paginator(range(count), PER_PAGE).get_page(number)
    found: list[Page] = []
    if count:
        wanted = pages.filter(locale_id=here)
        if query.kind:
            wanted = wanted.filter(is_of(FoundKind(query.kind)))
        effort = count * sum(sum(kinds.values()) for kinds in counts.values())
        found = take(in_order(wanted, query, look, effort), batch.start_index() - 1, batch.end_index())
    return Findings(
        count=count,
        batch=batch,
        results=tuple(present(found, query.terms, language)),
        kinds=tuple(count_kinds(kinds, query)),
        elsewhere=tuple(
            Elsewhere(code, name, sum(counts[locales[code]].values()), search_address(code, replace(query, kind="")))
            for code, name in settings.LANGUAGES
            if code != language and counts.get(locales.get(code, 0))
        ),
        is_partial=look is by_beginnings,
    )


def count_kinds(kinds: Mapping[str, int], query: Query) -> list[KindCount]:
    """All, then each kind that there is; nothing to choose where there is only one."""
    if len(kinds) < 2 and not query.kind:
        return []
    total = KindCount(None, sum(kinds.values()), replace(query, kind="").parameters, is_chosen=not query.kind)
    each = [
        KindCount(kind, kinds.get(kind, 0), replace(query, kind=kind.value).parameters, is_chosen=query.kind == kind)
        for kind in FoundKind
        if kinds.get(kind) or query.kind == kind
    ]
    return [total, *each]


def count_matches(pages: PageQuerySet, query: Query, look: Look) -> dict[int, dict[str, int]]:
    """How many match, by primary key of the locale and kind: one query."""
    matches = look(pages, query, False).get_queryset() if query.terms else pages
    rows = matches.order_by().values_list("locale_id", "content_type_id").annotate(Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for locale_id, content_type_id, number in rows:
        kinds = counts.setdefault(locale_id, {})
        kind = kind_of(content_type_id)
        kinds[kind] = kinds.get(kind, 0) + number
    return counts


def take(matches: PageQuerySet, start: int, end: int) -> list[Page]:
    """A stretch of the matches, sorted by their numbers alone: PostgreSQL would put together the words of every match that it sorts."""
    numbers = list(matches.values_list("pk", flat=True)[start:end])
    pages = Page.objects.in_bulk(numbers)
    return [pages[number] for number in numbers if number in pages]


def in_order(pages: PageQuerySet, query: Query, look: Look, effort: int) -> PageQuerySet:
    """What matches, the most relevant first. A word that is everywhere tells no pages apart: then those with the words in their title
    come first, in the order of the tree.

    ``effort`` is the number of matches that are to be put in order times that of all matches: SQLite looks at all of them for each one.
    """
    if not query.terms:
        return pages.order_by("path")
    if effort <= MAX_EFFORT:
        return look(pages, query, True).get_queryset()
    has_words = reduce(and_, (Q(title__icontains=word) for word in query.text.split()))
    return look(pages.order_by(Case(When(has_words, then=0), default=1).asc(), "path"), query, False).get_queryset()


def public_pages() -> PageQuerySet:
    """Published pages that anybody may read, in all languages; aliases not, which are served to nobody."""
    aliases = Page.objects.filter(alias_of__isnull=False)
    return Page.objects.live().public().filter(depth__gt=1).exclude(pk__in=aliases.values("pk"))


def present(pages: Sequence[Page], terms: Sequence[str], language: str) -> list[Result]:
    """The pages as a reader sees them among results: two queries."""
    titles = titles_above(pages)
    texts = indexed_texts(pages)
    return [
        Result(
            title=tuple(pieces(page.title, terms)),
            kind=page.page_type_display_name,
            url=url,
            above=tuple(titles[path] for path in paths_above(page) if path in titles),
            excerpt=tuple(excerpt(texts.get(page.pk, ()), terms)),
        )
        for page in pages
        if (url := address(language, page.url_path))
    ]


def paths_above(page: Page) -> list[str]:
    """The tree paths of the pages above from the second level down, top first; the front page is everybody's."""
    return [page.path[:length] for length in range(3 * page.steplen, len(page.path), page.steplen)]


def titles_above(pages: Sequence[Page]) -> dict[str, str]:
    """The titles of all published pages above, by tree path."""
    paths = {path for page in pages for path in paths_above(page)}
    return dict(Page.objects.live().filter(path__in=paths).values_list("path", "title"))


def indexed_texts(pages: Sequence[Page]) -> Mapping[int, list[str]]:
    """What the index holds of the pages, by primary key."""
    entries = IndexEntry.objects.filter(
        content_type_id__in={page.content_type_id for page in pages}, object_id__in=[str(page.pk) for page in pages]
    )
    return {int(key): split_indexed(text or "") for key, text in entries.values_list("object_id", TEXT_COLUMN)}
