"""Where a learner goes on; a part of the front page that is hers alone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.learners import get_learner
from common.personal import personal
from courses.models import Enrolment
from courses.services.progress import courses_for_reader, progress_in

# Courses that are looked through for a lesson that is still open.
RECENT = 3


@personal
@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """The next lesson of the course that was read last. A reader without JavaScript comes by a link, and goes on to all her courses."""
    if not request.headers.get("X-Fragment"):
        return redirect("courses:dashboard")
    learner = get_learner(request)
    current = None
    if learner:
        keys = list(Enrolment.objects.filter(**learner.owner).order_by("-last_seen_at").values_list("course_key", flat=True)[:RECENT])
        found = courses_for_reader(keys, get_language() or settings.LANGUAGE_CODE)
        progress = progress_in({key: found[key].outline for key in keys if key in found}, learner)
        current = next(((found[key], item) for key, item in progress.items() if item.next_lesson), None)
    return render(request, "home/resume.html", {"current": current, "is_personal": True})
