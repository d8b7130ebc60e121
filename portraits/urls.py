"""What readers do with portraits: personal addresses, never cached."""

from __future__ import annotations

from django.urls import path

from portraits.views import nominations, recognitions

app_name = "portraits"
urlpatterns = [
    path("recognition/<uuid:portrait_key>/", recognitions.recognition, name="recognition"),
    path("nominate/", nominations.nominate, name="nominate"),
    path("nominate/thanks/", nominations.nominated, name="nominated"),
    path("nominate/answer/<str:token>/", nominations.consent, name="consent"),
]
