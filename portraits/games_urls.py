"""Games: personal addresses, never cached."""

from __future__ import annotations

from django.urls import path

from portraits.views import games

app_name = "games"
urlpatterns = [
    path("", games.overview, name="overview"),
    path("cards/", games.cards, name="cards"),
    path("cards/<uuid:card_key>/", games.answer, name="answer"),
    path("result/<uuid:result_id>/", games.result, name="result"),
    path("<slug:game>/", games.play, name="play"),
]
