"""The workbench: all strings of a translation, the page beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail_localize.models import OverridableSegment

from translation.files import Format
from translation.models import Review
from translation.permissions import may_submit
from translation.states import State
from translation.views.base import TranslationPageView
from translation.views.desk import Desk, Group, Row
from translation.views.saving import Outcome, read_entries, save_entries
from translation.views.steps import NEED_SAVED, StepError, machine_for, take_step

SHOWN = {
    "all": gettext_lazy("All"),
    "open": gettext_lazy("To do"),
    "stale": gettext_lazy("Source changed"),
    "drafts": gettext_lazy("Machine drafts"),
    "unreviewed": gettext_lazy("Not approved yet"),
    "doubtful": gettext_lazy("With remarks"),
}

CONFLICT = gettext_lazy("Somebody else has changed what you were working on. Both texts are shown; nothing of theirs was overwritten.")


def is_shown(row: Row, shown: str) -> bool:
    match shown:
        case "open":
            return row.state.is_open
        case "stale":
            return row.state == State.STALE
        case "drafts":
            return row.state == State.MACHINE
        case "unreviewed":
            return row.state == State.UNREVIEWED
        case "doubtful":
            return bool(row.findings or row.open_comments or row.segment.error)
    return True


class WorkbenchView(TranslationPageView):
    """GET shows it; POST saves the whole form and then does what the pressed button says."""

    template_name = "translation/workbench.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step", "save")
        entries = read_entries(request.POST)
        typed = {entry.segment_id: entry.text for entry in entries}
        outcome = Outcome()
        if self.desk.access.can_write:
            outcome = save_entries(self.desk, entries)
            self.desk = Desk(self.translation, request.user)
            if outcome.saved:
                messages.success(request, self.saved_message(len(outcome.saved)))
        elif step == "save":
            messages.error(request, self.desk.access.reason)
            return self.show_again(typed, 409)
        if outcome.conflicts:
            messages.error(request, str(CONFLICT))
            if step in NEED_SAVED | {"save"}:
                return self.show_again(outcome.conflicts, 409)
        try:
            told = take_step(step, self.desk, request.POST)
        except StepError as error:
            for message in error.messages:
                messages.error(request, message)
            if error.is_conflict:
                return self.show_again({}, 409)
            return self.show_again({}, 400) if step in NEED_SAVED else HttpResponseRedirect(request.get_full_path())
        if told:
            messages.success(request, told)
        return HttpResponseRedirect(request.get_full_path())

    def saved_message(self, count: int) -> str:
        return ngettext("%(count)d string saved.", "%(count)d strings saved.", count) % {"count": count}

    def show_again(self, typed: dict[int, str], status: int) -> HttpResponse:
        """The form with what somebody has typed and could not save."""
        self.desk = Desk(self.translation, self.request.user)
        for row in self.desk.rows:
            if row.id in typed and typed[row.id].replace("\r\n", "\n") != row.text:
                row.conflict, row.typed = row.text, typed[row.id]
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = self.request.GET.get("show", "all")
        translator = machine_for(self.desk)
        context.update(
            groups=self.shown_groups(shown),
            hidden=[row for row in self.desk.rows if row.state == State.UNREVIEWED and not is_shown(row, shown)],
            shown=shown,
            choices=[(name, label, sum(is_shown(row, name) for row in self.desk.rows)) for name, label in SHOWN.items()],
            machine_name=translator.name if translator else "",
            untranslated=sum(not segment.text for segment in self.desk.segments),
            overridable=OverridableSegment.objects.filter(source=self.translation.source).exclude(context__path="slug").count(),
            formats=list(Format),
            may_submit=may_submit(self.request.user),
            last_end=self.last_end,
        )
        return context

    @property
    def last_end(self) -> Review | None:
        """How the last round came back to its sender, while none is open: with a note, or because somebody else has ended it."""
        last = self.translation.reviews.select_related("decided_by").order_by("-sent_at").first()
        if last is None or last.outcome == Review.Outcome.RETURNED:
            return last
        is_others = last.decided_by_id is not None and last.decided_by_id != last.sent_by_id
        return last if last.outcome == Review.Outcome.WITHDRAWN and is_others else None

    def shown_groups(self, shown: str) -> list[Group]:
        groups = (Group(group.key, group.heading, [row for row in group.rows if is_shown(row, shown)]) for group in self.desk.groups)
        return [group for group in groups if group.rows]
