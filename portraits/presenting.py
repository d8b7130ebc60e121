"""A portrait as its readers see it: what stands in the text, beside it and below it, and where the reading goes on.

The pages that an editor recommends are looked up at once, in the reader's language: what is not published in it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.functional import cached_property
from wagtail.models import Page

from common.dates import partial_date
from common.enums import Motif
from common.marks import schemes_apart
from common.names import country_name, language_name
from common.reading import is_open
from portraits.enums import CareerStage, Discipline

if TYPE_CHECKING:
    from wagtail.blocks.stream_block import StreamValue

    from portraits.models import PortraitPage, Quotation

BESIDE = {"timeline"}
BELOW = "related"
# The band beside a plate is never of the plate's own ground.
BANDS = {
    "violet": "sun",
    "sodium": "violet",
    "copper": "sun",
    "lithium": "lilac",
    "cobalt": "sun",
    "lilac": "night",
    "mint": "violet",
    "ink": "sun",
}


@dataclass(frozen=True)
class Saying:
    """Somebody's words beside her portrait. ``language`` is empty where they are in the reader's own language."""

    quotation: Quotation
    language: str
    # Her name as readers of the page know it.
    name: str = ""

    @property
    def speaker(self) -> str:
        return self.name or self.quotation.speaker

    @property
    def source(self) -> str:
        """Work or occasion, with the year where it does not hold that."""
        text, year = self.quotation.source, str(self.quotation.year or "")
        return text if year in text else ", ".join(part for part in (text, year) if part)


@dataclass(frozen=True)
class Recommendation:
    """A page to read on, and why; without a ``motif`` it has no plate of its own."""

    title: str
    url: str
    kind: str
    reason: str
    seed: str
    motif: str
    scheme: str


class Reading:
    """Everything beside the fields of one portrait; each part asks the database once, when a template wants it."""

    def __init__(self, page: PortraitPage) -> None:
        self.page = page

    @cached_property
    def language(self) -> str:
        """The language of the page; known already where the page has looked for its translations."""
        own = (item.locale for item in self.page.relatives if item.locale_id == self.page.locale_id)
        return str((next(own, None) or self.page.locale).language_code)

    @cached_property
    def scheme(self) -> str:
        """The colours of the plate, chosen or by its seed."""
        return schemes_apart([(self.page.slug, self.page.motif, self.page.scheme)])[0]

    @property
    def band(self) -> str:
        return BANDS[self.scheme]

    @property
    def born(self) -> str:
        return _when_and_where(self.page.birth_date, self.page.birth_place)

    @property
    def died(self) -> str:
        return _when_and_where(self.page.death_date, self.page.death_place)

    @property
    def fields(self) -> list[str]:
        return [str(Discipline(value).label) for value in self.page.disciplines]

    @property
    def countries(self) -> list[str]:
        return [country_name(code) for code in self.page.countries]

    @property
    def stage(self) -> str:
        return str(CareerStage(self.page.career_stage).label) if self.page.career_stage else ""

    def _blocks(self, *, kinds: set[str] | None = None) -> list[StreamValue.StreamChild]:
        """Children of the text, those of ``kinds`` or all that stand in the reading column; recommendations are never loaded here."""
        body = self.page.body
        names = [raw["type"] for raw in body.raw_data]
        return [body[place] for place, name in enumerate(names) if (name in kinds if kinds is not None else name not in {*BESIDE, BELOW})]

    @cached_property
    def _text(self) -> tuple[list[StreamValue.StreamChild], list[StreamValue.StreamChild]]:
        blocks = self._blocks()
        end = next((place for place, block in enumerate(blocks) if block.block_type != "rich_text"), len(blocks))
        return blocks[:end], blocks[end:]

    @property
    def opening(self) -> list[StreamValue.StreamChild]:
        """The work and the way: the text up to the first block of another kind. Her own words stand after it."""
        return self._text[0]

    @property
    def rest(self) -> list[StreamValue.StreamChild]:
        return self._text[1]

    @cached_property
    def beside(self) -> list[StreamValue.StreamChild]:
        """What stands beside the text on a wide screen."""
        return self._blocks(kinds=BESIDE)

    @cached_property
    def _sayings(self) -> list[Saying]:
        from portraits.models import Quotation

        found = Quotation.objects.of(self.page.translation_key).in_language(self.language)
        return [
            Saying(item, "" if item.language == self.language else language_name(item.language, self.language), self.page.title)
            for item in found
        ]

    @property
    def voices(self) -> list[Saying]:
        """Verified words: the only ones that are shown as a quotation."""
        return [saying for saying in self._sayings if saying.quotation.is_verified]

    @property
    def attributed(self) -> list[Saying]:
        """What she is said to have said."""
        return [saying for saying in self._sayings if not saying.quotation.is_verified]

    @cached_property
    def related_title(self) -> str:
        return next((raw["value"].get("title", "") for raw in self.page.body.raw_data if raw["type"] == BELOW), "")

    @cached_property
    def related(self) -> list[Recommendation]:
        """The recommended pages that readers of the language have: one query."""
        wanted = [item for raw in self.page.body.raw_data if raw["type"] == BELOW for item in _items(raw["value"])]
        return recommendations([(item["page"], item.get("reason", "")) for item in wanted if item.get("page")], self.page.locale_id)

    @cached_property
    def previous(self) -> PortraitPage | None:
        """The portrait before this one in the gallery's alphabet."""
        name = self.page.folded_name
        return self._neighbours(Q(folded_name__lt=name) | Q(folded_name=name, pk__lt=self.page.pk), "-folded_name", "-pk")

    @cached_property
    def next(self) -> PortraitPage | None:
        """The portrait after this one."""
        name = self.page.folded_name
        return self._neighbours(Q(folded_name__gt=name) | Q(folded_name=name, pk__gt=self.page.pk), "folded_name", "pk")

    def _neighbours(self, condition: Q, *order: str) -> PortraitPage | None:
        if not self.page.breadcrumb:
            return None
        pages = type(self.page).objects.listed_in(self.page.breadcrumb[-1]).filter(condition)
        return pages.order_by(*order).defer_streamfields().first()


