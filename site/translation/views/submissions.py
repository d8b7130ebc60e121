"""Sending a page and everything below it to languages: asking, starting, watching."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page, TranslatableMixin, get_translatable_models

from translation.forms import SubmitForm
from translation.mirror import is_source
from translation.models import Submission
from translation.permissions import may_submit
from translation.services.resuming import resume_submission
from translation.services.submitting import start_submission, submit
from translation.states import SubmissionState
from translation.tasks import submit_pages
from translation.views.progress import native_names, state_of

FAILURES = {"parent": gettext_lazy("The page above has no translation yet.")}


class SubmitterView(WagtailAdminTemplateMixin, View):
    """A screen for those who may submit translations."""

    header_icon = "wagtail-localize-language"
    page_title = gettext_lazy("Send to translators")
    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": reverse_lazy("translation:list"), "label": gettext_lazy("Translations")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_submit(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}]


class SubmitPageView(SubmitterView):
    """Which languages? GET asks and counts, POST starts."""

    template_name = "translation/submit.html"

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"], depth__gte=2)
        if not is_source(page):
            raise Http404
        return page

    @cached_property
    def count(self) -> int:
        """How many pages there are with this one."""
        return int(self.page.get_descendants(inclusive=True).filter(locale_id=self.page.locale_id, alias_of=None).count())

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=SubmitForm(self.count)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SubmitForm(self.count, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        with transaction.atomic():
            submission = start_submission(
                self.page, form.cleaned_data["locales"], user=request.user, with_children=form.cleaned_data["with_children"]
            )
            transaction.on_commit(partial(submit_pages.enqueue, str(submission.pk)))
        return HttpResponseRedirect(reverse("translation:submission", args=[submission.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "page": self.page, "count": self.count}


class SubmitSnippetView(SubmitterView):
    """The same for a snippet, which is done at once."""

    template_name = "translation/submit.html"

    @cached_property
    def snippet(self) -> Any:
        content_type = ContentType.objects.filter(app_label=self.kwargs["app_label"], model=self.kwargs["model_name"]).first()
        model = content_type.model_class() if content_type else None
        if model is None or model not in get_translatable_models() or issubclass(model, Page) or not issubclass(model, TranslatableMixin):
            raise Http404
        try:
            pk = model._meta.pk.to_python(self.kwargs["pk"])
        except ValidationError as error:
            raise Http404 from error
        return get_object_or_404(model, pk=pk, locale=Locale.get_default())

    def get_page_subtitle(self) -> str:
        return str(self.snippet)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=SubmitForm(1), snippet=self.snippet))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SubmitForm(1, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, snippet=self.snippet), status=400)
        submit(self.snippet, form.cleaned_data["locales"], user=request.user)
        messages.success(request, _("Sent to the translators."))
        return HttpResponseRedirect(reverse("translation:list"))


class SubmissionView(SubmitterView):
    """How far a submission is; a script asks for the fragment alone, without one the page renews itself. POST goes on with what is left."""

    template_name = "translation/submission.html"
    breadcrumbs_items = [
        *SubmitterView.breadcrumbs_items,
        {"url": reverse_lazy("translation:submissions"), "label": gettext_lazy("Submissions")},
    ]

    @cached_property
    def submission(self) -> Any:
        return get_object_or_404(Submission.objects.with_progress().select_related("by"), pk=self.kwargs["submission_id"])

    def get_page_subtitle(self) -> str:
        return str(self.submission.title)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data()
        if "fragment" in request.GET:
            return render(request, "translation/submission_progress.html", context)
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if state_of(self.submission).may_go_on:
            with transaction.atomic():
                resume_submission(self.submission)
                transaction.on_commit(partial(submit_pages.enqueue, str(self.submission.pk)))
            messages.success(request, _("Going on with the pages that are left."))
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        submission = self.submission
        steps = list(submission.steps.all())
        state = state_of(submission)
        context.update(
            submission=submission,
            failed=[(step, FAILURES.get(step.error, step.error)) for step in steps if step.error and not step.done_at],
            current=next((step for step in steps if not step.done_at and not step.error), None),
            steps=steps,
            names=native_names(submission),
            is_done=state == SubmissionState.DONE,
            is_running=state == SubmissionState.RUNNING,
            may_go_on=state.may_go_on,
        )
        return context
