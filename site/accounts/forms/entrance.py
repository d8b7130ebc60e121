"""Signing up, signing in, asking for a new password: allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import CurrentPasswordField, EmailField, NameField, NewPasswordField
from accounts.models import User


class SignUpForm(allauth_forms.SignupForm):
    """Name, address, one password, and the age that the privacy rules ask for."""

    field_order = ["display_name", "email", "password1", "is_old_enough"]

    account_already_exists: bool
    display_name = NameField()
    is_old_enough = forms.BooleanField(
        error_messages={"required": _("Tick the box if you are 16 or older and have read the privacy page.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField()
        self.fields["password1"] = NewPasswordField()
        self.fields["is_old_enough"].label = _consent()
        # A field that people do not see and machines fill in. Hidden by the style sheet: inline style is not allowed here.
        self.fields["homepage"].label = _("Leave this empty")
        self.fields["homepage"].widget.attrs = {"tabindex": "-1", "autocomplete": "off"}
        self.order_fields(self.field_order)

    @property
    def traps(self) -> list[str]:
        """Names of the fields that only machines see."""
        return ["homepage"]

    def _clean_fields(self) -> None:
        """The password is compared with the name and the address, so the field must know them first."""
        dummy = User(email=str(self.data.get("email", "")), display_name=str(self.data.get("display_name", "")))
        password: Any = self.fields["password1"]
        password.user = dummy
        super()._clean_fields()

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The account, or the answer to an address that has one: the same page, and a mail that says so."""
        if not (self.account_already_exists or self.cleaned_data["homepage"]):
            try:
                with transaction.atomic():
                    return self.save(request), None
            except IntegrityError:
                # Sent twice at once: the other request has just made the account.
                self.account_already_exists = True
        else:
            # A new account costs one hash; without it the shorter time would tell that the address is known.
            make_password(self.cleaned_data["password1"])
        result: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return result


class SignInForm(allauth_forms.LoginForm):
    """Address and password; whether to stay signed in is asked, because computers are shared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField(autocomplete="username")
        self.fields["password"] = CurrentPasswordField()
        self.fields["remember"].label = _("Keep me signed in on this device")
        self.order_fields(["login", "password", "remember"])


class RequestResetForm(allauth_forms.ResetPasswordForm):
    """Where to send the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField()


def _consent() -> SafeString:
    """The label with its link; the form would be lost behind a link that replaces the page."""
    link = format_html('<a href="/{}/privacy/" target="_blank" rel="noopener">', get_language() or "en")
    sentence = gettext("I am 16 or older and have read the {link}privacy page{end_link} (opens in a new tab).")
    return format_html(sentence, link=link, end_link=mark_safe("</a>"))
