"""Stories and resources: articles, interviews, films and podcasts."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from common.blocks import prose_blocks
from common.enums import Audience, Licence, Motif, Scheme, Theme
from common.fields import ChoiceListField, StreamField
from common.models import BasePage
from portraits.enums import Category, LifeStage, StoryKind


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


class StoryPage(BasePage):
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
