"""What somebody may do at one translation's desk, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from translation.models import Review
from translation.permissions import LockedError, ensure_unlocked, may_review, may_translate
from translation.services.reviews import open_review


@dataclass(frozen=True)
class Access:
    """``reason`` says why nothing can be written; empty if it can."""

    review: Review | None = None
    is_translator: bool = False
    is_reviewer: bool = False
    is_author: bool = False
    reason: str = ""

    @property
    def can_write(self) -> bool:
        return not self.reason

    @property
    def can_send(self) -> bool:
        return self.can_write and self.review is None

    @property
    def can_take_back(self) -> bool:
        return self.review is not None

    @property
    def can_return(self) -> bool:
        return self.review is not None and self.is_reviewer and self.can_write

    @property
    def can_approve(self) -> bool:
        return self.can_return and not self.is_author

    @property
    def can_override(self) -> bool:
        """Change links, pictures and files, which no review stands before."""
        return self.is_reviewer and self.can_write

    @property
    def can_publish(self) -> bool:
        """Give readers what is approved already."""
        return self.is_reviewer and self.can_write and self.review is None


def access_to(translation: Translation, user: Any, target: Any) -> Access:
    """For somebody whom ``permissions.require_translator`` has let in."""
    review = open_review(translation)
    is_reviewer = may_review(user, translation.target_locale)
    reason = ""
    try:
        ensure_unlocked(translation, user, target)
    except LockedError as error:
        reason = error.message
    if review is not None and not is_reviewer:
        reason = _("It is under review. To go on working on it, take it back.")
    return Access(
        review=review,
        is_translator=may_translate(user, translation.target_locale),
        is_reviewer=is_reviewer,
        is_author=review is not None and user.pk in review.authors,
        reason=reason,
    )
