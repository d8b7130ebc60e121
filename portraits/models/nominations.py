"""Readers name people who should have a portrait."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.languages import language_choices

# How long a person's invitation can be answered.
TIME_TO_ANSWER = timedelta(days=60)


def new_token() -> str:
    """256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


class Nomination(models.Model):
    """One proposal. A living person is asked before anything is written about her."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        ASKED = "asked", _("Asked for consent")
        CONSENTED = "consented", _("Consented")
        DECLINED = "declined", _("Declined by the person")
        DRAFTED = "drafted", _("Being written")
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Not taken up")

    name = models.CharField(_("name"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    work = models.TextField(_("what she works on"), max_length=2000)
    sources = models.TextField(_("where one can read about her"), max_length=2000)
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_living = models.BooleanField(_("she is living"), default=True)
    person_email = models.EmailField(_("her e-mail address"), blank=True)
    nominator_name = models.CharField(_("your name"), max_length=120, blank=True)
    nominator_email = models.EmailField(_("your e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=language_choices, default="en")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RECEIVED)
    note = models.TextField(_("note to the nominator"), blank=True)
    consent_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    portrait = models.ForeignKey(
        "portraits.PortraitPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("portrait")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded_name", "nominator_email"], condition=~models.Q(nominator_email=""), name="nomination_once_per_nominator"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def can_be_asked(self) -> bool:
        """Whether the person can be asked for consent: once, as the mail promises."""
        return self.is_living and bool(self.person_email) and self.state == self.State.RECEIVED

    @property
    def can_be_drafted(self) -> bool:
        """Whether a portrait may be begun: of the living only with their consent."""
        return self.state == (self.State.CONSENTED if self.is_living else self.State.RECEIVED)

    @property
    def can_be_refused(self) -> bool:
        return self.state in {self.State.RECEIVED, self.State.ASKED, self.State.CONSENTED, self.State.DRAFTED}

    @property
    def has_lapsed(self) -> bool:
        """Whether an invitation was not answered in time."""
        return self.asked_at is not None and timezone.now() > self.asked_at + TIME_TO_ANSWER
