"""Wagtail's own buttons for a page under review, on its dashboard and in its explorer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail_localize.models import Translation

from translation.services.reviews import translation_of
from translation.views.desk import Desk
from translation.views.steps import StepError, in_words, refuse_faulty


class DecisionView(WorkflowActionView):
    """What the workbench would refuse is refused here as well, and leads there with the reason."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        translation = translation_of(self.object)
        if translation is None:
            return super().post(request, *args, **kwargs)
        try:
            with in_words():
                if self.action_name == "approve":
                    refuse_faulty(Desk(translation, request.user))
                return super().post(request, *args, **kwargs)
        except StepError as error:
            for message in error.messages:
                messages.error(request, message)
            return self.lead_to_workbench(translation)

    def lead_to_workbench(self, translation: Translation) -> HttpResponse:
        address = reverse("translation:workbench", args=[translation.pk])
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(self.request, {"step": "success", "redirect": address})
        return HttpResponseRedirect(address)
