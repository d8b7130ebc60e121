"""The editors' rooms and the mails from there speak the language of each person, not that of the browser or of whoever writes."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from wagtail.admin.mail import send_notification
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.staff_language import staff_language
from tests.factories.accounts import make_editor

pytestmark = pytest.mark.django_db


def spoken(user: User, accepted: str = "en") -> str:
    """The language of Wagtail's first screen in a browser that prefers another."""
    client = Client()
    client.force_login(user)
    html = client.get("/cms/", headers={"accept-language": accepted}).text
    return next(code for code in ("en", "sv", "el") if f'<html lang="{code}"' in html)


def make_swede(email: str = "edda@example.org") -> User:
    user = make_editor(email)
    user.language = "sv"
    user.save()
    return user


class TestScreens:
    def test_are_in_the_language_of_the_account(self) -> None:
        assert spoken(make_swede(), accepted="en") == "sv"

    def test_also_where_somebody_has_a_profile_and_has_chosen_nothing(self) -> None:
        user = make_swede()
        UserProfile.get_for_user(user)
        assert spoken(user, accepted="el") == "sv"

    def test_are_in_what_is_chosen_in_the_profile(self) -> None:
        user = make_swede()
        UserProfile.objects.create(user=user, preferred_language="el")
        assert spoken(user, accepted="en") == "el"

    @pytest.mark.parametrize("language", ["", "xx"])
    def test_without_a_language_the_browser_decides(self, language: str) -> None:
        user = make_editor()
        User.objects.filter(pk=user.pk).update(language=language)
        assert spoken(user, accepted="el") == "el"

    def test_leave_the_public_pages_alone(self, client: Client) -> None:
        client.force_login(make_swede())
        client.get("/cms/")
        assert '<html lang="en"' in client.get("/en/nothing/").text

    def test_offer_the_accounts_language_as_the_one_without_a_choice(self, client: Client) -> None:
        client.force_login(make_editor())
        html = client.get("/cms/account/").text
        assert '<option value="" selected>The language of my account</option>' in html
        assert "server language" not in html


class TestMails:
    def test_go_to_each_in_her_language(self) -> None:
        chosen, swede, nobody = make_swede("a@example.org"), make_swede("b@example.org"), make_editor("c@example.org")
        UserProfile.objects.create(user=chosen, preferred_language="el")
        User.objects.filter(pk=nobody.pk).update(language="")
        with translation.override("en"):
            assert [staff_language(User.objects.get(pk=person.pk)) for person in (chosen, swede, nobody)] == ["el", "sv", "en"]

    def test_of_wagtail_do_not_follow_whoever_causes_them(self) -> None:
        swede = make_swede()
        seen = []

        def write(*_args: object) -> str:
            seen.append(translation.get_language())
            return "Hej"

        with translation.override("el"), pytest.MonkeyPatch.context() as patch:
            patch.setattr("wagtail.admin.mail.render_to_string", write)
            send_notification([User.objects.get(pk=swede.pk)], "updated_comments", {})
        assert set(seen) == {"sv"}
        assert [message.to for message in mail.outbox] == [["edda@example.org"]]