def recommendations(wanted: list[tuple[int, str]], locale_id: int) -> list[Recommendation]:
    """Pages given by the id of any of their languages with a reason, in their order, as readers of one language have them: one query.

    The plate of a portrait comes with the page; other pages have one by their address alone.
    """
    if not wanted:
        return []
    keys = Page.objects.filter(pk__in=[number for number, _reason in wanted]).order_by().values("translation_key")
    pages = list(
        Page.objects.filter(translation_key__in=keys)
        .annotate(motif=F("portraitpage__motif"), scheme=F("portraitpage__scheme"), occupation=F("portraitpage__occupation"))
        .annotate(is_open=is_open())
        .order_by()
    )
    key_of = {page.pk: page.translation_key for page in pages}
    readable = {
        page.translation_key: page
        for page in pages
        if page.locale_id == locale_id and page.live and page.alias_of_id is None and page.is_open
    }
    found = [(readable[key_of[number]], reason) for number, reason in wanted if key_of.get(number) in readable]
    plates = [(page.slug, page.motif or Motif.CONTOURS.value, page.scheme or "") for page, _reason in found]
    schemes = schemes_apart(plates, distance=3)
    return [
        Recommendation(
            title=page.title,
            url=page.url or "",
            kind=page.occupation or page.page_type_display_name,
            reason=reason,
            seed=page.slug,
            motif=motif,
            scheme=scheme,
        )
        for (page, reason), (_seed, motif, _own), scheme in zip(found, plates, schemes, strict=True)
    ]


def _items(value: Any) -> list[dict[str, Any]]:
    """The raw items of a list of recommendations, as the database and as an editor's form hold them."""
    return [item.get("value", item) for item in value.get("items", [])]


def _when_and_where(date: str, place: str) -> str:
    return ", ".join(part for part in (partial_date(date), place) if part)
