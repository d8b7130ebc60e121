"""Sections of the front page."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import LockedCharBlock, QuoteBlock, SpectrumBlock
from common.enums import Audience, Motif, Scheme
from home.enums import Tool


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
        preview_template = "home/blocks/ways_preview.html"
        preview_value = {
            "title": "Ways in",
            "text": "",
            "items": [{"audience": "Lecturers", "title": "Take the training", "text": "Six modules, at your own pace.", "page": None}],
        }


class FirstStepBlock(blocks.StructBlock):
    """One step: a page of the site, or something to use."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="", required=False)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    tool = blocks.ChoiceBlock(label=_("Tool"), choices=Tool.choices, default="", required=False, help_text=_("Instead of a page."))

    class Meta:
        icon = "arrow-right"
        label = _("Step")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """With exactly one place to lead to."""
        cleaned: blocks.StructValue = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["tool"]):
            message = _("Choose either a page or a tool.")
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return cleaned


class AudienceValue(blocks.StructValue):
    """One kind of reader."""

    @property
    def name(self) -> str:
        """In the active language."""
        return str(Audience(self["audience"]).label)


class AudienceBlock(blocks.StructBlock):
    """One kind of reader and the first steps for her."""

    audience = blocks.ChoiceBlock(
        label=_("Audience"), choices=Audience.choices, help_text=_("Its address on the page is the same in every language.")
    )
    text = blocks.TextBlock(label=_("Text"), default="", required=False)
    steps = blocks.ListBlock(FirstStepBlock(), label=_("Steps"), min_num=1, max_num=3)

    class Meta:
        icon = "group"
        label = _("Audience")
        value_class = AudienceValue


class AudiencesBlock(blocks.StructBlock):
    """The first steps for each kind of reader; every one has an address of its own to pass on."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="", required=False)
    items = blocks.ListBlock(AudienceBlock(), label=_("Audiences"), min_num=1)

    class Meta:
        icon = "group"
        label = _("First steps by audience")
        template = "home/blocks/audiences.html"
        description = _("Up to three steps for each kind of reader")
        preview_value = {
            "title": "Where to begin",
            "text": "",
            "items": [
                {"audience": Audience.STUDENTS, "text": "", "steps": [{"title": "Play", "text": "", "page": None, "tool": Tool.GAMES}]}
            ],
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """With each audience once: two would have the same address."""
        cleaned: blocks.StructValue = super().clean(value)
        names = [item["audience"] for item in cleaned["items"]]
        if len(set(names)) < len(names):
            message = _("Every audience can stand here once.")
            raise blocks.StructBlockValidationError(block_errors={"items": ValidationError(message)})
        return cleaned


class TitledBlock(blocks.StructBlock):
    """A part that fills itself; it is left out where there is nothing to show."""

    title = blocks.CharBlock(label=_("Title"), default="")


class PortraitOfTheDayBlock(TitledBlock):
    """Another person every day."""

    class Meta:
        icon = "user"
        label = _("Portrait of the day")
        template = "home/blocks/portrait_of_the_day.html"
        description = _("Another portrait every day, the same in every language")
        preview_template = "home/blocks/titled_preview.html"
        preview_value = {"title": "Portrait of the day"}


class QuotationOfTheDayBlock(TitledBlock):
    """Other words every day, verified ones only."""

    class Meta:
        icon = "openquote"
        label = _("Quotation of the day")
        template = "home/blocks/quotation_of_the_day.html"
        description = _("Another verified quotation every day, the same in every language")
        preview_template = "home/blocks/titled_preview.html"
        preview_value = {"title": "In their own words"}


class NewsBlock(TitledBlock):
    """What was published last."""

    class Meta:
        icon = "date"
        label = _("What is new")
        template = "home/blocks/news.html"
        description = _("The latest stories, portraits and modules")
        preview_template = "home/blocks/titled_preview.html"
        preview_value = {"title": "What is new"}


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
        preview_value = {
            "title": "Women among",
            "rows": [{"label": "Graduates", "percent": Decimal(59)}, {"label": "Researchers", "percent": Decimal(33)}],
            "source": "She Figures 2021",
            "text": "The share falls from one step to the next.",
            "link_text": "",
            "page": None,
        }


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
        preview_value = {
            "text": "I am the fifth, but the last three, including me. It’s quite recent.",
            "speaker": "Anne L’Huillier",
            "source": "AP, 3 October 2023",
            "language": "en",
            "about": "",
            "seed": "anne-lhuillier",
            "motif": Motif.PULSES,
            "scheme": Scheme.VIOLET,
        }


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
