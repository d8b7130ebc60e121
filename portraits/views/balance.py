"""The report on representation, for editors."""

from __future__ import annotations

import csv
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portraits.balance import balance, languages


def may_see_balance(user: Any) -> bool:
    """Whoever keeps the quotations: a right of editors, and known without a query on every screen that shows the menu."""
    return bool(user.has_perm("portraits.change_quotation"))


class BalanceView(WagtailAdminTemplateMixin, View):
    """The table of what is there, after what is not; ``?format=csv`` as a file."""

    template_name = "portraits/admin/balance.html"
    page_title = gettext_lazy("Representation")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_balance(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "csv":
            return self.as_csv()
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": _("Representation")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"sections": balance(), "languages": languages()}

    def as_csv(self) -> HttpResponse:
        """One line for each value, those without a portrait as well."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="representation.csv"'
        # Spreadsheets take a file without the mark for Latin-1.
        response.write("\ufeff")
        writer = csv.writer(response)
        writer.writerow([_("Filter"), _("Value"), dict(settings.LANGUAGES)[settings.LANGUAGE_CODE], *(name for _code, name in languages())])
        for section in balance():
            for label in section.missing:
                writer.writerow([section.title, label, 0, *(0 for _language in languages())])
            for row in section.rows:
                writer.writerow([section.title, row.label, row.number, *row.translated])
        return response
