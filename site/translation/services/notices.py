"""Mails about reviews where Wagtail sends none: of menus, topics and other snippets, and when a review ends without a decision."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation as languages
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.staff_language import staff_language
from translation.models import Review
from translation.permissions import reviewer_groups


def tell_reviewers(review: Review) -> None:
    """Something waits for them."""
    people = User.objects.filter(groups__in=reviewer_groups(review.translation.target_locale), is_active=True)
    people = people.exclude(pk__in=review.authors).select_related("wagtail_userprofile").distinct()
    _tell(review, people)


def tell_sender(review: Review) -> None:
    """Somebody else has approved or returned it, or ended its review."""
    if review.sent_by is not None and review.sent_by != review.decided_by:
        _tell(review, [review.sent_by])


def _tell(review: Review, people: Iterable[Any]) -> None:
    """One mail for each, in her language, after the transaction."""
    mails = [_mail(review, person) for person in people]
    transaction.on_commit(partial(send_mass_mail, mails, fail_silently=True))


def _mail(review: Review, person: Any) -> tuple[str, str, str, list[str]]:
    translation = review.translation
    with languages.override(staff_language(person)):
        values = {"title": translation.source.object_repr, "language": dict(settings.LANGUAGES)[translation.target_locale.language_code]}
        subjects = {
            Review.Outcome.OPEN: _("A translation waits for your review: %(title)s (%(language)s)"),
            Review.Outcome.APPROVED: _("Your translation was approved: %(title)s (%(language)s)"),
            Review.Outcome.RETURNED: _("Your translation came back with a note: %(title)s (%(language)s)"),
            Review.Outcome.WITHDRAWN: _("Your translation is no longer under review: %(title)s (%(language)s)"),
        }
        address = settings.WAGTAILADMIN_BASE_URL + reverse("translation:workbench", args=[translation.pk])
        body = render_to_string("translation/mails/review.txt", {"review": review, "address": address, **values})
        return subjects[Review.Outcome(review.outcome)] % values, body, settings.DEFAULT_FROM_EMAIL, [person.email]
