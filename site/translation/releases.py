"""Which revisions of translated pages may be published: those that our services put together, and those that a workflow has approved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page, Revision, WorkflowState
from wagtail_localize.models import Translation

from common.gates import register_release
from translation.models import Review

_RELEASED: ContextVar[int | None] = ContextVar("released", default=None)


@contextmanager
def releasing(revision: Revision) -> Iterator[None]:
    """While one of our services publishes this revision."""
    token = _RELEASED.set(revision.pk)
    try:
        yield
    finally:
        _RELEASED.reset(token)


@register_release
def is_released(page: Page, revision: Revision) -> bool:
    """A page that is not translated from another, or not any more, is its editors' own."""
    record = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True).first()
    if record is None or _RELEASED.get() == revision.pk:
        return True
    reviewed = Review.objects.filter(translation=record, outcome=Review.Outcome.OPEN, revision=revision).exists()
    return reviewed and WorkflowState.objects.filter(status=WorkflowState.STATUS_APPROVED, current_task_state__revision=revision).exists()
