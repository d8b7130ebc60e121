"""The person behind a request, with or without an account.

Public pages never ask: reading is anonymous. Only personal URLs call ``get_learner`` (may be nobody yet) or ``ensure_learner``
(about to write something, so a guest is made and her browser gets the cookie). It lasts from the last
day on which she saved something.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import Guest, User

SALT = "accounts.guest"
TIME_BETWEEN_COOKIES = timedelta(days=1)


@dataclass(frozen=True)
class Learner:
    """An account or a guest: exactly one of the two is set."""

    user: User | None = None
    guest: Guest | None = None

    @property
    def owner(self) -> dict[str, Any]:
        """Keyword arguments that select or create this learner's rows."""
        return {"user": self.user} if self.user else {"guest": self.guest}


def read_guest_id(request: HttpRequest) -> uuid.UUID | None:
    """The id in the browser's guest cookie; None if there is none, it is too old or it was tampered with."""
    signed = request.COOKIES.get(settings.GUEST_COOKIE_NAME, "")
    try:
        return uuid.UUID(signing.loads(signed, salt=SALT, max_age=settings.GUEST_COOKIE_AGE))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def get_learner(request: HttpRequest) -> Learner | None:
    """Who is learning: the account, else the guest of this browser, else None. A guest whom an account has claimed is nobody."""
    if not hasattr(request, "_learner"):
        request._learner = _find_learner(request)  # type: ignore[attr-defined]
    learner: Learner | None = request._learner  # type: ignore[attr-defined]
    return learner


def ensure_learner(request: HttpRequest) -> Learner:
    """Like ``get_learner``, but makes a guest where there is nobody; the middleware sends her cookie with the answer."""
    learner = get_learner(request)
    if learner is None:
        guest = Guest.objects.create()
        learner = Learner(guest=guest)
        request._learner = learner  # type: ignore[attr-defined]
        request._new_guest = guest  # type: ignore[attr-defined]
    return learner


def _find_learner(request: HttpRequest) -> Learner | None:
    if request.user.is_authenticated:
        return Learner(user=request.user)
    if settings.GUEST_COOKIE_NAME not in request.COOKIES:
        return None
    guest_id = read_guest_id(request)
    guest = Guest.objects.filter(pk=guest_id, merged_into=None).first() if guest_id else None
    if guest is None:
        forget_guest(request)
        return None
    return Learner(guest=guest)


def forget_guest(request: HttpRequest) -> None:
    """The cookie is of no use (forged, too old, or its guest has an account by now): the middleware takes it back with the answer."""
    request._forget_guest = True  # type: ignore[attr-defined]


def returning_guest(request: HttpRequest) -> Guest | None:
    """The guest who has just saved something and whose cookie is to be sent again, at most once a day; it counts from then anew."""
    learner: Learner | None = getattr(request, "_learner", None)
    guest = learner.guest if learner and request.method == "POST" else None
    now = timezone.now()
    if guest is None or now - guest.last_seen_at < TIME_BETWEEN_COOKIES:
        return None
    return guest if Guest.objects.filter(pk=guest.pk, merged_into=None).update(last_seen_at=now) else None


def remember_guest(response: HttpResponse, guest: Guest) -> None:
    """Send the guest's cookie."""
    response.set_cookie(
        settings.GUEST_COOKIE_NAME,
        signing.dumps(str(guest.pk), salt=SALT),
        max_age=settings.GUEST_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
