from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.models import User
from accounts.services import DEMO_PASSWORD, DEMO_PEOPLE, make_demo_accounts
from tests.factories.accounts import sign_in

pytestmark = pytest.mark.django_db


def allowed(group: str) -> set[tuple[str, str]]:
    """Which permission the group has on which page."""
    rows = GroupPagePermission.objects.filter(group__name=group).select_related("page", "permission")
    return {(row.page.slug, row.permission.codename) for row in rows}


class TestDemoAccounts:
    def test_are_those_that_the_readme_names(self) -> None:
        emails = [user.email for user in make_demo_accounts()]

        readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
        assert emails == re.findall(r"^\| `(\S+@example\.org)`", readme, re.MULTILINE)

    @pytest.mark.parametrize("person", DEMO_PEOPLE, ids=lambda person: person.name)
    def test_sign_in_without_a_code(self, client: Client, person: Any) -> None:
        make_demo_accounts()

        assert sign_in(client, login=person.email, password=DEMO_PASSWORD).headers["Location"] == "/en/learn/"

    @pytest.mark.parametrize(
        ("name", "status"),
        [("learner", 403), ("lecturer", 403), ("translator-sv", 200), ("reviewer-el", 200), ("editor", 200), ("coordinator", 200)],
    )
    def test_reach_the_admin_only_with_a_role(self, client: Client, name: str, status: int) -> None:
        make_demo_accounts()
        client.force_login(User.objects.get(email=f"{name}@example.org"))

        assert client.get("/cms/", follow=True).status_code == status

    def test_are_the_same_after_a_second_run(self) -> None:
        def state() -> list[Any]:
            return [
                list(User.objects.order_by("pk").values_list("pk", "email", "password", "groups")),
                GroupPagePermission.objects.count(),
                GroupCollectionPermission.objects.count(),
                Group.objects.count(),
            ]

        make_demo_accounts()
        before = state()
        make_demo_accounts()

        assert state() == before

    def test_are_put_back_as_they_were(self) -> None:
        make_demo_accounts()
        learner = User.objects.get(email="learner@example.org")
        learner.display_name = "Changed"
        learner.set_password("something else")
        learner.save()

        make_demo_accounts()

        learner.refresh_from_db()
        assert learner.display_name == DEMO_PEOPLE[0].display_name
        assert learner.check_password(DEMO_PASSWORD)

    def test_are_refused_outside_the_demonstration(self, settings: Any) -> None:
        settings.IS_DEMONSTRATION = False

        with pytest.raises(ImproperlyConfigured):
            make_demo_accounts()
        with pytest.raises(CommandError):
            call_command("make_demo_accounts")
        assert not User.objects.exists()

    def test_are_listed_by_the_command(self) -> None:
        out = StringIO()

        call_command("make_demo_accounts", stdout=out)

        assert out.getvalue().count(DEMO_PASSWORD) == len(DEMO_PEOPLE)


class TestRoles:
    def test_editors_write_and_publish_anywhere(self) -> None:
        make_demo_accounts()

        assert {("root", f"{verb}_page") for verb in ("add", "change", "publish")} <= allowed("Editors")
        editor = User.objects.get(email="editor@example.org")
        assert editor.has_perms(["home.change_menu", "home.change_sitewords"])
        assert not editor.has_perm("accounts.change_user")

    def test_editors_use_images_documents_and_media(self) -> None:
        make_demo_accounts()

        codes = set(GroupCollectionPermission.objects.filter(group__name="Editors").values_list("permission__codename", flat=True))
        assert {"add_image", "change_image", "choose_image", "add_document", "add_media", "change_media"} <= codes

    def test_editors_send_pages_to_translators(self) -> None:
        make_demo_accounts()

        assert User.objects.get(email="editor@example.org").has_perm("wagtail_localize.submit_translation")

    def test_coordinators_have_access_and_nothing_else_yet(self) -> None:
        make_demo_accounts()

        assert User.objects.get(email="coordinator@example.org").get_all_permissions() == {"wagtailadmin.access_admin"}
