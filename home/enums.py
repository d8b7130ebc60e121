"""Addresses of ours that belong to no page, for editors to lead to."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Tool(models.TextChoices):
    """Something to use; its address is the same in every language but for the prefix."""

    GAMES = "games", _("Games")
    NOMINATION = "nomination", _("Propose a portrait")
    LEARNING = "learning", _("My learning")
    JOURNAL = "journal", _("My journal")
    VERIFICATION = "verification", _("Check a certificate")

    @property
    def url(self) -> str:
        """The address in the active language."""
        return reverse(VIEWS[self])


VIEWS = {
    Tool.GAMES: "games:overview",
    Tool.NOMINATION: "portraits:nominate",
    Tool.LEARNING: "courses:dashboard",
    Tool.JOURNAL: "courses:journal",
    Tool.VERIFICATION: "courses:verify",
}
