"""Shares drawn as lit lines out of a hundred, in a real table."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.base import SafeURLBlock


class ShareValue(blocks.StructValue):
    """A share and its two paths of vertical strokes, one stroke per percent, ten units apart."""

    @property
    def lit(self) -> int:
        """How many of the hundred lines are lit."""
        return min(100, max(0, round(self["percent"] or 0)))

    @property
    def lit_path(self) -> str:
        return "".join(f"M{5 + 10 * i} 0v36" for i in range(self.lit))

    @property
    def dim_path(self) -> str:
        return "".join(f"M{5 + 10 * i} 0v36" for i in range(self.lit, 100))


class ShareBlock(blocks.StructBlock):
    """One row."""

    label = blocks.CharBlock(label=_("Group"), default="")
    percent = blocks.DecimalBlock(label=_("Share in per cent"), min_value=0, max_value=100, decimal_places=1, max_digits=4)

    class Meta:
        icon = "minus"
        label = _("Share")
        value_class = ShareValue


class SpectrumBlock(blocks.StructBlock):
    """A chart of shares. A source is required: every figure stands beside where it was read."""

    title = blocks.CharBlock(label=_("Title"), default="")
    rows = blocks.ListBlock(ShareBlock(), label=_("Rows"), min_num=1)
    source = blocks.CharBlock(label=_("Source"), default="")
    url = SafeURLBlock()
    note = blocks.CharBlock(label=_("Note"), default="", required=False, help_text=_("For instance that rows are different groups."))

    class Meta:
        icon = "view"
        label = _("Chart of shares")
        template = "common/blocks/spectrum.html"
        description = _("Shares out of a hundred, drawn as lines, with a table")
        preview_value = {
            "title": "Women among",
            "rows": [{"label": "Graduates", "percent": Decimal(59)}, {"label": "Researchers", "percent": Decimal(33)}],
            "source": "She Figures 2021",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned["source"]:
            raise blocks.StructBlockValidationError(block_errors={"source": ValidationError(_("Say where the figures come from."))})
        return cleaned
