"""One person's writes come one after the other."""

from __future__ import annotations

from accounts.learners import Learner
from accounts.models import Guest, User


def hold(learner: Learner) -> Learner:
    """Lock the account or the guest until the transaction ends, and say whose rows to write.

    Whatever depends on all that somebody has done (limits, completion, the certificate) is then decided by one request at a time. For a
    guest who was merged while this request was under way: the account. Locks are taken in the order guest, account, as merging does.
    """
    if learner.guest:
        guest = Guest.objects.select_for_update().get(pk=learner.guest.pk)
        if guest.merged_into_id is None:
            return Learner(guest=guest)
        return Learner(user=User.objects.select_for_update().get(pk=guest.merged_into_id))
    if learner.user:
        User.objects.select_for_update().only("pk").get(pk=learner.user.pk)
    return learner
