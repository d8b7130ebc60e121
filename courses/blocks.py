"""What a lesson has beyond text: something to try, something to think about, and somebody to meet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.base import INLINE_FEATURES
from common.enums import Theme


class TryThisBlock(blocks.StructBlock):
    """One thing to try in one's own teaching."""

    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, default="")
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600, required=False)

    class Meta:
        icon = "rotate"
        label = _("Try this in your teaching")
        group = _("Learning")
        template = "courses/blocks/try_this.html"
        description = _("One small change to try, and how long it takes")
        preview_value = {"title": "One minute of writing", "text": "<p>Ask, wait a minute, then listen.</p>", "minutes": 5}


class ReflectionBlock(blocks.StructBlock):
    """A question to answer for oneself; the answer is private and never graded."""

    prompt = blocks.TextBlock(label=_("Question"), default="")

    class Meta:
        icon = "edit"
        label = _("Reflection")
        group = _("Learning")
        template = "courses/blocks/reflection.html"
        description = _("A private question without a score")
        preview_value = {"prompt": "Whose name do you remember after a lecture?"}


class PortraitBlock(blocks.StructBlock):
    """A person whose work or way has to do with the lesson, in the reader's language; nothing where there is nobody."""

    page = blocks.PageChooserBlock(
        label=_("Portrait"),
        page_type="portraits.PortraitPage",
        required=False,
        help_text=_("Empty: whoever fits the theme. Also where the chosen portrait is not there in the reader’s language."),
    )
    theme = blocks.ChoiceBlock(
        label=_("Theme"), choices=Theme.choices, default="", required=False, help_text=_("Empty: the themes of the lesson.")
    )
    reason = blocks.TextBlock(
        label=_("Reason"), default="", required=False, help_text=_("One sentence: what connects this portrait with the lesson.")
    )

    class Meta:
        icon = "user"
        label = _("Portrait")
        group = _("Learning")
        template = "courses/blocks/portrait.html"
        description = _("A person of the gallery, with the reason why she stands here")
        preview_value = {"page": None, "theme": Theme.BELONGING.value, "reason": ""}

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the portrait that the lesson looked up for all its blocks at once."""
        from courses.companions import woven_in

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        block_id = context.get("id", "")
        found = getattr(context.get("page"), "companions", None)
        context["beside"] = (woven_in([(block_id, value)], ()) if found is None else found).get(block_id)
        return context
