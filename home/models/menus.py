"""What stands on every page: menus in header and footer, and the funding block. Translated like pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class Menu(TranslatableMixin, ClusterableModel):
    """A list of links in one place of the page, in one language."""

    class Place(models.TextChoices):
        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    place = models.CharField(_("place"), max_length=10, choices=Place.choices)
    title = models.CharField(_("title"), max_length=60, help_text=_("Stands above the links in the footer."))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("place"), FieldPanel("title"), FieldPanel("sort_order"), InlinePanel("items", heading=_("Links"))]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["place", "sort_order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.title}"


class MenuItem(TranslatableMixin, Orderable):
    """One link. The page may be chosen in any language: the link leads to the reader's."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("label"), max_length=60)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [FieldPanel("label"), FieldPanel("page")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")

    def __str__(self) -> str:
        return self.label


@register_snippet
class SiteWords(TranslatableMixin):
    """The funding block that the European Union asks for on every page; the words are the grant agreement's."""

    funding_title = models.CharField(_("funding sentence"), max_length=120)
    disclaimer = models.TextField(_("disclaimer"))
    demonstration_notice = models.TextField(_("notice of a demonstration"), blank=True)

    panels = [FieldPanel("funding_title"), FieldPanel("disclaimer"), FieldPanel("demonstration_notice")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("funding block")
        verbose_name_plural = _("funding blocks")

    def __str__(self) -> str:
        return self.funding_title
