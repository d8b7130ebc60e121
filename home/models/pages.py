"""The front page and standing pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from common.blocks import prose_blocks
from common.fields import StreamField
from common.models import BasePage
from home.blocks import (
    AudiencesBlock,
    NewsBlock,
    PortraitOfTheDayBlock,
    QuotationOfTheDayBlock,
    StepsBlock,
    TrendBlock,
    VoiceBlock,
    WaysBlock,
)
from home.front_page import front_page_context


class HomePage(BasePage):
    """The front page of one language, and the door to all pages below it."""

    hero_title = models.CharField(_("large title"), max_length=120)
    hero_text = models.TextField(_("text under the title"), blank=True)
    body = StreamField(
        [
            ("audiences", AudiencesBlock()),
            ("ways", WaysBlock()),
            ("portrait_of_the_day", PortraitOfTheDayBlock()),
            ("spectrum", TrendBlock()),
            ("voice", VoiceBlock()),
            ("quotation_of_the_day", QuotationOfTheDayBlock()),
            ("news", NewsBlock()),
            ("steps", StepsBlock()),
        ],
        verbose_name=_("sections"),
        blank=True,
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "courses.CataloguePage",
        "courses.AcademyPage",
        "portraits.PortraitIndexPage",
        "portraits.StoryIndexPage",
        "toolkit.ToolkitPage",
    ]
    template = "home/home_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("hero_title"), index.SearchField("hero_text")]

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | front_page_context(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page by its whole address: two queries at any depth, where Wagtail's walk takes two for each level.

        No page type of ours answers sub-paths of its own, so there is nothing for the walk to ask the pages on the way.
        """
        if not path_components:
            return super().route(request, path_components)
        page = Page.objects.live().filter(url_path=self.url_path + "/".join(path_components) + "/").first()
        if page is None:
            raise Http404
        return RouteResult(page.specific)


class StandardPage(BasePage):
    """A page of text: about, privacy, accessibility, code of conduct."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(prose_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/standard_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
