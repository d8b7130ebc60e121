"""Readers name people who should have a portrait."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    nominator_email = models.EmailField(_("your e-mail address"))
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
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

    def __str__(self) -> str:
        return self.name
