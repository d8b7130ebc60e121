"""Whether a reader recognises herself in a portrait: hers alone, with or without an account."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.learners import ensure_learner, get_learner
from common.personal import personal
from portraits.models import Recognition
from portraits.saved import PORTRAIT, pages_with
from portraits.services.recognising import recognise, withdraw


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def recognition(request: HttpRequest, portrait_key: uuid.UUID) -> HttpResponse:
    """Yes or not; POST ``do`` is ``recognise`` or ``withdraw``."""
    portrait = pages_with([portrait_key], get_language() or settings.LANGUAGE_CODE, kinds=[PORTRAIT]).get(portrait_key)
    if portrait is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("do") == "withdraw":
            if learner := get_learner(request):
                withdraw(learner=learner, portrait_key=portrait_key)
        else:
            recognise(learner=ensure_learner(request), portrait_key=portrait_key)
        return redirect("portraits:recognition", portrait_key=portrait_key)
    learner = get_learner(request)
    is_recognised = learner is not None and Recognition.objects.filter(**learner.owner, portrait_key=portrait_key).exists()
    context = {"portrait": portrait, "is_recognised": is_recognised, "is_personal": True}
    return render(request, "portraits/recognition.html", context)
