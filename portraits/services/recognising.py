"""A reader recognises herself in a portrait. It is hers alone: nobody counts it, and no editor sees it."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import ngettext

from accounts.learners import Learner
from accounts.merging import merges_guests
from accounts.models import Guest, User
from accounts.owners import hold
from portraits.models import Recognition


@transaction.atomic
def recognise(*, learner: Learner, portrait_key: uuid.UUID) -> None:
    """Keep it; a second time changes nothing."""
    learner = hold(learner)
    Recognition.objects.get_or_create(**learner.owner, portrait_key=portrait_key)


@transaction.atomic
def withdraw(*, learner: Learner, portrait_key: uuid.UUID) -> None:
    """Forget it; so that nothing is left of what was withdrawn."""
    learner = hold(learner)
    Recognition.objects.filter(**learner.owner, portrait_key=portrait_key).delete()


@merges_guests
def merge_recognitions(guest: Guest, user: User) -> list[str]:
    """What the account does not know yet moves over; what both have stays once."""
    known = set(Recognition.objects.filter(user=user).values_list("portrait_key", flat=True))
    theirs = Recognition.objects.filter(guest=guest)
    theirs.filter(portrait_key__in=known).delete()
    moved = theirs.update(user=user, guest=None)
    if not moved:
        return []
    return [
        ngettext(
            "%(count)s portrait that you recognised yourself in now stands in your account.",
            "%(count)s portraits that you recognised yourself in now stand in your account.",
            moved,
        )
        % {"count": moved}
    ]
