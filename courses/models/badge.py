"""Badges: one for each module that a learner has finished."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from accounts.models import LearnerOwned
from courses.models.progress import one_per_owner


class Badge(LearnerOwned):
    """A learner finished a module: every lesson done and every graded quiz passed. Never taken away, whatever the module becomes.

    ``facts`` holds the module's plate, and its words in every language of that day:
    ``{"slug": str, "motif": str, "scheme": str, "languages": {code: {"title": str, "course": str, "outcomes": [str]}}}``.
    """

    module_key = models.UUIDField()
    course_key = models.UUIDField(db_index=True)
    facts = models.JSONField()
    awarded_at = models.DateTimeField(auto_now_add=True)

    class Meta(LearnerOwned.Meta):
        ordering = ["awarded_at", "pk"]
        constraints = [*LearnerOwned.Meta.constraints, *one_per_owner("module_key", name="badge")]

    def __str__(self) -> str:
        return f"{self.module_key}"

    def language_for(self, code: str) -> str:
        """``code`` if the badge has words in it, else the source language, else any that it has; empty without words."""
        languages = self.facts["languages"]
        return next((known for known in (code, settings.LANGUAGE_CODE, *languages) if known in languages), "")

    def words_for(self, code: str) -> dict[str, Any]:
        """Title, course and outcomes in the language that ``language_for`` names."""
        words: dict[str, Any] = self.facts["languages"].get(self.language_for(code), {})
        return words
