"""What somebody may do at one translation's desk, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from translation.models import Review
from translation.permissions import LockedError, belongs_to_reviewers, ensure_unlocked, may_review, may_translate
from translation.services.reviews import open_review


@dataclass(frozen=True)
class Access:
    """``reason`` says why nothing can be written; empty if it can."""

    review: Review | None = None
    is_translator: bool = False
    is_reviewer: bool = False
    is_author: bool = False
    can_take_back: bool = False
    reason: str = ""

    @property
    def can_write(self) -> bool:
        return not self.reason

    @property
    def can_send(self) -> bool:
        return self.can_write and self.review is None

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
    may_publish = may_review(user, translation.target_locale)
    reason = ""
    try:
        ensure_unlocked(translation, user, target)
    except LockedError as error:
        reason = error.message
    can_take_back = review is not None and may_take_back(review, user)
    if review is not None and not may_publish:
        waits = _("It is under review. To go on working on it, take it back.")
        reason = waits if can_take_back else _("It is under review. Whoever sent it, or a reviewer, can take it back.")
    return Access(
        review=review,
        is_translator=may_translate(user, translation.target_locale),
        is_reviewer=may_publish,
        is_author=review is not None and user.pk in review.authors,
        can_take_back=can_take_back,
        reason=reason,
    )


def may_take_back(review: Review, user: Any) -> bool:
    """Its sender and the reviewers of the language; an editor who may publish everywhere is none of them."""
    return review.sent_by_id == user.pk or belongs_to_reviewers(user, review.translation.target_locale)
