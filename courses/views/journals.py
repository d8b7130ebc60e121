"""The private journal: on a page, as a text file, as a PDF. There is no other way to it, for nobody: no editor, no administrator."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.learners import get_learner
from common.personal import personal
from courses.journal import Journal, journal_of
from courses.journal_text import as_text
from courses.pdf import PdfUnavailableError, can_make_pdf, make_pdf
from courses.views.personal import render_personal


@personal
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Everything that this learner wrote under reflections."""
    return _page(request, _journal(request))


@personal
@require_safe
def journal_text(request: HttpRequest) -> HttpResponse:
    """The same as a text file."""
    response = HttpResponse(as_text(_journal(request), timezone.now()), content_type="text/plain; charset=utf-8")
    return _attached(response, "txt")


@personal
@require_safe
def journal_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a tagged PDF; on a machine that cannot make one, the page says so."""
    mine = _journal(request)
    learner = get_learner(request)
    if learner is None or mine.is_empty:
        return _page(request, mine)
    # A long journal takes seconds: one at a time for each learner.
    turn = f"journal-pdf-{(learner.user or learner.guest).pk}"  # type: ignore[union-attr]
    if not cache.add(turn, 1, timeout=60):
        messages.info(request, _("Your PDF is being made already. Try again in a moment."))
        return _page(request, mine, status=429)
    try:
        html = render_to_string("courses/print/journal.html", {"journal": mine, "today": timezone.now(), "language": _language()})
        document = make_pdf(html)
    except PdfUnavailableError:
        return _page(request, mine, status=503)
    finally:
        cache.delete(turn)
    return _attached(HttpResponse(document, content_type="application/pdf"), "pdf")


def _page(request: HttpRequest, mine: Journal, *, status: int = 200) -> HttpResponse:
    context = {"learner": get_learner(request), "journal": mine, "can_make_pdf": not mine.is_empty and can_make_pdf()}
    return render_personal(request, "journal", context, status=status)


def _journal(request: HttpRequest) -> Journal:
    """That of whoever asks: the account or the guest of this browser, never anybody else's."""
    learner = get_learner(request)
    return journal_of(learner, _language()) if learner else Journal()


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _attached(response: HttpResponse, ending: str) -> HttpResponse:
    """To be kept as a file, named in the reader's language as far as plain letters go."""
    response["Content-Disposition"] = f'attachment; filename="{_("journal")}.{ending}"'
    return response
