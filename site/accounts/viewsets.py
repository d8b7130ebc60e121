"""The list and the forms under ``/cms/users/``."""

from __future__ import annotations

from django.forms import ModelForm
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from accounts.forms.staff import StaffCreationForm, StaffEditForm
from accounts.models import User


class UserIndexView(users.IndexView):
    """Sorted and searched by the name that people know each other by."""

    search_fields = {"display_name", "email"}

    @cached_property
    def columns(self) -> list[Column]:
        checkbox, name, email, *others = super().columns
        name.sort_key = "display_name"
        email.label = _("E-mail")
        return [checkbox, name, email, *others]


class UserViewSet(users.UserViewSet):
    index_view_class = UserIndexView
    ordering = "display_name"

    def get_form_class(self, for_update: bool = False) -> type[ModelForm[User]]:
        return StaffEditForm if for_update else StaffCreationForm
