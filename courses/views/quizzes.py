"""Starting a quiz, answering it, and its result."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.learners import Learner, ensure_learner, get_learner
from courses.companions import suggestion
from courses.models import Attempt, LessonPage
from courses.presenting import Trouble, form_version, present_quiz
from courses.scoring import QuizSpec
from courses.services.attempts import AttemptsUsedUpError, Outcome, attempts_of, save_answers, start_attempt, submit_attempt
from courses.services.progress import pages_in_language
from courses.services.quizzes import LiveQuiz, QuizWithdrawnError, QuizWords, live_quiz, recorded_words, words_in
from courses.views.access import closed
from courses.views.personal import personal, render_personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: HttpRequest, page_key: uuid.UUID, quiz_id: uuid.UUID) -> HttpResponse:
    """What the quiz is, earlier attempts, and a button; the button's POST starts an attempt or finds the open one."""
    try:
        live = live_quiz(page_key, quiz_id)
    except QuizWithdrawnError:
        return render_personal(request, "quiz_withdrawn", {"attempt": None}, status=410)
    if answer := closed(request, live.page):
        return answer
    if request.method == "POST":
        try:
            attempt = start_attempt(learner=ensure_learner(request), quiz=live, language=_language())
        except AttemptsUsedUpError:
            messages.error(request, _("You have used every attempt that this quiz allows. Your best result counts."))
            return redirect("courses:quiz", page_key=page_key, quiz_id=quiz_id)
        return redirect("courses:attempt", attempt_id=attempt.pk)
    learner = get_learner(request)
    attempts = attempts_of(learner, page_key, quiz_id) if learner else []
    return render_personal(request, "quiz", {**_about(live), **_standing(live, attempts)})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """One attempt: its form while it is open, its result afterwards.

    POST ``do`` is ``save``, ``autosave``, ``submit`` or ``confirm`` (submit with open questions); ``switch`` saves and goes on in another
    language.
    """
    learner = get_learner(request)
    try:
        if learner is None:
            raise Attempt.DoesNotExist
        if request.method == "POST":
            return _answer(request, attempt_id, learner)
        mine = _mine(attempt_id, learner)
        if mine.is_open:
            return _form(request, live_quiz(mine.page_key, mine.quiz_id), mine)
        return _result(request, mine, learner)
    except Attempt.DoesNotExist:
        if _is_autosave(request):
            return JsonResponse({"message": _("This attempt is not here")}, status=404)
        return render_personal(request, "attempt_missing", {}, status=404)
    except QuizWithdrawnError:
        return _withdrawn(request, attempt_id, get_learner(request) or Learner())


def _is_autosave(request: HttpRequest) -> bool:
    return request.POST.get("do") == "autosave"


def _withdrawn(request: HttpRequest, attempt_id: uuid.UUID, learner: Learner) -> HttpResponse:
    """The quiz is no longer published; what was answered is kept."""
    if _is_autosave(request):
        return JsonResponse({"message": _("This quiz has been withdrawn. Your answers so far are kept.")}, status=410)
    mine = _mine(attempt_id, learner)
    words = recorded_words(mine.wording)
    return render_personal(request, "quiz_withdrawn", {"attempt": mine, "quiz": words.value}, status=410)


def _mine(attempt_id: uuid.UUID, learner: Learner) -> Attempt:
    """The learner's own attempt. Raises Attempt.DoesNotExist for anybody else's."""
    return Attempt.objects.select_related("wording", "version").get(pk=attempt_id, **learner.owner)


