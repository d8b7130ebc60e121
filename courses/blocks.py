"""What a lesson has beyond text: something to try and something to think about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.base import INLINE_FEATURES


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
