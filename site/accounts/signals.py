"""What signing in sets off: the guest of this browser is adopted, and an account without a language gets the one that is being read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.learners import forget_guest, read_guest_id
from accounts.merging import adopt_guests
from accounts.models import User


@receiver(user_logged_in)
def adopt_guests_at_sign_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    if request is None:
        return
    adoption = adopt_guests(guest_id=read_guest_id(request), user=user)
    for sentence in adoption.sentences:
        messages.success(request, sentence, fail_silently=True)
    if not adoption.is_complete:
        waiting = _("What you did before you signed in could not be added to your account now. It is kept; your next sign-in tries again.")
        messages.warning(request, waiting, fail_silently=True)
    if settings.GUEST_COOKIE_NAME in request.COOKIES:
        forget_guest(request)


@receiver(user_logged_in)
def keep_language_at_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    language = get_language()
    if not user.language and language in dict(settings.LANGUAGES):
        user.language = language
        user.save(update_fields=["language"])
