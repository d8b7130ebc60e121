"""Searching the public pages: what one language has, where it stands, and how much the other languages have.

The same few queries whatever is found. Excerpts come from the text that the index keeps: no page is loaded whole, and what is not in the
index, such as the key of a quiz, cannot be shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """What is looked for: ``text`` as it was typed, ``terms`` as they are compared, and ``topic``, the slug of one or empty."""

    text: str
    terms: tuple[str, ...]
    topic: str = ""

    @property
    def words(self) -> str:
        """The terms as a search backend reads them."""
        return " ".join(self.terms)

    @property
    def parameters(self) -> str:
        """The query in an address."""
        return urlencode({name: value for name, value in (("q", self.text), ("topic", self.topic)) if value})


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
class Findings:
    """One batch of the results in a language, and the other languages that have any."""

    count: int
    batch: Batch
    results: tuple[Result, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def numbers(self) -> list[int | None]:
        """The numbers of batches to link to; None stands for those left out."""
        shown = self.batch.paginator.get_elided_page_range(self.batch.number, on_each_side=2, on_ends=1)
        return [number if isinstance(number, int) else None for number in shown]


def read_query(typed: str, topic: str = "") -> Query:
    """The query in what somebody typed, or sent instead of typing."""
    text = collapse(typed)[:MAX_QUERY].rstrip()
    return Query(text, tuple(dict.fromkeys(word[:MAX_WORD] for word in fold(text).split())), collapse(topic)[:MAX_WORD])


def search_address(language: str, query: Query) -> str:
    """Where a language answers the query."""
    with translation.override(language):
        return f"{reverse('search')}?{query.parameters}"


def find(query: Query, language: str, number: str | None = None) -> Findings:
    """The batch with this number of what ``language`` has; the nearest one if there is none such."""
    locales = dict(Locale.objects.values_list("language_code", "pk"))
    pages = public_pages()
    if query.topic:
        pages = pages.filter(pk__in=courses_about(query.topic).values("pk"))
    counts = count_matches(pages, query)
    count = counts.get(locales.get(language, 0), 0)
    batch = Paginator(range(count), PER_PAGE).get_page(number)
    found: list[Page] = []
    if count:
        matches = in_order(pages.filter(locale_id=locales[language]), query, count * sum(counts.values()))
        found = list(matches[batch.start_index() - 1 : batch.end_index()])
    return Findings(
        count=count,
        batch=batch,
        results=tuple(present(found, query.terms, language)),
        elsewhere=tuple(
            Elsewhere(code, name, counts[locales[code]], search_address(code, query))
            for code, name in settings.LANGUAGES
            if code != language and counts.get(locales.get(code, 0))
        ),
    )


def count_matches(pages: PageQuerySet, query: Query) -> dict[int, int]:
    """How many match, by primary key of the locale."""
    if not query.terms:
        return dict(pages.order_by().values_list("locale_id").annotate(Count("pk")))
    return dict(pages.search(query.words, operator="and", order_by_relevance=False).facet("locale_id"))


def in_order(pages: PageQuerySet, query: Query, effort: int) -> PageQuerySet | BaseSearchResults:
    """What matches, the most relevant first. A word that is everywhere tells no pages apart: then those with the words in their title
    come first, in the order of the tree.

    ``effort`` is the number of matches that are to be put in order times that of all matches: SQLite looks at all of them for each one.
    """
    if not query.terms:
        return pages.order_by("path")
    if effort <= MAX_EFFORT:
        return pages.search(query.words, operator="and")
    has_words = reduce(and_, (Q(title__icontains=word) for word in query.text.split()))
    ordered = pages.order_by(Case(When(has_words, then=0), default=1).asc(), "path")
    return ordered.search(query.words, operator="and", order_by_relevance=False)


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
