"""Going on with a submission that has stopped or could not do everything."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from translation.models import Submission


@transaction.atomic
def resume_submission(submission: Submission) -> None:
    """What could not be done is tried again, and whoever looks sees that it goes on before a worker has begun."""
    submission.steps.filter(done_at=None).exclude(error="").update(error="")
    Submission.objects.filter(pk=submission.pk).update(resumed_at=timezone.now())
