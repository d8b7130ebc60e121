"""People with accounts, and the forms they fill in."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client

from accounts.models import User

# Django's test response, which has no public name.
Answer = Any

PASSWORD = "vier wörter im wind"
EMAIL = "lucja@example.org"


def make_user(email: str = EMAIL, *, is_verified: bool = True, **fields: Any) -> User:
    """An account that may sign in with ``PASSWORD``."""
    user = User.objects.create_user(email, PASSWORD, **{"display_name": "Łucja Przykład", "language": "en", **fields})
    EmailAddress.objects.create(user=user, email=user.email, verified=is_verified, primary=True)
    return user


def make_editor(email: str = "edda@example.org") -> User:
    """An account with access to the admin and nothing more."""
    user = make_user(email)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def sign_up(client: Client, language: str = "en", **changes: Any) -> Answer:
    """Post the sign-up form; ``None`` leaves a field out."""
    data = {"display_name": "Łucja Przykład", "email": EMAIL, "password1": PASSWORD, "is_old_enough": "on", "homepage": "", **changes}
    return client.post(f"/{language}/account/signup/", {key: value for key, value in data.items() if value is not None})


def sign_in(client: Client, language: str = "en", *, login: str = EMAIL, password: str = PASSWORD, **more: Any) -> Answer:
    return client.post(f"/{language}/account/login/", {"login": login, "password": password, **more})


def latest_code() -> str:
    """The code in the newest mail."""
    found = re.search(r"^ {4}(\d{4}-\d{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def another_code() -> str:
    """A code that is not the one in the newest mail."""
    return latest_code().translate(str.maketrans("0123456789", "1234567890"))
