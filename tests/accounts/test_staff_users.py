"""Accounts under ``/cms/users/`` and ``/cms/account/``."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from tests.factories.accounts import EMAIL, PASSWORD, make_editor, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    client.force_login(make_user("admin@example.org", display_name="Ada Example", is_superuser=True))
    return client


def posted(**changes: Any) -> dict[str, Any]:
    data = {"email": EMAIL, "display_name": "Łucja Przykład", "language": "sv", "password1": PASSWORD, "password2": PASSWORD, **changes}
    return {key: value for key, value in data.items() if value is not None}


class TestList:
    def test_shows_names_and_addresses(self, admin_client: Client) -> None:
        make_user()

        page = admin_client.get("/cms/users/").text

        assert "Łucja Przykład" in page
        assert EMAIL in page

    @pytest.mark.parametrize("words", ["Łucja", "lucja@"])
    def test_is_searched_by_either(self, admin_client: Client, words: str) -> None:
        make_user()
        make_user("other@example.org", display_name="Somebody Else")

        page = admin_client.get("/cms/users/", {"q": words}).text

        assert "Łucja Przykład" in page
        assert "Somebody Else" not in page

    @pytest.mark.parametrize("ordering", ["display_name", "-display_name", "email", "last_login", "name"])
    def test_is_sorted(self, admin_client: Client, ordering: str) -> None:
        assert admin_client.get("/cms/users/", {"ordering": ordering}).status_code == 200

    def test_is_closed_to_editors(self, client: Client) -> None:
        client.force_login(make_editor())

        assert client.get("/cms/users/").headers["Location"] == "/cms/"


class TestCreating:
    def test_form_asks_for_one_name(self, admin_client: Client) -> None:
        page = admin_client.get("/cms/users/new/").text

        assert 'name="display_name"' in page
        assert 'name="first_name"' not in page

    def test_makes_an_account_with_groups(self, admin_client: Client) -> None:
        group = Group.objects.get(name="Editors")

        answer = admin_client.post("/cms/users/new/", posted(email="Lucja@Example.org", groups=[group.pk]))

        user = User.objects.get(email=EMAIL)
        assert answer.status_code == 302
        assert (user.display_name, user.language, list(user.groups.all())) == ("Łucja Przykład", "sv", [group])
        assert user.check_password(PASSWORD)

    def test_leaves_the_address_to_be_proved_by_its_owner(self, admin_client: Client) -> None:
        admin_client.post("/cms/users/new/", posted())

        assert not EmailAddress.objects.filter(email=EMAIL, verified=True).exists()

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"email": "LUCJA@example.org"}, "There is an account with this address."),
            ({"display_name": "  "}, "Enter your name."),
            ({"password2": "something else"}, "The two password fields didn"),
            ({"password1": "short", "password2": "short"}, "too short"),
        ],
    )
    def test_says_what_is_wrong(self, admin_client: Client, changes: dict[str, str], message: str) -> None:
        make_user()

        answer = admin_client.post("/cms/users/new/", posted(**{"email": "new@example.org", **changes}))

        assert message in answer.text
        assert User.objects.count() == 2


class TestEditing:
    def test_changes_name_and_keeps_the_password(self, admin_client: Client) -> None:
        user = make_user()
        assert admin_client.get(f"/cms/users/edit/{user.pk}/").status_code == 200

        admin_client.post(f"/cms/users/edit/{user.pk}/", posted(display_name="李", password1="", password2="", is_active="on"))

        user.refresh_from_db()
        assert (user.display_name, user.is_active) == ("李", True)
        assert user.check_password(PASSWORD)

    def test_of_the_address_takes_the_old_one_its_rights(self, admin_client: Client) -> None:
        user = make_user()

        admin_client.post(f"/cms/users/edit/{user.pk}/", posted(email="new@example.org", password1="", password2="", is_active="on"))

        user.refresh_from_db()
        assert user.email == "new@example.org"
        assert not EmailAddress.objects.filter(email=EMAIL).exists()

    def test_of_oneself_cannot_take_ones_own_rights(self, admin_client: Client) -> None:
        admin = User.objects.get(email="admin@example.org")

        admin_client.post(f"/cms/users/edit/{admin.pk}/", posted(email=admin.email, password1="", password2=""))

        admin.refresh_from_db()
        assert (admin.is_active, admin.is_superuser) == (True, True)


def test_editor_changes_her_own_name_under_account(client: Client) -> None:
    editor = make_editor()
    client.force_login(editor)
    assert "first_name" not in client.get("/cms/account/").text

    answer = client.post(
        "/cms/account/",
        {
            "name_email-display_name": "Edda Muster",
            "locale-preferred_language": "",
            "locale-current_time_zone": "",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )

    editor.refresh_from_db()
    assert answer.status_code == 302, answer.text
    assert editor.display_name == "Edda Muster"
