"""Games from verified content, and what a player keeps: hers alone."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField

from accounts.models import LearnerOwned


@register_snippet
class TermCard(TranslatableMixin):
    """A term of a portrait's field and what it means. ``portrait`` is the page in the source language."""

    term = models.CharField(_("term"), max_length=80)
    meaning = models.TextField(_("meaning"), max_length=400, help_text=_("One or two sentences that a seventeen-year-old understands."))
    portrait = models.ForeignKey(
        "portraits.PortraitPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("portrait")
    )

    override_translatable_fields = [SynchronizedField("portrait", overridable=False)]
    panels = [FieldPanel("term"), FieldPanel("meaning"), FieldPanel("portrait")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("term card")
        verbose_name_plural = _("term cards")
        ordering = ["term", "pk"]

    def __str__(self) -> str:
        return self.term


class CardBox(LearnerOwned):
    """In which of Leitner's boxes a player has a card, and when it comes up again."""

    card_key = models.UUIDField()
    box = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(auto_now=True)

    class Meta(LearnerOwned.Meta):
        constraints = [
            *LearnerOwned.Meta.constraints,
            models.UniqueConstraint(fields=["user", "card_key"], condition=Q(user__isnull=False), name="card_box_once_per_user"),
            models.UniqueConstraint(fields=["guest", "card_key"], condition=Q(guest__isnull=False), name="card_box_once_per_guest"),
        ]

    def __str__(self) -> str:
        return f"{self.card_key}"


class GameResult(LearnerOwned):
    """One round that was played to its end, as it was: ``lines`` are portrait keys in the round's order with what was chosen for each."""

    class Game(models.TextChoices):
        MATCH = "match", _("Who did what?")
        TIMELINE = "timeline", _("Put it in order")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    game = models.CharField(max_length=10, choices=Game.choices)
    seed = models.CharField(max_length=40)
    lines = models.JSONField()
    points = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    played_at = models.DateTimeField(auto_now_add=True)

    class Meta(LearnerOwned.Meta):
        ordering = ["-played_at", "-pk"]
        constraints = [
            *LearnerOwned.Meta.constraints,
            models.UniqueConstraint(fields=["user", "seed"], condition=Q(user__isnull=False), name="game_round_once_per_user"),
            models.UniqueConstraint(fields=["guest", "seed"], condition=Q(guest__isnull=False), name="game_round_once_per_guest"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
