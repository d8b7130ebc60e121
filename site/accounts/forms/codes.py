"""Codes from e-mails."""

from __future__ import annotations

from allauth.account import forms as allauth_forms

from accounts.fields import CodeField


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The address is hers who can read its mail."""

    code = CodeField()


class ResetCodeForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The account is hers who can read its mail."""

    code = CodeField()
