"""Filtered lists of pages: what pages are filed under, which of them a selection leaves, and how many each choice would.

What a page is filed under stands in rows of its own, written when it is saved, so that a list asks an index and never reads the pages; the
number of queries is fixed, whatever is chosen and however many pages there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar

from django.db import models, transaction
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.signals import post_page_move

from common.models import BasePage
from common.reading import readable
from common.selection import FacetKind, Selection

# The kind of the row that only says that a page is in its list.
LISTED = ""


class FacetQuerySet(models.QuerySet["Facet"]):
    """Rows of filed pages."""

    def counts(self, listing: Page, selection: Selection, among: models.QuerySet[Any] | None = None) -> dict[str, dict[str, int]]:
        """How many pages of a list each value would leave, by kind: one query. Those of a kind disregard what is chosen of it: they say
        what one more or another value would show. ``among`` narrows the list, say by a search.
        """
        # One part for each kind: PostgreSQL then counts in the order of the index and sorts nothing.
        queries = [
            self.leaving([listing.pk], kind.name, selection.without(kind.name), among)
            .values_list("kind", "value")
            .annotate(number=models.Count("page"))
            for kind in selection.kinds
        ]
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for kind, value, number in queries[0].union(*queries[1:], all=True):
            counts[kind][value] = number
        return dict(counts)

    def totals(self, listings: Collection[int], selection: Selection, among: models.QuerySet[Any] | None = None) -> dict[int, int]:
        """How many pages a selection leaves in each of some lists, such as one list in several languages: one query."""
        rows = self.leaving(listings, LISTED, selection, among)
        return dict(rows.values_list("listing").annotate(number=models.Count("page")))

    def sizes(self, listing: Page, selections: Sequence[Selection], among: models.QuerySet[Any] | None = None) -> dict[Selection, int]:
        """How many pages of a list each of these selections leaves: one query."""
        queries = [
            self.leaving([listing.pk], LISTED, selection, among)
            .annotate(place=models.Value(place))
            .values_list("place")
            .annotate(number=models.Count("page"))
            for place, selection in enumerate(selections)
        ]
        found = dict(queries[0].union(*queries[1:], all=True)) if queries else {}
        return {selection: found.get(place, 0) for place, selection in enumerate(selections)}

    def leaving(
        self, listings: Collection[int], kind: str, selection: Selection, among: models.QuerySet[Any] | None = None
    ) -> FacetQuerySet:
        """The rows of one kind that belong to the pages which a selection leaves in some lists."""
        rows = self.filter(listing__in=listings, kind=kind)
        for other, values in selection.chosen:
            rows = rows.filter(page__in=filed_under(listings, other, values))
        if among is not None:
            rows = rows.filter(page__in=among.order_by().values("pk"))
        return rows.order_by()


class Facet(models.Model):
    """A published page stands in its list under this value. ``listing`` is the page above it, kept here so that no count has to join.

    One row of each page has neither kind nor value: it says that the page is in its list at all.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", db_index=False)
    listing = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=40)

    objects = FacetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "kind", "value"], name="common_facet_once")]
        indexes = [
            models.Index(fields=["listing", "kind", "value", "page"], name="common_facet_listing"),
            models.Index(fields=["kind", "value", "page"], name="common_facet_value"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.kind} = {self.value}"


class FacetedPageQuerySet(PageQuerySet):
    """Pages that can be filtered."""

    def listed_in(self, listing: Page, selection: Selection | None = None) -> FacetedPageQuerySet:
        """What readers of a list see: what is published, in its language's own words, as far as their selection leaves it."""
        pages = readable(self.child_of(listing))
        for kind, values in selection.chosen if selection else ():
            pages = pages.filter(pk__in=filed_under([listing.pk], kind, values))
        return pages


class FacetedPage(BasePage):
    """A page that readers find by filters; ``facet_kinds`` names them in the order in which they are offered."""

    facet_kinds: ClassVar[tuple[FacetKind, ...]] = ()

    objects = PageManager.from_queryset(FacetedPageQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            # Drafts save some of a live page's fields, with values in memory that nobody has published.
            if kwargs.get("update_fields") is None:
                file_page(self)


def filed_under(listings: Collection[int], kind: str, values: Iterable[str]) -> models.QuerySet[Any, Any]:
    """The ids of the pages of some lists with any of these values, for a query of its own to hold."""
    return Facet.objects.filter(listing__in=listings, kind=kind, value__in=tuple(values)).values("page_id")


def file_page(page: FacetedPage) -> None:
    """Write what a page stands under: two queries, and more only for what has changed."""
    is_listed = page.live and page.alias_of_id is None
    values = {(kind.name, value) for kind in page.facet_kinds for value in kind.values_of(page)}
    wanted = {(LISTED, ""), *values} if is_listed else set()
    listing = Page.objects.filter(path=page.path[: -page.steplen]).values_list("pk", flat=True).get()
    known = {(row.kind, row.value): row for row in Facet.objects.filter(page=page.pk)}
    gone = [row.pk for place, row in known.items() if place not in wanted or row.listing_id != listing]
    if gone:
        Facet.objects.filter(pk__in=gone).delete()
    kept = {place for place, row in known.items() if row.pk not in gone}
    new = [Facet(page_id=page.pk, listing_id=listing, kind=kind, value=value) for kind, value in sorted(wanted - kept)]
    if new:
        Facet.objects.bulk_create(new)


def on_page_moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page below another list stands there from now on."""
    page = instance.specific
    if isinstance(page, FacetedPage):
        file_page(page)


def connect() -> None:
    """Listen to moves, which save no page."""
    post_page_move.connect(on_page_moved, dispatch_uid="facets_move")
