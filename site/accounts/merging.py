"""A guest signs up or in: what she did becomes the account's.

Apps that keep learner data register a function with ``merges_guests``; it moves the guest's rows to the account (keep the further of
the two, delete nothing) and returns sentences that say what was kept. All of them run in one transaction under a lock on the guest,
so a second sign-in with the same cookie finds nothing left to do.

A merge that fails stops nobody from signing in. The guest is claimed for the account before it is tried: nobody else who signs in on the
same computer can get her rows, nothing of them is lost, and the next sign-in tries again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Guest, User

logger = logging.getLogger(__name__)

Merge = Callable[[Guest, User], list[str]]

_merges: list[Merge] = []


@dataclass(frozen=True)
class Adoption:
    """What a sign-in did with guests: the sentences to show, and whether a merge failed and waits."""

    sentences: tuple[str, ...] = ()
    is_complete: bool = True


def merges_guests(function: Merge) -> Merge:
    """Register ``function(guest, user) -> sentences`` to be called at every merge."""
    _merges.append(function)
    return function


def adopt_guests(*, guest_id: UUID | None, user: User) -> Adoption:
    """Claim this browser's guest for the account, and merge whoever it has claimed. Never raises because of a failing merge."""
    if guest_id:
        Guest.objects.filter(pk=guest_id, merged_into=None).update(merged_into=user)
    sentences: list[str] = []
    is_complete = True
    for waiting in Guest.objects.filter(merged_into=user, merged_at=None).order_by("created_at"):
        try:
            sentences += merge_guest(guest_id=waiting.pk, user=user)
        except Exception:
            logger.exception("Guest %s could not be merged into account %s; the next sign-in tries again.", waiting.pk, user.pk)
            is_complete = False
    return Adoption(tuple(sentences), is_complete)


@transaction.atomic
def merge_guest(*, guest_id: UUID, user: User) -> list[str]:
    """Move everything of the guest to the account; the sentences to show.

    Nothing happens if she is unknown, was merged before or is claimed by somebody else.
    """
    free_or_claimed = Q(merged_into=None) | Q(merged_into=user)
    guest = Guest.objects.select_for_update().filter(free_or_claimed, pk=guest_id, merged_at=None).first()
    if guest is None:
        return []
    # Two browsers of one person may merge at the same moment: their rows meet in the account, so they queue for it.
    User.objects.select_for_update().get(pk=user.pk)
    sentences = [sentence for merge in _merges for sentence in merge(guest, user)]
    guest.merged_into = user
    guest.merged_at = timezone.now()
    guest.save(update_fields=["merged_into", "merged_at"])
    return sentences
