"""Recognising oneself in a portrait: private, with or without an account, and forgotten when it is taken back."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import Permission
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import get_snippet_models

from accounts.learners import Learner
from accounts.merging import adopt_guests
from accounts.models import Guest
from portraits.models import PortraitPage, Recognition
from portraits.services.recognising import recognise
from tests.factories.accounts import make_user
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, key_of, make_tree


@pytest.fixture
def portrait(en) -> PortraitPage:
    gallery = PortraitIndexPageFactory(parent=make_tree(en).home, locale=en, translation_key=key_of("portraits"))
    return PortraitPageFactory(parent=gallery, locale=en, title="Lise Meitner", slug="lise-meitner", translation_key=key_of("lise"))


def address(portrait: PortraitPage) -> str:
    return f"/en/portraits/recognition/{portrait.translation_key}/"


class TestAGuest:
    def test_looking_makes_nobody_a_guest(self, client, portrait):
        answer = client.get(address(portrait))
        assert "I recognise myself" in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"
        assert not Guest.objects.exists()

    def test_taking_back_what_was_never_said_makes_nobody_a_guest(self, client, portrait):
        client.post(address(portrait), {"do": "withdraw"})
        assert not Guest.objects.exists()

    @pytest.mark.parametrize("clicks", [1, 2])
    def test_it_is_kept_once_and_shown_to_her(self, client, portrait, clicks):
        for _click in range(clicks):
            assert client.post(address(portrait), {"do": "recognise"}).status_code == 302
        assert Recognition.objects.get().guest is not None
        assert "You recognise yourself here" in client.get(address(portrait)).content.decode()
        assert "Lise Meitner" in client.get("/en/account/saved/").content.decode()

    def test_nobody_else_sees_it(self, client, client_of_somebody_else, portrait):
        client.post(address(portrait), {"do": "recognise"})
        assert "You recognise yourself here" not in client_of_somebody_else.get(address(portrait)).content.decode()
        assert "Lise Meitner" not in client_of_somebody_else.get("/en/account/saved/").content.decode()

    def test_taken_back_nothing_is_left(self, client, portrait):
        client.post(address(portrait), {"do": "recognise"})
        client.post(address(portrait), {"do": "withdraw"})
        assert not Recognition.objects.exists()


@pytest.fixture
def client_of_somebody_else(client):
    return type(client)()


class TestAnAccount:
    def test_a_guests_comes_along_and_what_both_have_stays_once(self, portrait):
        user, guest = make_user(), Guest.objects.create()
        other = uuid.uuid4()
        for learner in (Learner(user=user), Learner(guest=guest)):
            recognise(learner=learner, portrait_key=portrait.translation_key)
        recognise(learner=Learner(guest=guest), portrait_key=other)
        adoption = adopt_guests(guest_id=guest.pk, user=user)
        assert adoption.is_complete
        assert "One portrait" in " ".join(adoption.sentences) or "1 portrait" in " ".join(adoption.sentences)
        assert set(Recognition.objects.values_list("user", "guest", "portrait_key")) == {
            (user.pk, None, portrait.translation_key),
            (user.pk, None, other),
        }
        adopt_guests(guest_id=guest.pk, user=user)
        assert Recognition.objects.count() == 2

    def test_a_guest_who_was_merged_meanwhile_writes_to_the_account(self, portrait):
        user = make_user()
        guest = Guest.objects.create(merged_into=user)
        recognise(learner=Learner(guest=guest), portrait_key=portrait.translation_key)
        assert Recognition.objects.get().user == user


class TestPrivacy:
    @pytest.mark.django_db
    def test_no_editor_has_a_list_of_them(self):
        assert Recognition not in get_snippet_models()
        registered = [viewset for viewset in viewsets.viewsets if isinstance(viewset, ModelViewSet)]
        assert Recognition not in {viewset.model for viewset in registered}
        assert not Permission.objects.filter(content_type__model="recognition", group__isnull=False).exists()

    def test_the_public_page_counts_nothing(self, client, client_of_somebody_else, portrait):
        before = client_of_somebody_else.get("/en/portraits/lise-meitner/").content
        client.post(address(portrait), {"do": "recognise"})
        assert client_of_somebody_else.get("/en/portraits/lise-meitner/").content == before

    def test_only_portraits_can_be_recognised(self, client, en):
        tree = make_tree(en, modules=1, lessons=1)
        assert client.post(f"/en/portraits/recognition/{tree.lessons[0].translation_key}/", {"do": "recognise"}).status_code == 404
        assert client.get(f"/en/portraits/recognition/{uuid.uuid4()}/").status_code == 404
