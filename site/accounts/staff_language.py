"""In which language somebody works in the editors' rooms, and is written to from there.

What she has chosen in Wagtail's own profile; else the language of her account; else that of whatever asks.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.users.models import UserProfile


def staff_language(user: Any) -> str:
    """The language for screens and mails. A person without a profile has chosen nothing yet."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = getattr(profile, "preferred_language", "")
    return _spoken(chosen) or _spoken(user.language) or _spoken(get_language()) or settings.LANGUAGE_CODE


def _spoken(code: str | None) -> str:
    """The code if the site has the language."""
    return code if code and code in dict(settings.LANGUAGES) else ""


def preferred_language(profile: UserProfile) -> str:
    """What Wagtail asks a profile for, before each screen and each mail."""
    return staff_language(profile.user)
