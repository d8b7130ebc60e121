"""How far pages are on their way to the translators: the state of each submission, and all of them in a list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from translation.models import Submission
from translation.permissions import may_submit
from translation.states import SubmissionState

# A worker that has not finished a step for so long has stopped; its pages take seconds.
STALLED_AFTER = timedelta(minutes=2)


def state_of(submission: Any) -> SubmissionState:
    """Of one with its progress."""
    if submission.done == submission.total:
        return SubmissionState.DONE
    if submission.done + submission.failed == submission.total:
        return SubmissionState.FAILED
    signs_of_life = (submission.created_at, submission.resumed_at, submission.last_done_at)
    latest = max(moment for moment in signs_of_life if moment is not None)
    return SubmissionState.RUNNING if timezone.now() - latest < STALLED_AFTER else SubmissionState.STALLED


def native_names(submission: Submission) -> list[str]:
    """Its languages, in the order of the settings."""
    return [name for code, name in settings.LANGUAGES if code in submission.languages]


class SubmissionStateColumn(Column):
    """The state, and how many pages of how many are with the translators."""

    cell_template_name = "translation/list/submission_cell.html"

    def get_cell_context_data(self, instance: Submission, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "submission": instance, "state": state_of(instance)}


class SubmissionListView(BaseListingView):
    """Everything that was sent to the translators, newest first."""

    model = Submission
    page_title = gettext_lazy("Submissions")
    header_icon = "wagtail-localize-language"
    template_name = "translation/list.html"
    results_template_name = "translation/submission_results.html"
    paginate_by = 50
    index_url_name = "translation:submissions"
    index_results_url_name = "translation:submissions_results"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            accessor="title",
            get_url=lambda submission: reverse("translation:submission", args=[submission.pk]),
        ),
        Column("languages", label=gettext_lazy("Languages"), accessor=lambda submission: ", ".join(native_names(submission))),
        SubmissionStateColumn("state", label=gettext_lazy("State"), accessor="pk"),
        Column("by", classname="wb-column-extra", label=gettext_lazy("Sent by"), accessor=lambda submission: submission.by or "–"),
        DateColumn("created_at", classname="wb-column-extra", label=gettext_lazy("Sent"), accessor="created_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_submit(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        return Submission.objects.with_progress().select_related("by")

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("-created_at", "pk")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse_lazy("translation:list"), "label": _("Translations")},
            {"url": "", "label": self.page_title},
        ]
