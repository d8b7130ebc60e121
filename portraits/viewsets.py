"""Nominations on the editors' side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portraits.duplicates import find_duplicates
from portraits.models import Nomination
from portraits.services import nominations as services


class NominationPolicy(ModelPermissionPolicy):
    """Whoever may change nominations leads them on; nobody makes one by hand or changes what was said."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"add", "delete"} and bool(super().user_has_permission(user, action))


class NominationIndexView(generic.IndexView):
    """Newest first; the link leads to the nomination, where the steps are."""

    def get_edit_url(self, instance: Nomination) -> str:
        return self.get_inspect_url(instance) or ""


class NominationView(generic.InspectView):
    """One nomination, who else may be meant, and the steps that can be taken now."""

    template_name = "portraits/nominations/inspect.html"
    page_title = gettext_lazy("Nomination")

    def get_edit_url(self) -> None:
        """There is none: what somebody said is not changed."""

    def get_delete_url(self) -> None:
        """There is none: names are taken off in time, see ``forget_nominators``."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = list(Nomination.objects.exclude(pk=self.object.pk))
        keys = set(find_duplicates(self.object.name, [(other.pk, other.name) for other in others]))
        return super().get_context_data(
            **kwargs,
            portraits=services.known_portraits(self.object.name),
            others=[(other, self.address(other)) for other in others if other.pk in keys],
            step_url=reverse("nominations:step", args=[self.object.pk]),
        )

    def address(self, nomination: Nomination) -> str:
        return reverse("nominations:inspect", args=[nomination.pk])


class StepView(PermissionCheckedMixin, generic.base.View):
    """Ask, draft or refuse; the service says what cannot be done."""

    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        nomination = get_object_or_404(Nomination, pk=pk)
        try:
            match request.POST.get("step"):
                case "ask":
                    services.ask_for_consent(nomination=nomination)
                    messages.success(request, _("She has been asked by e-mail."))
                case "draft":
                    page = services.draft_portrait(nomination=nomination, editor=request.user)
                    return redirect("wagtailadmin_pages:edit", page.pk)
                case "refuse":
                    services.refuse_nomination(nomination=nomination, note=request.POST.get("note", "").replace("\x00", "").strip()[:2000])
                    messages.success(request, _("The nominator has been told."))
        except services.NotPossibleError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("nominations:inspect", args=[pk]))


class NominationViewSet(ModelViewSet):
    """The list, and one nomination."""

    model = Nomination
    icon = "user"
    menu_label = gettext_lazy("Nominations")
    menu_name = "nominations"
    menu_order = 270
    add_to_admin_menu = True
    url_namespace = "nominations"
    url_prefix = "nominations"
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["note"]
    index_view_class = NominationIndexView
    inspect_view_class = NominationView
    inspect_view_fields = [
        *("name", "state", "work", "sources", "country", "is_living", "person_email"),
        *("nominator_name", "nominator_email", "language", "note", "portrait", "created_at", "asked_at"),
    ]
    list_display = [
        "name",
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
    ]
    list_filter = ["state", "is_living"]
    search_fields = ["name", "work", "sources"]
    list_per_page = 50

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, one nomination and its steps: no forms that could change what somebody said."""
        step = StepView.as_view(permission_policy=self.permission_policy)
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results", "inspect"}]
        return [*kept, path("step/<int:pk>/", step, name="step")]
