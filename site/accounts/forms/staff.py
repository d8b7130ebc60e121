"""Accounts in the hands of an administrator, under ``/cms/users/``."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import LocalePreferencesForm
from wagtail.users import forms as wagtail_forms

from accounts.fields import NameField
from accounts.models import User


class StaffCreationForm(wagtail_forms.UserCreationForm):
    """A new account. Its owner proves the address with a code at the first sign-in."""

    error_messages = {**wagtail_forms.UserForm.error_messages, "duplicate_username": _("There is an account with this address.")}

    first_name = None
    last_name = None
    display_name = NameField()

    class Meta(wagtail_forms.UserCreationForm.Meta):
        fields = ["email", "display_name", "language", "is_superuser", "groups"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class StaffEditForm(wagtail_forms.UserEditForm):
    """An account that exists."""

    error_messages = StaffCreationForm.error_messages

    first_name = None
    last_name = None
    display_name = NameField()

    class Meta(wagtail_forms.UserEditForm.Meta):
        fields = ["email", "display_name", "language", "is_active", "is_superuser", "groups"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        if commit and "email" in self.changed_data:
            # Otherwise whoever reads the old address could still ask for a new password with it.
            EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        return user


class OwnNameForm(forms.ModelForm):
    """What an editor may change about herself under ``/cms/account/``: the address and the password have their own pages."""

    display_name = NameField()

    class Meta:
        model = User
        fields = ["display_name"]


class OwnLocaleForm(LocalePreferencesForm):
    """In which language an editor works; without a choice in that of her account, not the server's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["preferred_language"]
        field.choices = [("", _("The language of my account")), *(choice for choice in field.choices if choice[0])]
