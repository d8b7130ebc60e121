"""What a string of a page is in one language, and what a submission is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From nothing to approved. Only an approved wording is shown to readers."""

    MISSING = "missing", _("untranslated")
    STALE = "stale", _("source changed")
    MACHINE = "machine", _("machine draft")
    UNREVIEWED = "unreviewed", _("not approved yet")
    APPROVED = "approved", _("approved")

    @property
    def is_open(self) -> bool:
        """Whether a translator has something to do."""
        return self in {State.MISSING, State.STALE, State.MACHINE}


class SubmissionState(models.TextChoices):
    """How far pages have come on their way to the translators."""

    RUNNING = "running", _("being sent")
    STALLED = "stalled", _("stopped")
    FAILED = "failed", _("incomplete")
    DONE = "done", _("sent")

    @property
    def may_go_on(self) -> bool:
        """Whether somebody has to ask for what is left."""
        return self in {SubmissionState.STALLED, SubmissionState.FAILED}
