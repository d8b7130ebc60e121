"""The gallery and its portraits."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from common.dates import partial_date
from common.enums import Licence, Motif, Scheme, Theme
from common.facets import FacetedPage
from common.fields import ChoiceListField, StreamField
from common.models import BasePage
from common.names import countries
from common.selection import FacetKind
from common.text import fold
from portraits.blocks import portrait_blocks
from portraits.enums import CareerStage, Discipline, Era, Path
from portraits.gallery import gallery_context
from portraits.presenting import Reading
from portraits.querysets import PortraitPageQuerySet

PARTIAL_DATE = re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


def is_partial_date(value: str) -> None:
    """Raises ValidationError for what is no date, or a day that no calendar has."""
    try:
        if not PARTIAL_DATE.match(value):
            raise ValueError
        partial_date(value, "en")
    except ValueError as error:
        raise ValidationError(_("Write a date as 1878-11-07, 1878-11 or 1878: as much of it as is certain.")) from error


def synchronized(*names: str) -> list[SynchronizedField]:
    """What is the same in every language, and no translator's to change."""
    return [SynchronizedField(name, overridable=False) for name in names]


# What the gallery can be filtered by.
GALLERY_KINDS = (
    FacetKind("field", _("Field"), Discipline, source="disciplines"),
    FacetKind("country", _("Country"), countries, source="countries", is_alphabetical=True),
    FacetKind("era", _("Era"), Era),
    FacetKind("stage", _("Career stage"), CareerStage, source="career_stage"),
    FacetKind("path", _("Her path"), Path, source="paths"),
)
# By this lessons find a portrait.
THEME = FacetKind("theme", _("Theme"), Theme, source="themes")


class PortraitIndexPage(BasePage):
    """The gallery."""

    lead = models.TextField(_("lead"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["portraits.PortraitPage"]
    max_count_per_parent = 1
    kinds = GALLERY_KINDS
    template = "portraits/portrait_index_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("portrait gallery")

    @property
    def portraits(self) -> PortraitPageQuerySet:
        """The published portraits."""
        return PortraitPage.objects.listed_in(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | gallery_context(self, request.GET)


class PortraitPage(FacetedPage):
    """One person: her work first, then her way there. The title is her name."""

    work = models.CharField(_("the work in one line"), max_length=200)
    lead = models.TextField(_("lead"), blank=True, help_text=_("The problem, and what she found."))
    occupation = models.CharField(_("occupation"), max_length=80)
    birth_date = models.CharField(_("born"), max_length=10, blank=True, validators=[is_partial_date])
    birth_place = models.CharField(_("birthplace"), max_length=80, blank=True)
    death_date = models.CharField(_("died"), max_length=10, blank=True, validators=[is_partial_date])
    death_place = models.CharField(_("place of death"), max_length=80, blank=True)
    dates_note = models.CharField(
        _("about the dates"), max_length=255, blank=True, help_text=_("What sources disagree about; readers see it beside the dates.")
    )
    work_year = models.PositiveSmallIntegerField(
        _("year of the work"), default=2000, validators=[MinValueValidator(1), MaxValueValidator(2100)], help_text=_("Decides the era.")
    )
    countries = ChoiceListField(_("countries"), vocabulary=countries)
    disciplines = ChoiceListField(_("fields"), vocabulary=Discipline)
    career_stage = models.CharField(_("career stage"), max_length=20, choices=CareerStage.choices, blank=True)
    paths = ChoiceListField(
        _("her path"), vocabulary=Path, help_text=_("Only what is published; for the living, what they have said themselves.")
    )
    themes = ChoiceListField(_("themes"), vocabulary=Theme, help_text=_("Lessons with the same themes suggest this portrait."))
    motif = models.CharField(_("motif of the plate"), max_length=20, choices=Motif.choices, default=Motif.ORBITS)
    scheme = models.CharField(_("colours of the plate"), max_length=20, choices=Scheme.choices, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("photograph")
    )
    photo_alt = models.CharField(_("alternative text"), max_length=255, blank=True, help_text=_("What the photograph shows."))
    photo_credit = models.CharField(_("credit"), max_length=120, blank=True)
    photo_licence = models.CharField(_("licence"), max_length=30, choices=Licence.choices, blank=True)
    photo_source = models.URLField(_("where it comes from"), blank=True)
    body = StreamField(portrait_blocks(), verbose_name=_("text"), blank=True)
    # The name as a search and an alphabet compare it; follows the title.
    folded_name = models.CharField(max_length=255, editable=False, default="", db_index=True)

    objects = PageManager.from_queryset(PortraitPageQuerySet)()

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *synchronized("birth_date", "death_date", "photo_credit"),
    ]
    facet_kinds = (*GALLERY_KINDS, THEME)
    parent_page_types = ["portraits.PortraitIndexPage"]
    subpage_types: list[str] = []
    template = "portraits/portrait_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("work"),
        FieldPanel("lead"),
        FieldPanel("occupation"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("birth_date", "birth_place", "death_date", "death_place", "dates_note")], heading=_("Life")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("work_year", "disciplines", "countries", "career_stage", "paths", "themes")],
            heading=_("Where readers find her"),
        ),
        MultiFieldPanel([FieldPanel("motif"), FieldPanel("scheme")], heading=_("Plate")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("photo", "photo_alt", "photo_credit", "photo_licence", "photo_source")],
            heading=_("Photograph instead of the plate"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("work", "lead", "occupation", "body")),
    ]

    class Meta:
        verbose_name = _("portrait")

    @property
    def era(self) -> Era:
        return Era.of(self.work_year)

    @property
    def is_living(self) -> bool:
        return not self.death_date

    @property
    def source_addresses(self) -> list[str]:
        """Where the sources of the text are, each once."""
        blocks = [child.value for child in self.body if child.block_type == "references"]
        return list(dict.fromkeys(item["url"] for value in blocks for item in value["items"] if item["url"]))

    @property
    def card_address(self) -> str:
        """The picture that stands beside a link to the portrait on other sites."""
        return reverse("portraits:card", kwargs={"portrait_key": self.translation_key})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"reading": Reading(self)}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.title)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.photo and not (self.photo_alt and self.photo_credit and self.photo_licence):
            raise ValidationError({"photo": _("A photograph needs an alternative text, a credit and a licence.")})
