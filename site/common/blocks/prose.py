"""Text: paragraphs, notes in the margin, callouts, quotations, tables, references."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.base import INLINE_FEATURES, RICH_TEXT_FEATURES, LockedCharBlock, SafeURLBlock


class ProseBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "common/blocks/prose.html"
        description = _("Paragraphs, headings, lists and links")
        preview_value = "<h2>What a room learns</h2><p>A voice that is heard becomes a name that is known.</p>"


class NotedBlock(blocks.StructBlock):
    """A paragraph whose source stands beside it in the margin."""

    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, default="")
    note = blocks.TextBlock(label=_("Note in the margin"), default="", help_text=_("Who found it, when, in how many people."))

    class Meta:
        icon = "form"
        label = _("Text with a source note")
        template = "common/blocks/noted.html"
        description = _("A finding with its source in the margin")
        preview_value = {"text": "<p>Women were 60% of the students.</p>", "note": "Eddy and others (2014), 23 classes."}


class CalloutBlock(blocks.StructBlock):
    """A box that interrupts for a reason: a finding, a note, a caution."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("finding", _("Finding")), ("note", _("Note")), ("caution", _("Caution"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), default="")
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, default="")

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "common/blocks/callout.html"
        description = _("A finding, a note or a caution, set apart")
        preview_value = {"kind": "caution", "title": "Read the denominator", "text": "<p>A share is a share of something.</p>"}


class QuoteBlock(blocks.StructBlock):
    """A person's own words, with where they were said."""

    # In a translation never one person's words with another's name.
    is_kept_whole = True

    text = blocks.TextBlock(label=_("Quotation"), default="", help_text=_("Without quotation marks."))
    speaker = blocks.CharBlock(label=_("Who said it"), default="")
    source = blocks.CharBlock(label=_("Source"), default="", help_text=_("Work or occasion, and year."))
    url = SafeURLBlock()
    language = blocks.ChoiceBlock(label=_("Language of the quotation"), choices=settings.LANGUAGES, default="en")

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "common/blocks/quote.html"
        description = _("Somebody's words with their source")
        preview_value = {
            "text": "I am the fifth, but the last three, including me. It’s quite recent.",
            "speaker": "Anne L’Huillier",
            "source": "AP, 3 October 2023",
            "language": "en",
        }


class TableRowBlock(blocks.StructBlock):
    """One row; its first cell is the row's heading."""

    cells = blocks.ListBlock(blocks.TextBlock(label=_("Cell"), default="", required=False), label=_("Cells"))

    class Meta:
        icon = "table"
        label = _("Row")


class TableBlock(blocks.StructBlock):
    """A table with a caption, column headings and row headings."""

    caption = blocks.CharBlock(label=_("Caption"), default="")
    columns = blocks.ListBlock(blocks.CharBlock(label=_("Column"), default=""), label=_("Columns"))
    rows = blocks.ListBlock(TableRowBlock(), label=_("Rows"))
    source = blocks.CharBlock(label=_("Source"), default="", required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "common/blocks/table.html"
        description = _("Rows and columns with headings")
        preview_value = {
            "caption": "Two ways to read a letter",
            "columns": ["Look for", "Ask"],
            "rows": [{"cells": ["Doubt", "Would I write it about anybody?"]}],
        }


class ReferenceBlock(blocks.StructBlock):
    """One source. A citation is the same in every language."""

    citation = LockedCharBlock(label=_("Citation"))
    url = SafeURLBlock()

    class Meta:
        icon = "link"
        label = _("Reference")


class ReferencesBlock(blocks.StructBlock):
    """The sources of a text."""

    items = blocks.ListBlock(ReferenceBlock(), label=_("References"))

    class Meta:
        icon = "list-ol"
        label = _("References")
        template = "common/blocks/references.html"
        description = _("The studies and reports behind the text")
        preview_value = {
            "items": [{"citation": "Eddy, S. L. and others (2014). CBE Life Sciences Education.", "url": "https://example.org"}]
        }
