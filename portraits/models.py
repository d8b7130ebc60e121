"""The gallery and its portraits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from common.blocks import prose_blocks
from common.enums import Motif, Scheme
from common.fields import StreamField
from common.models import BasePage


class PortraitIndexPage(BasePage):
    """The gallery."""

    lead = models.TextField(_("lead"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["portraits.PortraitPage"]
    max_count_per_parent = 1
    template = "portraits/portrait_index_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("portrait gallery")

    @property
    def portraits(self) -> models.QuerySet[PortraitPage]:
        """The published portraits in the order of the tree."""
        return PortraitPage.objects.child_of(self).live().defer_streamfields().order_by("path")


class PortraitPage(BasePage):
    """One person: her work first, then her way there. The title is her name."""

    field = models.CharField(_("field of work"), max_length=80)
    country = models.CharField(_("country or countries"), max_length=80)
    work = models.CharField(_("the work in one line"), max_length=200)
    motif = models.CharField(_("motif of the plate"), max_length=20, choices=Motif.choices, default=Motif.ORBITS)
    scheme = models.CharField(_("colours of the plate"), max_length=20, choices=Scheme.choices, blank=True)
    body = StreamField(prose_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["portraits.PortraitIndexPage"]
    subpage_types: list[str] = []
    template = "portraits/portrait_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("field"),
        FieldPanel("country"),
        FieldPanel("work"),
        MultiFieldPanel([FieldPanel("motif"), FieldPanel("scheme")], heading=_("Plate")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("work"), index.SearchField("body")]

    class Meta:
        verbose_name = _("portrait")
