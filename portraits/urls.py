"""What readers do with portraits: personal addresses, never cached."""

from __future__ import annotations

from django.urls import path, re_path

from portraits.views import nominations, passing_on, recognitions

app_name = "portraits"
urlpatterns = [
    path("<uuid:portrait_key>/poster/", passing_on.poster, name="poster"),
    path("<uuid:portrait_key>/card.png", passing_on.card, name="card"),
    path("recognition/<uuid:portrait_key>/", recognitions.recognition, name="recognition"),
    path("nominate/", nominations.nominate, name="nominate"),
    path("nominate/thanks/", nominations.nominated, name="nominated"),
    re_path(r"^nominate/answer/(?P<token>[A-Za-z0-9_-]{1,64})/$", nominations.consent, name="consent"),
]
