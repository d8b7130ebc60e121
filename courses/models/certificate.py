"""Certificates: frozen when they are issued."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

# Crockford's alphabet: no I, L, O, U, so that a number read aloud or from paper is not mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_serial() -> str:
    """A number that cannot be guessed: 80 bits as ``WU-XXXX-XXXX-XXXX-XXXX``."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "WU-" + "-".join(letters[i : i + 4] for i in range(0, 16, 4))


class Certificate(models.Model):
    """An account completed a course. ``facts`` holds the elements in every language of the day of issue:
    ``{"learner": str, "issuer": str, "hours": int, "eqf_level": int | None, "pass_mark": int,
    "covers": [[slug, motif, scheme]], "languages": {code: {"title", "outcomes", "modules", ...}}}``."""

    serial = models.CharField(max_length=30, unique=True, default=new_serial, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    course_key = models.UUIDField()
    facts = models.JSONField()
    issued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="one_certificate_per_course")]

    def __str__(self) -> str:
        return self.serial
