"""What templates of the workbench ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from translation.services.importing import Item, Verdict
from translation.views.uploads import VERDICTS, Checked

register = template.Library()


@register.filter
def told(checked: Checked, verdicts: Sequence[Verdict]) -> list[tuple[str, Any, list[Item]]]:
    """The texts of a checked file that somebody has to look at, by verdict."""
    if checked.plan is None:
        return []
    return [(verdict.value, VERDICTS[verdict], found) for verdict in verdicts if (found := checked.plan.of(verdict))]
