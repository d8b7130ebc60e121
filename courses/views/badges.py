"""A learner's badge, on a page of her own."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.learners import get_learner
from common.personal import personal
from courses.models import Badge
from courses.views.personal import render_personal


@personal
@require_safe
def badge(request: HttpRequest, module_key: uuid.UUID) -> HttpResponse:
    """The badge of whoever asks; anybody else's is not found."""
    learner = get_learner(request)
    mine = Badge.objects.filter(**learner.owner, module_key=module_key).first() if learner else None
    if mine is None:
        raise Http404
    code = get_language() or settings.LANGUAGE_CODE
    context = {"badge": mine, "words": mine.words_for(code), "lang": mine.language_for(code), "learner": learner}
    return render_personal(request, "badge", context)
