"""The institutions' toolkit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from common.blocks import prose_blocks
from common.fields import StreamField
from common.models import BasePage


class ToolkitPage(BasePage):
    """Where an institution's tools begin."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(prose_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "toolkit/toolkit_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("toolkit")
