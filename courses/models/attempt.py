"""Quiz versions, the wording learners saw, and attempts."""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import LearnerOwned
from courses.models.progress import one_per_owner


class QuizVersion(models.Model):
    """A quiz's ids and key at one time, without any text: immutable, made on first use. The same in every language."""

    page_key = models.UUIDField()
    quiz_id = models.UUIDField()
    spec_hash = models.CharField(max_length=64)
    spec = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page_key", "quiz_id", "spec_hash"], name="quiz_version_once")]

    def __str__(self) -> str:
        return self.spec_hash[:12]


class QuizWording(models.Model):
    """The quiz block as it stood in one language when a learner met it; a later rewording does not change what she saw."""

    version = models.ForeignKey(QuizVersion, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "language", "digest"], name="quiz_wording_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.digest[:12]}"


class Attempt(LearnerOwned):
    """One try at a quiz, in whatever languages it was read. Submitted once; the score never changes by itself."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        SUBMITTED = "submitted", _("Submitted")
        # A second open attempt that came with a guest: kept as it was, no longer gone on with.
        SET_ASIDE = "set-aside", _("Set aside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page_key = models.UUIDField()
    quiz_id = models.UUIDField()
    version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    wording = models.ForeignKey(QuizWording, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    language = models.CharField(max_length=10)
    answers = models.JSONField(default=dict)
    grades = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    max_points = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta(LearnerOwned.Meta):
        ordering = ["number"]
        indexes = [models.Index(fields=["page_key", "quiz_id"])]
        constraints = [
            *LearnerOwned.Meta.constraints,
            *one_per_owner("page_key", "quiz_id", "number", name="attempt_number"),
            models.UniqueConstraint(
                fields=["user", "page_key", "quiz_id"],
                condition=Q(state="open", user__isnull=False),
                name="one_open_attempt_per_user",
            ),
            models.UniqueConstraint(
                fields=["guest", "page_key", "quiz_id"],
                condition=Q(state="open", guest__isnull=False),
                name="one_open_attempt_per_guest",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
