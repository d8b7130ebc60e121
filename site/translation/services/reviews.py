"""From a translator's desk to the readers: send for review, return, approve.

Pages go through Wagtail's own workflow, so that its dashboard, locks and mails work; snippets, which have none, through the same rounds
without it. Nobody approves what she has translated herself.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from common.gates import check_gates
from translation.models import Review
from translation.segments import Segment, load_segments
from translation.services.editing import approve_strings
from translation.services.notices import tell_reviewers, tell_sender
from translation.services.publishing import IncompleteError, SourceUnpublishedError, publish, save_draft
from translation.states import State
from translation.targets import Wording, known_target, latest_wording


class ReviewError(Exception):
    """The step cannot be taken; ``message`` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def open_review(translation: Translation) -> Review | None:
    return Review.objects.filter(translation=translation, outcome=Review.Outcome.OPEN).first()


def translation_of(page: Page) -> Translation | None:
    """The record of a translated page."""
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True)
    return found.select_related("source", "source__locale", "target_locale").first()


def translated_any(page: Any, user: Any) -> bool:
    """Whether somebody had translated part of the page when it was sent for review."""
    translation = translation_of(page)
    review = open_review(translation) if translation else None
    return review is not None and user.pk in review.authors


@transaction.atomic
def send_for_review(translation: Translation, *, user: Any) -> Review:
    """Save a draft with what the translator has and hand it on. Raises ReviewError where there is nothing, or something is wrong."""
    Translation.objects.select_for_update().get(pk=translation.pk)
    if open_review(translation):
        raise ReviewError(_("It has been sent for review already."))
    segments = load_segments(translation)
    under_review = _under_review(segments)
    if not under_review:
        raise ReviewError(_("There is nothing to review: no string was translated since the last approval."))
    authors = sorted({segment.translated_by for segment in under_review if segment.translated_by} | {user.pk})
    review = Review.objects.create(translation=translation, texts=_texts(under_review), authors=authors, sent_by=user)
    review.revision = save_draft(translation, latest_wording, user=user)
    review.save(update_fields=["revision"])
    target = known_target(translation)
    if isinstance(target, Page):
        workflow = target.get_workflow()
        if workflow is not None and not target.workflow_in_progress:
            workflow.start(target, user)
    else:
        tell_reviewers(review)
    return review


@transaction.atomic
def withdraw(translation: Translation, *, user: Any) -> None:
    """Take back what was sent, to go on working on it."""
    review = _locked_review(translation)
    close_review(review, Review.Outcome.WITHDRAWN, user=user)
    tell_sender(review)
    leave_workflow(known_target(translation), user=user)


@transaction.atomic
def return_review(translation: Translation, *, user: Any, note: str) -> None:
    """Back to the translator with a note."""
    if not note.strip():
        raise ReviewError(_("Say what is to be changed."))
    review = _locked_review(translation)
    target = known_target(translation)
    state = target.current_workflow_state if isinstance(target, Page) else None
    if state is not None and state.current_task_state:
        # ``settle_rejected`` then closes the round, and Wagtail tells the sender.
        state.current_task_state.reject(user=user, comment=note)
        return
    close_review(review, Review.Outcome.RETURNED, user=user, note=note)
    tell_sender(review)


@transaction.atomic
def approve_review(translation: Translation, *, user: Any, note: str = "") -> None:
    """Approve what was sent, with the reviewer's corrections, and give it to the readers by the page's workflow.

    Raises ReviewError for own work, DiffersError where a gate says no, IncompleteError for a first publication with open strings.
    """
    review = _locked_review(translation)
    if user.pk in review.authors:
        raise ReviewError(_("Somebody else has to approve this: you have translated part of it yourself."))
    renew_draft(translation, user=user)
    review.refresh_from_db()
    if review.outcome != Review.Outcome.OPEN:
        raise ReviewError(_("The source has changed meanwhile: nothing of what was sent is left to approve."))
    segments = load_segments(translation)
    target = known_target(translation)
    state = target.current_workflow_state if isinstance(target, Page) else None
    if state is None or state.current_task_state is None:
        approve_strings(translation, user=user, texts={int(pk): text for pk, text in review.texts.items()})
        publish(translation, user=user)
        close_review(review, Review.Outcome.APPROVED, user=user, note=note)
        tell_sender(review)
        return
    wording = reviewed_wording(review)
    if not target.live and any(wording(segment) is None for segment in segments):
        raise IncompleteError(sum(wording(segment) is None for segment in segments))
    task_state = state.current_task_state
    task_state.refresh_from_db()
    source = translation.source.get_source_instance()
    if isinstance(source, Page) and not source.live:
        raise SourceUnpublishedError
    check_gates(source, task_state.revision.as_object())
    # The last approval of the workflow publishes; ``settle_published`` then closes the round.
    task_state.approve(user=user, comment=note)


@transaction.atomic
def renew_draft(translation: Translation, *, user: Any = None) -> None:
    """Put what is under review together anew: a reviewer has corrected it, or the source has changed meanwhile."""
    review = open_review(translation)
    if review is None:
        return
    # Corrections of what was sent, nothing beside it: whoever approves must not approve what she has added herself.
    sent = set(review.texts)
    review.texts = {pk: text for pk, text in _texts(_under_review(load_segments(translation))).items() if str(pk) in sent}
    target = known_target(translation)
    if not review.texts:
        close_review(review, Review.Outcome.WITHDRAWN, user=user)
        leave_workflow(target, user=user)
        return
    review.revision = save_draft(translation, reviewed_wording(review), user=user)
    review.save(update_fields=["texts", "revision"])
    state = target.current_workflow_state if isinstance(target, Page) else None
    if state is not None and state.current_task_state:
        state.current_task_state.revision = review.revision
        state.current_task_state.save(update_fields=["revision"])


def reviewed_wording(review: Review) -> Wording:
    """What is under review, and for everything else what is approved."""
    sent = {int(pk) for pk in review.texts}

    def wording(segment: Segment) -> str | None:
        return latest_wording(segment) if segment.translation_id in sent else segment.approved

    return wording


def _under_review(segments: list[Segment]) -> list[Segment]:
    return [segment for segment in segments if segment.state == State.UNREVIEWED and not segment.error]


def _texts(segments: list[Segment]) -> dict[int, str]:
    return {segment.translation_id: segment.text for segment in segments if segment.translation_id is not None}


def _locked_review(translation: Translation) -> Review:
    review = Review.objects.select_for_update().filter(translation=translation, outcome=Review.Outcome.OPEN).first()
    if review is None:
        raise ReviewError(_("There is nothing under review."))
    return review


def close_review(review: Review, outcome: str, *, user: Any, note: str = "") -> None:
    """End a round. Nobody is told by this."""
    review.outcome, review.decided_by, review.decided_at, review.note = outcome, user, timezone.now(), note
    review.save(update_fields=["outcome", "decided_by", "decided_at", "note"])


def leave_workflow(target: Any, *, user: Any) -> None:
    """At the translator's desk a page is in no workflow until she sends it again."""
    state = target.current_workflow_state if isinstance(target, Page) else None
    if state is not None:
        state.cancel(user=user)
