"""What becomes of a review when Wagtail's workflow decides about its page: on our screens, on its own, or by ending."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from translation.models import Review, Tally
from translation.segments import load_segments
from translation.services.editing import approve_strings
from translation.services.notices import tell_sender
from translation.services.reviews import close_review, leave_workflow, open_review, translation_of


@transaction.atomic
def settle_published(page: Page, revision: Revision | None) -> None:
    """The last approval of a workflow has published a translated page: what was under review is approved by that."""
    translation = translation_of(page)
    review = open_review(translation) if translation else None
    if review is None or translation is None or revision is None or review.revision_id != revision.pk:
        return
    state = page.workflow_states.order_by("-created_at").first()
    decision = state.current_task_state if state else None
    user, note = (decision.finished_by, decision.comment) if decision else (None, "")
    approve_strings(translation, user=user, texts={int(pk): text for pk, text in review.texts.items()})
    close_review(review, Review.Outcome.APPROVED, user=user, note=note)
    if all(segment.approved is not None for segment in load_segments(translation)):
        Tally.objects.filter(translation=translation).update(published_source_at=translation.source.last_updated_at)


@transaction.atomic
def settle_rejected(task_state: TaskState) -> None:
    """A reviewer asks for changes: the translation is back with its sender, who reads the comment. Wagtail has mailed it to her."""
    review = _review_in(task_state.workflow_state)
    if review is not None:
        close_review(review, Review.Outcome.RETURNED, user=task_state.finished_by, note=task_state.comment)
        leave_workflow(task_state.workflow_state.content_object, user=task_state.finished_by)


@transaction.atomic
def settle_cancelled(workflow_state: WorkflowState, *, user: Any) -> None:
    """A workflow has ended without a decision. Wagtail tells nobody of that."""
    review = _review_in(workflow_state)
    if review is not None:
        close_review(review, Review.Outcome.WITHDRAWN, user=user)
        tell_sender(review)


def _review_in(workflow_state: WorkflowState) -> Review | None:
    """The open review of the page that is in this workflow."""
    page = workflow_state.content_object
    translation = translation_of(page) if isinstance(page, Page) else None
    return open_review(translation) if translation else None
