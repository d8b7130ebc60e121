"""One string at a time: saving it, what the memory suggests for it, what is said about it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translation.forms import CommentForm
from translation.memory import suggest
from translation.models import Comment
from translation.views.base import TranslationPageView, TranslationView
from translation.views.desk import Desk, Row
from translation.views.saving import Entry, save_entries
from translation.views.typed import fingerprint, to_text

TOO_LONG = 100_000


class SaveStringView(TranslationView):
    """POST ``text``, ``seen`` and, to take a machine's draft as it is, ``accept``. Answers in JSON: 200, 409 with the other's text, 423."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        segment = self.get_segment()
        if not self.desk.access.can_write:
            return JsonResponse({"message": self.desk.access.reason}, status=423)
        text = request.POST.get("text", "")
        if len(text) > TOO_LONG:
            return JsonResponse({"message": _("This is too long.")}, status=400)
        # What the look-up above has read may be old once the translation is locked.
        entry = Entry(segment.id, text, request.POST.get("seen", ""), "accept" in request.POST)
        outcome = save_entries(Desk(self.translation, request.user), [entry])
        desk = Desk(self.translation, request.user)
        (row,) = desk.rows_of(item for item in desk.segments if item.place == segment.place)
        answer = self.describe(desk, row)
        if outcome.conflicts:
            message = _("Somebody else has changed this string meanwhile. It now says:")
            return JsonResponse({**answer, "message": message, "theirs": row.text}, status=409)
        return JsonResponse(answer)

    def describe(self, desk: Desk, row: Row) -> dict[str, Any]:
        context = {"row": row, "desk": desk}
        return {
            "seen": row.seen,
            "state": row.state.value,
            "status": render_to_string("translation/workbench/status.html", context, self.request),
            "summary": render_to_string("translation/workbench/summary.html", context, self.request),
        }


class SuggestionsView(TranslationPageView):
    """What the memory has for a string: a fragment for the workbench, a screen of its own without JavaScript."""

    template_name = "translation/suggestions.html"
    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        segment = self.get_segment()
        hits = [(hit, to_text(hit.text)) for hit in suggest(self.translation, segment)]
        context = {"desk": self.desk, "segment": segment, "hits": hits, "seen": fingerprint(segment.text)}
        if "fragment" in request.GET:
            return render(request, "translation/workbench/suggestions.html", context)
        return self.render_to_response({**self.get_context_data(), **context, "spot": self.desk.places.find(segment.path)})


class CommentView(TranslationView):
    """POST ``comment-<id of the string>`` to say something about it: the workbench has a field for each string in one form."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        segment = self.get_segment()
        form = CommentForm({"text": request.POST.get(f"comment-{segment.id}", "")})
        if form.is_valid():
            Comment.objects.create(
                translation=self.translation,
                context_id=segment.context_id,
                string_id=segment.string_id,
                author=user,
                text=form.cleaned_data["text"],
            )
        else:
            messages.error(request, form.errors["text"][0])
        return _back(self, segment.id)


class ResolveCommentView(TranslationView):
    """POST to settle a comment, or to take it up again."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        comment = self.translation.comments.select_for_update().filter(pk=kwargs["comment_id"]).first()
        if comment is None:
            raise Http404
        comment.resolved_at = None if comment.resolved_at else timezone.now()
        comment.save(update_fields=["resolved_at"])
        segment = next((item for item in self.desk.segments if item.place == (comment.context_id, comment.string_id)), None)
        return _back(self, segment.id if segment else None)


def _back(view: TranslationView, segment_id: int | None) -> HttpResponse:
    """To the workbench; a script gets the comments alone."""
    if segment_id is not None and "fragment" in view.request.GET:
        (row,) = view.desk.rows_of(item for item in view.desk.segments if item.id == segment_id)
        return render(view.request, "translation/workbench/comments.html", {"row": row, "desk": view.desk, "translation": view.translation})
    return HttpResponseRedirect(f"{view.workbench_url}#row-{segment_id}" if segment_id else view.workbench_url)
