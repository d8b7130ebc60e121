"""What takes longer than a request may."""

from __future__ import annotations

import uuid

from django.contrib.contenttypes.models import ContentType
from django_tasks import task
from wagtail.models import Page

from common.enums import EditKind
from translation.models import Submission
from translation.services.submitting import run_submission
from translation.services.syncing import after_publication


@task(backend="background")
def submit_pages(submission_id: str) -> None:
    """Run a submission, or what is left of it."""
    submission = Submission.objects.filter(pk=uuid.UUID(submission_id)).first()
    if submission is not None:
        run_submission(submission)


@task(backend="background")
def follow_publication(content_type_id: int, object_id: int, kind: str, revision_id: int | None = None) -> None:
    """Bring the translations in step with a page or snippet of the source language.

    ``kind`` was said of one revision. If another has been published meanwhile, its edit is not known to be a typing mistake.
    """
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    instance = model._default_manager.filter(pk=object_id).first() if model else None
    if instance is not None and not (isinstance(instance, Page) and not instance.live):
        if kind == EditKind.TYPO and isinstance(instance, Page) and instance.live_revision_id != revision_id:
            kind = EditKind.WORDING
        after_publication(instance, kind)
