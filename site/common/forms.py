"""The form behind every page in the editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from common.enums import EditKind


class BasePageForm(WagtailAdminPageForm):
    """What an edit was is asked anew each time: yesterday's "typing mistakes only" must not hold for today's new sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "edit_kind" in self.fields:
            self.initial["edit_kind"] = EditKind.WORDING
