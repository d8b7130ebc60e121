"""My learning: all courses, one course, one lesson, one reflection."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.learners import Learner, ensure_learner, get_learner
from courses.companions import suggestion
from courses.models import Attempt, Badge, CataloguePage, Certificate, CoursePage, Enrolment, LessonPage, Reflection
from courses.services.badges import award_all
from courses.services.owners import hold
from courses.services.progress import (
    ReaderCourse,
    complete_lesson,
    courses_for_reader,
    pages_in_language,
    progress_in,
    save_reflection,
)
from courses.views.access import closed
from courses.views.personal import personal, render_personal

MAX_REFLECTION = 20_000
RECENT_ATTEMPTS = 12
# In the address of a reflection that was saved a moment ago: then a portrait is suggested beside it.
JUST_SAVED = "saved"


@personal
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What to do next, every course, attempts and certificates: the same number of queries however much there is."""
    learner = get_learner(request)
    if learner is None:
        return render_personal(request, "dashboard", {"catalogue": _catalogue()})
    enrolments = list(Enrolment.objects.filter(**learner.owner).order_by("-last_seen_at"))
    found = courses_for_reader([row.course_key for row in enrolments], _language())
    courses = [found[row.course_key] for row in enrolments if row.course_key in found]
    progress = progress_in({course.page.translation_key: course.outline for course in courses}, learner)
    rows = [(course, progress[course.page.translation_key]) for course in courses]
    attempts = list(
        Attempt.objects.filter(**learner.owner, state=Attempt.State.SUBMITTED)
        .select_related("wording")
        .order_by("-submitted_at")[:RECENT_ATTEMPTS]
    )
    lessons = pages_in_language(LessonPage, [attempt.page_key for attempt in attempts], _language()) if attempts else {}
    context = {
        "learner": learner,
        "catalogue": None if rows else _catalogue(),
        "rows": rows,
        "current": next(((course, item) for course, item in rows if item.next_lesson), None),
        "results": [(attempt, lessons.get(attempt.page_key)) for attempt in attempts],
        "badges": Badge.objects.filter(**learner.owner),
        "certificates": Certificate.objects.filter(user=learner.user) if learner.user else [],
    }
    return render_personal(request, "dashboard", context)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _catalogue() -> CataloguePage | None:
    """Where courses are found, in the reader's language or the source's."""
    found = CataloguePage.objects.live().filter(locale__language_code__in={_language(), settings.LANGUAGE_CODE}, alias_of=None)
    return max(found.select_related("locale"), key=lambda page: page.locale.language_code == _language(), default=None)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: HttpRequest, course_key: uuid.UUID) -> HttpResponse:
    """One course with the learner's progress. A POST asks for the certificate of a course that has become complete without her doing."""
    learner = get_learner(request)
    found = courses_for_reader([course_key], _language()).get(course_key)
    if found is None:
        raise Http404
    if answer := closed(request, found.page):
        return answer
    if request.method == "POST":
        source = CoursePage.objects.source_of([course_key]).first()
        if source and learner:
            with transaction.atomic():
                award_all(learner=hold(learner), course=source)
        return redirect("courses:course", course_key=course_key)
    certificate = Certificate.objects.filter(user=learner.user, course_key=course_key).first() if learner and learner.user else None
    progress = progress_in({course_key: found.outline}, learner)[course_key]
    context = {
        "learner": learner,
        "course": found.page,
        "course_language": found.language,
        "progress": progress,
        "certificate": certificate,
        "badge_keys": set(_badges(learner, course_key)),
    }
    return render_personal(request, "course", context)


def _badges(learner: Learner | None, course_key: uuid.UUID) -> Iterable[uuid.UUID]:
    """The modules of the course for which the learner has a badge."""
    if learner is None:
        return ()
    return Badge.objects.filter(**learner.owner, course_key=course_key).values_list("module_key", flat=True)


@dataclass(frozen=True)
class ReaderLesson:
    """A lesson as somebody reads it: ``source`` counts, ``shown`` is in her language or the source's."""

    source: LessonPage
    shown: LessonPage

    @property
    def course(self) -> ReaderCourse:
        """Its course; raises Http404 if that is not published."""
        key = self.source.course.translation_key
        found = courses_for_reader([key], _language()).get(key)
        if found is None:
            raise Http404
        return found


def _lesson(lesson_key: uuid.UUID) -> ReaderLesson:
    """The published lesson; raises Http404."""
    source = LessonPage.objects.source(lesson_key).select_related("locale").first()
    if source is None:
        raise Http404
    return ReaderLesson(source, pages_in_language(LessonPage, [lesson_key], _language())[lesson_key])


def _foreign(page: LessonPage) -> str:
    """The language of a page's words where it is not the reader's, for ``lang`` attributes; else empty."""
    code = str(page.locale.language_code)
    return code if code != _language() else ""


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, lesson_key: uuid.UUID) -> HttpResponse:
    """Whether the lesson is done; a POST marks it so and leads on."""
    found = _lesson(lesson_key)
    if answer := closed(request, found.shown):
        return answer
    course = found.course
    _before, after = course.outline.neighbours(lesson_key)
    if request.method == "POST":
        complete_lesson(learner=ensure_learner(request), lesson=found.source)
        if after:
            return redirect(after.url)
        messages.success(request, _("“%(lesson)s” is done.") % {"lesson": found.shown.title})
        return redirect("courses:course", course_key=course.page.translation_key)
    progress = progress_in({course.page.translation_key: course.outline}, get_learner(request))[course.page.translation_key]
    entry = next((item for item in progress.outline.lessons if item.key == lesson_key), None)
    if entry is None:
        raise Http404
    context = {
        "lesson": found.shown,
        "words_lang": _foreign(found.shown),
        "course_key": course.page.translation_key,
        "entry": entry,
        "progress": progress,
        "is_done": progress.is_done(entry),
        "open_quizzes": progress.open_quizzes(entry),
        "after": after,
    }
    return render_personal(request, "lesson", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def reflection(request: HttpRequest, lesson_key: uuid.UUID, block_id: uuid.UUID) -> HttpResponse:
    """What the learner writes for herself under a question."""
    found = _lesson(lesson_key)
    if answer := closed(request, found.shown):
        return answer
    block = next((b for b in found.shown.body if b.block_type == "reflection" and b.id == str(block_id)), None)
    if block is None:
        raise Http404
    context = {
        "lesson": found.shown,
        "words_lang": _foreign(found.shown),
        "block_id": block_id,
        "prompt": block.value["prompt"],
        "text": "",
        "text_lang": "",
        "error": "",
    }
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\x00", "")
        if len(text) <= MAX_REFLECTION:
            save_reflection(learner=ensure_learner(request), lesson=found.source, block_id=block_id, text=text, language=_language())
            messages.success(request, _("Your reflection is saved. Only you can read it."))
            return redirect(f"{request.path}?{JUST_SAVED}")
        context |= {
            "text": text,
            "error": _("This is longer than %(limit)s characters. Shorten it a little; nothing is lost as long as you stay on this page.")
            % {"limit": MAX_REFLECTION},
        }
        return render_personal(request, "reflection", context, status=422)
    if learner := get_learner(request):
        entry = Reflection.objects.filter(**learner.owner, lesson_key=lesson_key, block_id=block_id).first()
        context |= {"text": entry.text, "text_lang": entry.language} if entry else {}
        if entry and entry.text.strip() and JUST_SAVED in request.GET:
            context["beside"] = suggestion(found.source, str(block_id))
    return render_personal(request, "reflection", context)
