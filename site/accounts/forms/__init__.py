"""The forms of signing up, in and on; the editors' forms are in ``accounts.forms.staff``."""

from __future__ import annotations

from accounts.forms.codes import EmailCodeForm, ResetCodeForm
from accounts.forms.entrance import RequestResetForm, SignInForm, SignUpForm
from accounts.forms.manage import ChangeEmailForm, ChangePasswordForm, NewPasswordForm, ReauthenticateForm

__all__ = [
    "ChangeEmailForm",
    "ChangePasswordForm",
    "EmailCodeForm",
    "NewPasswordForm",
    "ReauthenticateForm",
    "RequestResetForm",
    "ResetCodeForm",
    "SignInForm",
    "SignUpForm",
]
