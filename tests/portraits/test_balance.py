"""The report on representation: who is missing first, and for editors only."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from portraits.balance import balance
from tests.factories.accounts import make_user
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, key_of, make_tree

ADDRESS = "/cms/reports/representation/"


@pytest.fixture
def gallery(en, sv):
    gallery = PortraitIndexPageFactory(parent=make_tree(en).home, locale=en, translation_key=key_of("gallery"))
    lise = {"title": "Lise", "disciplines": ["physics"], "countries": ["AT", "SE"], "themes": ["exclusion"], "work_year": 1939}
    svenska = PortraitIndexPageFactory(parent=make_tree(sv).home, locale=sv, translation_key=key_of("gallery"))
    PortraitPageFactory(parent=gallery, locale=en, translation_key=key_of("lise"), **lise)
    PortraitPageFactory(parent=svenska, locale=sv, translation_key=key_of("lise"), **lise)
    PortraitPageFactory(parent=gallery, locale=en, disciplines=["physics"], countries=["KE"], work_year=1987)
    PortraitPageFactory(parent=gallery, locale=en, disciplines=["space"], live=False)
    return gallery


def staff(*rights: str, page=None):
    """Somebody who may enter, with these rights; on a page only the right to change it."""
    user = make_user()
    group = Group.objects.create(name="readers of a report")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(*Permission.objects.filter(codename__in=rights))
    if page:
        GroupPagePermission.objects.create(group=group, page=page, permission=Permission.objects.get(codename="change_page"))
    user.groups.add(group)
    return user


def section(title: str):
    return next(section for section in balance() if section.title == title)


@pytest.mark.usefixtures("gallery")
class TestCounting:
    def test_published_portraits_are_counted_in_the_source_language_with_their_translations(self):
        (physics,) = section("Field").rows
        assert (physics.label, physics.number, physics.translated, physics.percents) == ("Physics", 2, (1, 0), (50, 0))

    def test_what_nobody_stands_for_is_told(self):
        assert "Space" in section("Field").missing
        assert "Physics" not in section("Field").missing
        assert "Belonging" in section("Theme").missing

    def test_countries_of_the_union_are_missed_and_others_only_counted(self):
        countries = section("Country")
        assert {row.label for row in countries.rows} == {"Austria", "Sweden", "Kenya"}
        assert "Greece" in countries.missing
        assert "Japan" not in countries.missing

    def test_one_query_tells_all(self, django_assert_num_queries):
        balance()
        with django_assert_num_queries(1):
            balance()


class TestWhoMaySee:
    def test_who_keeps_the_quotations_may(self, client, gallery):
        client.force_login(staff("change_quotation"))
        html = client.get(ADDRESS).content.decode()
        assert html.index("Nobody yet:") < html.index("Physics")

    def test_other_staff_may_not(self, client, gallery):
        client.force_login(staff(page=gallery))
        assert client.get(ADDRESS).status_code in {302, 403}

    def test_learners_and_guests_may_not(self, client, gallery):
        assert client.get(ADDRESS).status_code == 302
        client.force_login(make_user())
        assert client.get(ADDRESS).status_code in {302, 403}

    def test_the_file_holds_the_same_and_what_is_missing(self, client, gallery):
        client.force_login(staff("change_quotation"))
        response = client.get(f"{ADDRESS}?format=csv")
        lines = response.content.decode("utf-8-sig").splitlines()
        assert response["Content-Type"].startswith("text/csv")
        assert lines[0] == "Filter,Value,English,Svenska,Ελληνικά"
        assert "Field,Physics,2,1,0" in lines
        assert "Field,Space,0,0,0" in lines
