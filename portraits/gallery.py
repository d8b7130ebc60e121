"""The gallery as one reader sees it: what she asked for, the portraits that leaves, and where to look if that is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as Batch
from django.core.paginator import Paginator
from django.db import models
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.facets import Facet
from common.languages import LanguageLink
from common.marks import schemes_apart
from common.names import country_name
from common.selection import Choice, Choices, Selection, Way, offered, ways_out
from common.text import collapse

if TYPE_CHECKING:
    from portraits.models import PortraitIndexPage, PortraitPage
    from portraits.querysets import PortraitPageQuerySet

PER_PAGE = 24
# Characters of a name that are looked for.
MAX_NAME = 60


class Sort(models.TextChoices):
    """In which order portraits stand; the address is silent about the first."""

    NAME = "", _("Name")
    YEAR = "year", _("Year of the work, earliest first")
    NEWEST = "newest", _("Year of the work, latest first")

    @property
    def fields(self) -> tuple[str, ...]:
        orders = {self.NAME: ("folded_name",), self.YEAR: ("work_year", "folded_name"), self.NEWEST: ("-work_year", "folded_name")}
        return orders[self]


@dataclass(frozen=True)
class Card:
    """A portrait in the gallery, in colours that its neighbours have not got."""

    portrait: PortraitPage
    scheme: str

    @property
    def countries(self) -> str:
        return ", ".join(country_name(code) for code in self.portrait.countries)


@dataclass(frozen=True)
class Elsewhere:
    """Another language's gallery, with what the same filters leave there."""

    link: LanguageLink
    count: int
    query: str


class Gallery:
    """One answer of the gallery; every part asks the database once, when a template wants it."""

    def __init__(self, index: PortraitIndexPage, query: QueryDict) -> None:
        self.index = index
        self.selection = Selection.read(index.kinds, query)
        self.name = collapse(query.get("q", ""))[:MAX_NAME].rstrip()
        self.sort = next((sort for sort in Sort if sort.value == query.get("sort")), Sort.NAME)
        self.number = query.get("page")

    @property
    def is_filtered(self) -> bool:
        return bool(self.selection or self.name)

    @cached_property
    def others(self) -> dict[str, str]:
        """What the address says beside the filters."""
        return {"q": self.name, "sort": self.sort.value}

    @cached_property
    def query(self) -> str:
        """The one query string of this answer, without the number of its page."""
        return self.selection.query(**self.others)

    @cached_property
    def query_to_page(self) -> str:
        """What a page's number is added to."""
        return f"{self.query}&" if self.query else "?"

    @cached_property
    def found(self) -> PortraitPageQuerySet | None:
        """The portraits that bear the name, in all languages; None where no name was asked for."""
        model = self.index.portraits.model
        return model.objects.named(self.name) if self.name else None

    @cached_property
    def totals(self) -> dict[int, int]:
        """How many portraits this gallery and the galleries of the other languages have of what was asked for."""
        indexes = [page.pk for page in self.index.relatives if page.translation_key == self.index.translation_key]
        return Facet.objects.totals({*indexes, self.index.pk}, self.selection, self.found)

    @property
    def count(self) -> int:
        return self.totals.get(self.index.pk, 0)

    @cached_property
    def batch(self) -> Batch:
        """One page of portraits; the nearest one if there is none with this number."""
        portraits = self.index.portraits.model.objects.listed_in(self.index, self.selection).named(self.name)
        paginator = Paginator(portraits.order_by(*self.sort.fields, "pk").defer_streamfields(), PER_PAGE)
        # Counted already, from the index.
        vars(paginator)["count"] = self.count
        return paginator.get_page(self.number)

    @cached_property
    def cards(self) -> list[Card]:
        portraits = list(self.batch.object_list)
        schemes = schemes_apart([(page.slug, page.motif, page.scheme) for page in portraits])
        return [Card(page, scheme) for page, scheme in zip(portraits, schemes, strict=True)]

    @property
    def numbers(self) -> list[int | None]:
        """The numbers of pages to link to; None stands for those left out."""
        shown = self.batch.paginator.get_elided_page_range(self.batch.number, on_each_side=2, on_ends=1)
        return [number if isinstance(number, int) else None for number in shown]

    @cached_property
    def offers(self) -> tuple[Choices, ...]:
        """The filters with the number of portraits that each choice would show."""
        return offered(self.selection, Facet.objects.counts(self.index, self.selection, self.found), **self.others)

    @cached_property
    def chosen(self) -> list[Choice]:
        """The filters that are set; the address of each leads to the gallery without it."""
        return [choice for offer in self.offers for choice in offer.chosen]

    @cached_property
    def ways_out(self) -> tuple[Way, ...]:
        """Which filters to drop where nothing is left."""
        wider = [self.selection.without(kind) for kind, _values in self.selection.chosen]
        return ways_out(self.selection, self.offers, Facet.objects.sizes(self.index, wider, self.found).__getitem__, **self.others)

    @cached_property
    def without_name(self) -> str:
        return self.selection.query(sort=self.sort.value)

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        """What the other languages have of the same."""
        indexes = {page.locale.language_code: page.pk for page in self.index.relatives if page.depth == self.index.depth}
        return [
            Elsewhere(link, self.totals[indexes[link.code]], self.query)
            for link in self.index.language_links
            if not link.is_current and self.totals.get(indexes.get(link.code, 0))
        ]


def gallery_context(index: PortraitIndexPage, query: QueryDict) -> dict[str, Any]:
    return {"gallery": Gallery(index, query), "sorts": Sort}
