from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page, Workflow, WorkflowPage

from accounts.models import User
from accounts.services import make_demo_accounts
from translation.permissions import locales_for, may_review, may_submit, may_translate
from translation.services.roles import make_translation_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish_home(sv: Locale) -> Page:
    return Page.get_first_root_node().add_child(instance=Page(title="Hem", slug="hem", locale=sv))


def allowed(group: str) -> set[tuple[str, str]]:
    rows = GroupPagePermission.objects.filter(group__name=group).select_related("page", "permission")
    return {(row.page.slug, row.permission.codename) for row in rows}


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


class TestGroups:
    def test_translators_change_and_reviewers_publish_the_pages_of_their_language(self, swedish_home: Page, el: Locale) -> None:
        make_translation_groups()
        assert allowed("Translators sv") == {("hem", "change_page")}
        assert allowed("Reviewers sv") == {("hem", "change_page"), ("hem", "publish_page")}
        assert allowed("Translators el") == set()

    def test_reviewers_choose_files_and_translators_do_not(self, sv: Locale) -> None:
        make_translation_groups()
        rows = GroupCollectionPermission.objects.values_list("group__name", "permission__codename")
        assert {code for name, code in rows if name == "Reviewers sv"} == {"choose_image", "choose_document"}
        assert not [name for name, _code in rows if name.startswith("Translators")]

    def test_nobody_of_them_submits_translations(self, swedish_home: Page) -> None:
        make_translation_groups()
        make_demo_accounts()
        for name in ("translator-sv", "reviewer-sv"):
            assert person(name).get_all_permissions() == {"wagtailadmin.access_admin"}
            assert not may_submit(person(name))
        assert may_submit(person("editor"))

    def test_a_second_run_changes_nothing(self, swedish_home: Page) -> None:
        call_command("make_translation_groups")
        before = (Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count())
        call_command("make_translation_groups")
        assert (Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()) == before

    def test_pages_of_the_language_are_reviewed_by_its_reviewers(self, swedish_home: Page) -> None:
        make_translation_groups()
        tasks = [task.specific for task in swedish_home.get_workflow().tasks]
        assert [list(task.groups.values_list("name", flat=True)) for task in tasks] == [["Reviewers sv"]]

    def test_a_workflow_that_somebody_has_chosen_stays(self, swedish_home: Page) -> None:
        chosen = Workflow.objects.create(name="Ours")
        WorkflowPage.objects.create(page=swedish_home, workflow=chosen)
        make_translation_groups()
        assert swedish_home.get_workflow() == chosen


class TestLanguages:
    def test_are_those_whose_front_page_one_may_change(self, swedish_home: Page, sv: Locale, el: Locale) -> None:
        make_translation_groups()
        make_demo_accounts()
        assert locales_for(person("translator-sv"), "change") == [sv]
        assert locales_for(person("translator-el"), "change") == []
        assert locales_for(person("learner"), "change") == []
        assert locales_for(person("admin"), "publish") == [sv, el]
        assert may_translate(person("translator-sv"), sv)
        assert not may_review(person("translator-sv"), sv)
        assert may_review(person("reviewer-sv"), sv)
