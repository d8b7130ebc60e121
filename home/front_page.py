"""What the front page shows beyond its own fields. Each part asks the database when a section wants it, the same number of queries however
much there is to choose from."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, TextField
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from wagtail.models import Page, PageQuerySet

from common.marks import schemes_apart
from common.names import language_name
from common.page_cache import today
from courses.models import CoursePage
from home.daily import of_the_day
from home.routing import address
from home.wall import WALL, Plate, wall_of
from portraits.models import PortraitPage, Quotation
from portraits.presenting import Saying

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from home.models import HomePage

NEWS = 4


@dataclass(frozen=True)
class News:
    """Something that was published lately, with its plate."""

    kind: str
    title: str
    text: str
    url: str
    plate: Plate


@dataclass(frozen=True)
class Voice:
    """Verified words of today. ``url`` is the speaker's portrait, empty where readers have none."""

    saying: Saying
    plate: Plate
    url: str

    @property
    def band(self) -> str:
        """A band is never of the plate's own ground."""
        return "mint" if self.plate.scheme == "lilac" else "lilac"


class FrontPage:
    """The front page of one language on one day."""

    def __init__(self, home: HomePage) -> None:
        self.home = home
        self.language = home.locale.language_code

    @cached_property
    def _is_private(self) -> Q:
        """What not everybody may read, for every list of pages."""
        return Page.objects.all().private_q()

    def _readable(self, pages: PageQuerySet) -> PageQuerySet:
        return pages.live().filter(alias_of=None).exclude(self._is_private)

    @cached_property
    def course(self) -> CoursePage | None:
        """The first course: the large button leads to it."""
        return CoursePage.objects.descendant_of(self.home).live().defer("outcomes").order_by("path").first()

    @cached_property
    def _pages(self) -> list[Page]:
        """The pages that sections lead to and the catalogue, in the reader's language."""
        keys = {page.translation_key for page in chosen_pages(self.home)}
        is_wanted = Q(translation_key__in=keys)
        if self.course:
            is_wanted |= Q(path=self.course.path[: -self.course.steplen])
        return list(Page.objects.live().filter(is_wanted, locale_id=self.home.locale_id, alias_of=None))

    @property
    def addresses(self) -> dict[uuid.UUID, str]:
        """The addresses of the chosen pages by translation key."""
        return {page.translation_key: address(self.language, page.url_path) for page in self._pages}

    @property
    def catalogue(self) -> Page | None:
        """Where the first course stands."""
        return next((page for page in self._pages if self.course and page.path == self.course.path[: -self.course.steplen]), None)

    @property
    def wall(self) -> tuple[Plate, ...]:
        portraits = Page.objects.live().filter(locale_id=self.home.locale_id, alias_of=None, content_type__model="portraitpage")
        return wall_of(list(portraits.filter(slug__in=[plate.seed for plate in WALL])))

    @cached_property
    def portrait(self) -> PortraitPage | None:
        """The portrait of the day."""
        portraits = self._readable(PortraitPage.objects.defer_streamfields())
        found: PortraitPage | None = of_the_day(portraits, self.home.locale_id, today())
        return found

    @cached_property
    def voice(self) -> Voice | None:
        """The quotation of the day."""
        quotation: Quotation | None = of_the_day(Quotation.objects.verified(), self.home.locale_id, today())
        if quotation is None:
            return None
        portraits = self._readable(PortraitPage.objects.defer_streamfields()).filter(locale_id=self.home.locale_id)
        key = PortraitPage.objects.filter(pk=quotation.portrait_id).values("translation_key")
        portrait = portraits.filter(translation_key__in=key).first() if quotation.portrait_id else None
        language = "" if quotation.language == self.language else language_name(quotation.language, self.language)
        seed, motif, scheme = (portrait.slug, portrait.motif, portrait.scheme) if portrait else (quotation.speaker, "waves", "")
        return Voice(
            saying=Saying(quotation, language),
            plate=Plate(seed, motif, schemes_apart([(seed, motif, scheme)])[0]),
            url=address(self.language, portrait.url_path) if portrait else "",
        )

    @cached_property
    def news(self) -> tuple[News, ...]:
        """The latest stories, portraits and modules: one query."""
        is_news = Q(storypage__isnull=False) | Q(portraitpage__isnull=False) | Q(modulepage__isnull=False)
        pages = (
            self._readable(Page.objects.filter(is_news, locale_id=self.home.locale_id))
            .annotate(
                words=Coalesce("storypage__lead", "portraitpage__work", "modulepage__summary", output_field=TextField()),
                motif=Coalesce("storypage__motif", "portraitpage__motif", "modulepage__motif"),
                scheme=Coalesce("storypage__scheme", "portraitpage__scheme", "modulepage__scheme"),
            )
            .order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:NEWS]
        )
        return tuple(self._news_of(list(pages)))

    def _news_of(self, pages: list[Page]) -> Iterator[News]:
        schemes = schemes_apart([(page.slug, page.motif, page.scheme) for page in pages])
        for page, scheme in zip(pages, schemes, strict=True):
            url = address(self.language, page.url_path)
            yield News(page.page_type_display_name, page.title, page.words, url, Plate(page.slug, page.motif, scheme))


def front_page_context(home: HomePage) -> dict[str, Any]:
    front = FrontPage(home)
    return {"front": front, "addresses": front.addresses}


def chosen_pages(home: HomePage) -> list[Page]:
    """The pages that editors chose in the sections, in whatever language they chose them."""
    return [page for block in home.body for page in _chosen(block.block_type, block.value) if page]


def _chosen(kind: str, value: StructValue) -> Iterator[Page | None]:
    match kind:
        case "audiences":
            yield from (step["page"] for item in value["items"] for step in item["steps"])
        case "ways":
            yield from (item["page"] for item in value["items"])
        case "spectrum":
            yield value["page"]
