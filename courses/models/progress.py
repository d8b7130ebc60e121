"""How far a learner has come. Rows point to pages by translation key: moving or deleting a page deletes nothing here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import LearnerOwned


def one_per_owner(*fields: str, name: str) -> list[models.UniqueConstraint]:
    """At most one row with these fields for each account, and for each guest."""
    return [
        models.UniqueConstraint(fields=["user", *fields], condition=Q(user__isnull=False), name=f"{name}_once_per_user"),
        models.UniqueConstraint(fields=["guest", *fields], condition=Q(guest__isnull=False), name=f"{name}_once_per_guest"),
    ]


class Enrolment(LearnerOwned):
    """A learner takes a course; begins with the first thing she does in it."""

    course_key = models.UUIDField(db_index=True)
    started_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now=True)
    last_lesson_key = models.UUIDField(null=True, blank=True)

    class Meta(LearnerOwned.Meta):
        constraints = [*LearnerOwned.Meta.constraints, *one_per_owner("course_key", name="enrolment")]

    def __str__(self) -> str:
        return f"{self.course_key}"


class LessonProgress(LearnerOwned):
    """A lesson was begun, and perhaps done."""

    lesson_key = models.UUIDField(db_index=True)
    started_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta(LearnerOwned.Meta):
        constraints = [*LearnerOwned.Meta.constraints, *one_per_owner("lesson_key", name="progress")]

    def __str__(self) -> str:
        return f"{self.lesson_key}"


class Reflection(LearnerOwned):
    """What a learner wrote for herself under a reflection block."""

    lesson_key = models.UUIDField()
    block_id = models.UUIDField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(LearnerOwned.Meta):
        constraints = [*LearnerOwned.Meta.constraints, *one_per_owner("lesson_key", "block_id", name="reflection")]

    def __str__(self) -> str:
        return f"{self.block_id}"
