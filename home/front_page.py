"""What the front page shows beyond its own fields. Each part asks the database when a section wants it, the same number of queries however
much there is to choose from."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, Subquery, TextField
from django.db.models.functions import Coalesce, Substr
from django.utils.functional import cached_property
from wagtail.models import Page

from common.enums import Motif
from common.marks import schemes_apart
from common.names import language_name
from common.page_cache import today
from common.reading import readable
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
        # The switcher has asked for the languages of all front pages.
        languages = {page.locale_id: page.locale.language_code for page in home.relatives}
        self.language = languages.get(home.locale_id) or home.locale.language_code

    @cached_property
    def _pages(self) -> list[Page]:
        """Every page that something on the front page leads to, in the reader's language: one query."""
        keys = {page.translation_key for page in chosen_pages(self.home)}
        if self._quotation:
            keys.add(self._quotation.portrait_key)
        first_course = CoursePage.objects.descendant_of(self.home).live().order_by("path").values("path")[:1]
        catalogue = Substr("first_course", 1, (self.home.depth + 1) * Page.steplen)
        pages = Page.objects.live().filter(locale_id=self.home.locale_id, alias_of=None)
        return list(
            pages.annotate(first_course=Subquery(first_course), short_title=F("coursepage__short_title")).filter(
                Q(translation_key__in=keys)
                | Q(slug__in=[plate.seed for plate in WALL], portraitpage__isnull=False)
                | Q(path=F("first_course"))
                | Q(path=catalogue)
            )
        )

    @cached_property
    def addresses(self) -> dict[uuid.UUID, str]:
        """The addresses of these pages by translation key."""
        return {page.translation_key: address(self.language, page.url_path) for page in self._pages}

    @property
    def course(self) -> Page | None:
        """The first course: the large button leads to it."""
        return next((page for page in self._pages if page.path == page.first_course), None)

    @property
    def catalogue(self) -> Page | None:
        """Where the first course stands."""
        course = self.course
        return next((page for page in self._pages if course and page.path == course.path[: -course.steplen]), None)

    @property
    def wall(self) -> tuple[Plate, ...]:
        return wall_of(self._pages)

    @cached_property
    def portrait(self) -> PortraitPage | None:
        """The portrait of the day."""
        portraits = readable(PortraitPage.objects.filter(locale_id=self.home.locale_id))
        found: PortraitPage | None = of_the_day(portraits.defer_streamfields(), today())
        return found

    @cached_property
    def _quotation(self) -> Quotation | None:
        quotations = Quotation.objects.verified().filter(locale_id=self.home.locale_id)
        of_speaker = {f"portrait_{name}": F(f"portrait__{name}") for name in ("slug", "motif", "scheme")}
        found: Quotation | None = of_the_day(quotations.annotate(portrait_key=F("portrait__translation_key"), **of_speaker), today())
        return found

    @property
    def voice(self) -> Voice | None:
        """The quotation of the day."""
        quotation = self._quotation
        if quotation is None:
            return None
        seed, motif = quotation.portrait_slug or quotation.speaker, quotation.portrait_motif or Motif.WAVES.value
        return Voice(
            saying=Saying(
                quotation,
                "" if quotation.language == self.language else language_name(quotation.language, self.language),
                next((page.title for page in self._pages if page.translation_key == quotation.portrait_key), ""),
            ),
            plate=Plate(seed, motif, schemes_apart([(seed, motif, quotation.portrait_scheme or "")])[0]),
            url=self.addresses.get(quotation.portrait_key, ""),
        )

    @cached_property
    def news(self) -> tuple[News, ...]:
        """The latest stories, portraits and modules: one query."""
        is_news = Q(storypage__isnull=False) | Q(portraitpage__isnull=False) | Q(modulepage__isnull=False)
        pages = list(
            readable(Page.objects.filter(is_news, locale_id=self.home.locale_id))
            .annotate(
                words=Coalesce("storypage__lead", "portraitpage__work", "modulepage__summary", output_field=TextField()),
                motif=Coalesce("storypage__motif", "portraitpage__motif", "modulepage__motif"),
                scheme=Coalesce("storypage__scheme", "portraitpage__scheme", "modulepage__scheme"),
            )
            .order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:NEWS]
        )
        schemes = schemes_apart([(page.slug, page.motif, page.scheme) for page in pages])
        return tuple(
            News(
                kind=page.page_type_display_name,
                title=page.title,
                text=page.words,
                url=address(self.language, page.url_path),
                plate=Plate(page.slug, page.motif, scheme),
            )
            for page, scheme in zip(pages, schemes, strict=True)
        )


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
