"""What readers do with portraits: personal addresses, never cached."""

from __future__ import annotations

from django.urls import path

from portraits.views import nominations

app_name = "portraits"
urlpatterns = [
    path("nominate/", nominations.nominate, name="nominate"),
    path("nominate/thanks/", nominations.nominated, name="nominated"),
    path("nominate/answer/<str:token>/", nominations.consent, name="consent"),
]
