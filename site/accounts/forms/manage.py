"""Changing address and password, with the present password where it matters."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import CurrentPasswordField, EmailField, NewPasswordField


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """After the code: the new password, once."""

    password1 = NewPasswordField(label=_("New password"))
    password2 = None


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    oldpassword = CurrentPasswordField(label=_("Present password"))
    password1 = NewPasswordField(label=_("New password"))
    password2 = None


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    password = CurrentPasswordField()


class ChangeEmailForm(allauth_forms.AddEmailForm):
    """The new address counts once its code was entered; until then the old one does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField()
        self.fields["email"].label = _("New e-mail address")
