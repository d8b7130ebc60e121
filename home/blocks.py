"""Sections of the front page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import LockedCharBlock, QuoteBlock, SpectrumBlock
from common.enums import Motif, Scheme


class LinkValue(blocks.StructValue):
    """Something that leads to a page of ours in the reader's language."""

    @property
    def url(self) -> str:
        page = self.get("page")
        return (page.localized.url or "") if page else ""


class WayBlock(blocks.StructBlock):
    """One line of the index: for whom, what, where to."""

    audience = blocks.CharBlock(label=_("For whom"), default="")
    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="")
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        icon = "arrow-right"
        label = _("Way in")
        value_class = LinkValue


class WaysBlock(blocks.StructBlock):
    """An index of lines, one for each kind of reader."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="", required=False)
    items = blocks.ListBlock(WayBlock(), label=_("Ways in"))

    class Meta:
        icon = "list-ul"
        label = _("Ways in")
        template = "home/blocks/ways.html"
        description = _("An index of lines, one for each kind of reader")
        preview_value = {"title": "Ways in", "text": "", "items": []}


class TrendBlock(SpectrumBlock):
    """A chart of shares beside a text that leads to the lesson about it."""

    text = blocks.TextBlock(label=_("Text"), default="")
    link_text = blocks.CharBlock(label=_("Text of the link"), default="", required=False)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)

    class Meta:
        icon = "view"
        label = _("Chart of shares")
        value_class = LinkValue
        template = "home/blocks/trend.html"
        description = _("Shares out of a hundred beside a text")


class VoiceBlock(QuoteBlock):
    """One verified quotation, large, beside a plate."""

    about = blocks.CharBlock(label=_("What it is about"), default="", required=False)
    seed = LockedCharBlock(label=_("Seed of the plate"), help_text=_("A short name that never changes."))
    motif = blocks.ChoiceBlock(label=_("Motif"), choices=Motif.choices, default=Motif.ORBITS)
    scheme = blocks.ChoiceBlock(label=_("Colours"), choices=Scheme.choices, default=Scheme.VIOLET)

    class Meta:
        icon = "openquote"
        label = _("Large quotation")
        template = "home/blocks/voice.html"
        description = _("One verified quotation beside a plate")


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="")

    class Meta:
        icon = "tick"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """How it works, in a few numbered steps."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="", required=False)
    items = blocks.ListBlock(StepBlock(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "home/blocks/steps.html"
        description = _("How it works, step by step")
        preview_value = {"title": "How it works", "text": "", "items": [{"title": "Read", "text": "A lesson takes half an hour."}]}
