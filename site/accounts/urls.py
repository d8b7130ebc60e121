"""Signing up, in and out; the addresses are allauth's."""

from __future__ import annotations

from allauth.account.urls import urlpatterns as allauth_patterns
from django.urls import URLPattern, path

from accounts.views import SignOutView, private_page

urlpatterns = [
    path("logout/", private_page(SignOutView.as_view()), name="account_logout"),
    *(URLPattern(address.pattern, private_page(address.callback), address.default_args, address.name) for address in allauth_patterns),
]
