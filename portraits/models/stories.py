"""Stories and resources: articles, interviews, films and podcasts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common.blocks import prose_blocks
from common.enums import Audience, Licence, Motif, Scheme, Theme
from common.facets import FacetedPage
from common.fields import ChoiceListField, StreamField
from common.models import BasePage
from portraits.enums import Category, LifeStage, StoryKind
from portraits.reading_time import count_words, minutes_for
from portraits.stories import LIST_KINDS, THEME, StoryPageQuerySet, story_context, story_list_context


class StoryIndexPage(BasePage):
    """All stories and resources."""

    lead = models.TextField(_("lead"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["portraits.StoryPage"]
    max_count_per_parent = 1
    template = "portraits/story_index_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | story_list_context(self, request.GET)


class StoryPage(FacetedPage):
    """One thing to read, watch or listen to."""

    kind = models.CharField(_("kind"), max_length=12, choices=StoryKind.choices, default=StoryKind.ARTICLE)
    lead = models.TextField(_("lead"))
    author = models.CharField(_("author"), max_length=120, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True, help_text=_("Empty: the day of the first publication."))
    categories = ChoiceListField(_("categories"), vocabulary=Category)
    audiences = ChoiceListField(_("audiences"), vocabulary=Audience)
    life_stages = ChoiceListField(_("life stages"), vocabulary=LifeStage)
    themes = ChoiceListField(_("themes"), vocabulary=Theme)
    series = models.CharField(_("series"), max_length=80, blank=True, help_text=_("The same words on every part of the series."))
    part = models.PositiveSmallIntegerField(_("part"), null=True, blank=True, validators=[MinValueValidator(1)])
    licence = models.CharField(_("licence"), max_length=30, choices=Licence.choices, default=Licence.CC_BY)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("For films and podcasts; for texts it is counted.")
    )
    motif = models.CharField(_("motif of the plate"), max_length=20, choices=Motif.choices, default=Motif.WAVES)
    scheme = models.CharField(_("colours of the plate"), max_length=20, choices=Scheme.choices, blank=True)
    body = StreamField(prose_blocks(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    facet_kinds = (*LIST_KINDS, THEME)
    parent_page_types = ["portraits.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "portraits/story_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("lead"),
        FieldPanel("author"),
        FieldPanel("published_on"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("categories", "audiences", "life_stages", "themes")], heading=_("Where readers find it")
        ),
        MultiFieldPanel([FieldPanel("series"), FieldPanel("part")], heading=_("Series")),
        FieldPanel("licence"),
        FieldPanel("minutes"),
        MultiFieldPanel([FieldPanel("motif"), FieldPanel("scheme")], heading=_("Plate")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("author"), index.SearchField("body")]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @cached_property
    def date(self) -> date | None:
        """The day it says it is from; None for a draft that was never published."""
        moment = self.first_published_at
        return self.published_on or (timezone.localdate(moment) if moment else None)

    @property
    def is_read(self) -> bool:
        """Whether its time is that of its words: films and podcasts have a length of their own."""
        return self.kind in (StoryKind.ARTICLE, StoryKind.INTERVIEW)

    def clean(self) -> None:
        super().clean()
        if bool(self.series) != bool(self.part):
            raise ValidationError({"part": _("A part needs its series, and a series the number of the part.")})
        if not self.is_read and not self.minutes:
            raise ValidationError({"minutes": _("Say how many minutes the film or podcast is long.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The words of each language have their own time."""
        if self.is_read and "body" not in self.get_deferred_fields():
            self.minutes = minutes_for(count_words(self.body))
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | story_context(self)
