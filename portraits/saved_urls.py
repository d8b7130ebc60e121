"""What a member has saved: personal addresses, never cached, never indexed."""

from __future__ import annotations

from django.urls import path

from portraits.views import saved

app_name = "saved"
urlpatterns = [
    path("", saved.overview, name="overview"),
    path("list/<int:list_id>/", saved.one_list, name="list"),
    path("item/<int:item_id>/", saved.item, name="item"),
    path("page/<uuid:page_key>/", saved.page, name="page"),
]