def _answer(request: HttpRequest, attempt_id: uuid.UUID, learner: Learner) -> HttpResponse:
    """Save or submit, then redirect; with something to correct, the form again with everything in it."""
    do = request.POST.get("do")
    if do in ("submit", "confirm"):
        outcome = submit_attempt(
            attempt_id=attempt_id, learner=learner, data=request.POST, language=_language(), accepts_gaps=do == "confirm"
        )
    else:
        outcome = save_answers(attempt_id=attempt_id, learner=learner, data=request.POST, may_clear=_is_autosave(request))
    mine = outcome.attempt
    if outcome.is_withdrawn:
        return _withdrawn(request, attempt_id, learner)
    if _is_autosave(request):
        return JsonResponse(
            {"errors": outcome.errors, "message": _("Already submitted.") if outcome.is_submitted else _("Saved a moment ago")},
            status=409 if outcome.is_submitted else 200,
        )
    if outcome.is_over_limit:
        messages.error(request, _("You have used every attempt that this quiz allows. Your best result counts."))
        return redirect("courses:quiz", page_key=mine.page_key, quiz_id=mine.quiz_id)
    if outcome.is_submitted:
        return redirect("courses:attempt", attempt_id=attempt_id)
    if outcome.errors or do in ("submit", "confirm"):
        return _form(request, live_quiz(mine.page_key, mine.quiz_id), mine, outcome)
    target = request.POST.get("switch", "")
    if target in dict(settings.LANGUAGES):
        with translation.override(target):
            response = redirect("courses:attempt", attempt_id=attempt_id)
        # Until the browser closes, "/" leads to the language that was chosen here.
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, target, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
        return response
    messages.success(request, _("Your answers are saved. You can go on at any time, on any device, in any language."))
    return redirect("courses:attempt", attempt_id=attempt_id)


def _form(request: HttpRequest, live: LiveQuiz, mine: Attempt, outcome: Outcome | None = None) -> HttpResponse:
    """The open attempt. Status 422 when something posted cannot be read."""
    words = words_in(live, _language())
    trouble = Trouble(outcome.errors, outcome.typed) if outcome else None
    questions = present_quiz(words.value, mine, spec=live.spec, rules=live.source.value, trouble=trouble)
    unanswered = set(outcome.unanswered) if outcome else set()
    context = {
        **_about(live, words),
        "attempt": mine,
        "switch_form": f"attempt-{mine.pk}",
        "questions": questions,
        "version": form_version(live.spec),
        "outcome": outcome,
        "wrong": [question for question in questions if question.error],
        "unanswered": [question for question in questions if question.id in unanswered],
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != _language()],
    }
    return render_personal(request, "attempt", context, status=422 if outcome and outcome.errors else 200)


def _result(request: HttpRequest, mine: Attempt, learner: Learner) -> HttpResponse:
    """A submitted attempt, in the reader's language while the quiz is as it was, else in the words that she saw."""
    words = recorded_words(mine.wording)
    live: LiveQuiz | None = None
    standing: dict[str, Any] = {"can_try": False}
    try:
        live = live_quiz(mine.page_key, mine.quiz_id)
        if live.spec.hash == mine.version.spec_hash and words.language != _language():
            words = words_in(live, _language())
        standing = _standing(live, attempts_of(learner, mine.page_key, mine.quiz_id))
    except QuizWithdrawnError:
        pass
    shows_all = bool(mine.is_passed) or not (standing["can_try"] or standing.get("open_attempt"))
    spec = QuizSpec.from_json(mine.version.spec)
    context = {
        **(_about(live, words) if live else {"quiz": words.value, "words_lang": _foreign(words)}),
        **standing,
        "attempt": mine,
        "pass_mark": spec.pass_mark,
        "questions": present_quiz(words.value, mine, spec=spec, shows_explanations=shows_all),
        "learner": learner,
        "beside": suggestion(live.page, str(mine.quiz_id)) if live else None,
    }
    return render_personal(request, "result", context)


def _about(live: LiveQuiz, words: QuizWords | None = None) -> dict[str, Any]:
    """The quiz's words, its rules (numbers are the source's: a translation may lag behind), and where it stands."""
    words = words or words_in(live, _language())
    lesson = pages_in_language(LessonPage, [live.page_key], _language()).get(live.page_key)
    return {
        "quiz": words.value,
        "rules": live.source.value,
        "words_lang": _foreign(words),
        "lesson": lesson,
        "page_key": live.page_key,
        "quiz_id": live.quiz_id,
    }


def _standing(live: LiveQuiz, attempts: list[Attempt]) -> dict[str, Any]:
    """Earlier attempts and what is left."""
    submitted = [item for item in attempts if not item.is_open]
    allowed = live.attempts_allowed
    return {
        "attempts": submitted,
        "open_attempt": next((item for item in attempts if item.is_open), None),
        "best": max(submitted, key=lambda item: (item.percent or 0, item.number), default=None),
        "can_try": not allowed or len(submitted) < allowed,
        "attempts_left": max(0, allowed - len(submitted)) if allowed else None,
    }


def _foreign(words: QuizWords) -> str:
    """The language of the words if it is not the page's, for ``lang`` attributes; else empty."""
    return words.language if words.language != _language() else ""


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
