"""What the importer of content packages left behind, so that it never overwrites an editor's or a translator's work."""

from __future__ import annotations

from django.db import models


class ImportedContent(models.Model):
    """The state of a page or snippet in one language right after its last import. Another state means that somebody has worked on it."""

    key = models.UUIDField()
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="imported_once_per_language")]

    def __str__(self) -> str:
        return f"{self.key} {self.language}"
