"""Where our accounts differ from allauth's."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """One name, mails in the account's language, and no redirect to anybody else's site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address and the password do not belong together."),
        "email_taken": _("There is an account with this address."),
        "duplicate_email": _("This is the address of your account already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code from the latest e-mail."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.display_name = form.cleaned_data["display_name"]
        user.language = _language()
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very host: allauth would also take every other host that the site answers to."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())

    def is_ajax(self, request: HttpRequest) -> bool:
        """There are pages only; allauth's answers in JSON are of no use here."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{_language()}/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account that the address belongs to, else of the page. Raises ImmediateHttpResponse if mail is down."""
        user = context.get("user") or next(iter(filter_users_by_email(email)), None)
        request = allauth_context.request
        with override((user and user.language) or _language()):
            links = {
                f"{name}_url": request.build_absolute_uri(reverse(f"account_{view}"))
                for name, view in [("sign_in", "login"), ("sign_up", "signup"), ("reset", "reset_password")]
            }
            ready = {**context, **links, "site_name": settings.SITE_NAME}
            try:
                super().send_mail(template_prefix, email, ready)
                return
            except OSError as error:
                # Without the traceback: it would hold the address.
                logger.error("A mail (%s) could not be sent: %s", template_prefix, type(error).__name__)
        raise ImmediateHttpResponse(
            render(request, "account/mail_failed.html", {"is_personal": True}, status=HTTPStatus.SERVICE_UNAVAILABLE)
        )


def _language() -> str:
    """The language of the page, as long as it is one of the site's."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
