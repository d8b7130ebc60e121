"""What a portrait has beyond text: a timeline, questions and answers, kinds of work, and where to go from here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import prose_blocks
from common.blocks.base import INLINE_FEATURES


class MomentBlock(blocks.StructBlock):
    """One year of a life."""

    year = blocks.CharBlock(label=_("Year"), default="", max_length=20)
    text = blocks.TextBlock(label=_("What happened"), default="")
    is_key = blocks.BooleanBlock(label=_("Key year"), required=False, help_text=_("Two of them at most stand out."))

    class Meta:
        icon = "date"
        label = _("Year")


class TimelineBlock(blocks.StructBlock):
    """A life in a few years."""

    title = blocks.CharBlock(label=_("Title"), default="")
    items = blocks.ListBlock(MomentBlock(), label=_("Years"))

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = _("Portrait")
        template = "portraits/blocks/timeline.html"
        description = _("A life in a few years")
        preview_value = {"title": "In years", "items": [{"year": "1939", "text": "She explains nuclear fission.", "is_key": True}]}


class AnswerBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.TextBlock(label=_("Question"), default="")
    answer = blocks.RichTextBlock(label=_("Answer"), features=INLINE_FEATURES, default="")

    class Meta:
        icon = "help"
        label = _("Question and answer")


class InterviewBlock(blocks.StructBlock):
    """Questions and answers; it always says who answers."""

    title = blocks.CharBlock(label=_("Title"), default="")
    answered_by = blocks.CharBlock(
        label=_("Who answers"), default="", help_text=_("She herself, when and to whom; or the editors, from which sources.")
    )
    items = blocks.ListBlock(AnswerBlock(), label=_("Questions"))

    class Meta:
        icon = "comment"
        label = _("Interview")
        group = _("Portrait")
        template = "portraits/blocks/interview.html"
        description = _("Questions and answers, and who answers")
        preview_value = {
            "title": "Three questions",
            "answered_by": "Answered by the editors from the sources below",
            "items": [{"question": "What did she measure?", "answer": "<p>The energy that is set free.</p>"}],
        }


class CareerBlock(blocks.StructBlock):
    """One kind of work."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.TextBlock(label=_("Text"), default="")

    class Meta:
        icon = "user"
        label = _("Kind of work")


class CareersBlock(blocks.StructBlock):
    """What people do today who know what she knew."""

    title = blocks.CharBlock(label=_("Title"), default="")
    items = blocks.ListBlock(CareerBlock(), label=_("Kinds of work"))

    class Meta:
        icon = "group"
        label = _("Kinds of work")
        group = _("Portrait")
        template = "portraits/blocks/careers.html"
        description = _("What one can work as in this field")
        preview_value = {
            "title": "Work in this field",
            "items": [{"title": "Radiation physicist", "text": "Plans treatments in a hospital."}],
        }


class RelatedItemBlock(blocks.StructBlock):
    """A page and the reason to go there."""

    page = blocks.PageChooserBlock(label=_("Page"))
    reason = blocks.CharBlock(label=_("Reason"), default="", help_text=_("One sentence: what connects the two."))

    class Meta:
        icon = "link"
        label = _("Page")


class RelatedBlock(blocks.StructBlock):
    """Portraits, modules and stories that belong to this one."""

    title = blocks.CharBlock(label=_("Title"), default="")
    items = blocks.ListBlock(RelatedItemBlock(), label=_("Pages"))

    class Meta:
        icon = "link"
        label = _("Go on reading")
        group = _("Portrait")
        template = "portraits/blocks/related.html"
        description = _("Pages that belong to this one, each with a reason")
        preview_value = {"title": "Go on reading", "items": [{"page": None, "reason": "Both measured what nobody had seen."}]}


def portrait_blocks() -> list[tuple[str, object]]:
    """What a portrait's text may be made of."""
    return [
        *prose_blocks(),
        ("timeline", TimelineBlock()),
        ("interview", InterviewBlock()),
        ("careers", CareersBlock()),
        ("related", RelatedBlock()),
    ]
