"""Filtered lists: what pages are filed under, and that filters and their numbers say the same as the pages themselves."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from common.facets import LISTED, Facet
from common.selection import Selection, offered, ways_out
from portraits.models import PortraitPage
from portraits.models.pages import GALLERY_KINDS
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, make_tree

PEOPLE = (
    ("Lise Meitner", ["physics"], ["AT", "SE"], 1939, "professor", ["migration", "war-or-persecution"]),
    ("Ada Lovelace", ["mathematics", "computing"], ["GB"], 1843, "", ["outside-university"]),
    ("Eva Ekeblad", ["chemistry", "agriculture"], ["SE"], 1746, "inventor", ["outside-university", "first-in-role"]),
    ("Anne L’Huillier", ["physics"], ["FR", "SE"], 1987, "professor", ["migration"]),
    ("Wangari Maathai", ["environment", "life-sciences"], ["KE"], 1977, "founder", ["first-in-role", "public-role"]),
    ("Katalin Karikó", ["life-sciences", "medicine"], ["HU", "US"], 2005, "professor", ["migration"]),
)
KNOWN = {
    "field": ["physics", "mathematics", "computing", "life-sciences"],
    "country": ["AT", "SE", "GB", "KE"],
    "era": ["before-1800", "1800s", "1900-1949", "1950-1999", "today"],
    "stage": ["professor", "inventor", "student"],
    "path": ["migration", "first-in-role", "outside-university"],
}
selections = st.fixed_dictionaries(
    {kind: st.lists(st.sampled_from([*values, "", "x", "<b>"]), max_size=4) for kind, values in KNOWN.items()}
)


@pytest.fixture
def gallery(en):
    gallery = PortraitIndexPageFactory(parent=make_tree(en).home, locale=en)
    for name, fields, countries, year, stage, paths in PEOPLE:
        PortraitPageFactory(
            parent=gallery, title=name, locale=en, disciplines=fields, countries=countries, work_year=year, career_stage=stage, paths=paths
        )
    return gallery


def chosen(**values: list[str]) -> Selection:
    return Selection(GALLERY_KINDS).choosing(values)


def rows(page: Page) -> set[tuple[str, str]]:
    return set(Facet.objects.filter(page=page.pk).exclude(kind=LISTED).values_list("kind", "value"))


def titles(gallery: Page, selection: Selection) -> set[str]:
    return set(PortraitPage.objects.listed_in(gallery, selection).values_list("title", flat=True))


def naive(selection: Selection) -> set[str]:
    """The same without the database: any of the values of every kind."""
    found = set()
    for page in PortraitPage.objects.filter(live=True):
        own = {kind.name: set(kind.values_of(page)) for kind in GALLERY_KINDS}
        if all(own[kind] & set(values) for kind, values in selection.chosen):
            found.add(page.title)
    return found


class TestSelections:
    def test_an_address_is_read_without_what_nobody_knows(self):
        query = QueryDict("field=physics&field=alchemy&planet=mars&country=SE&country=SE&era=&page=2")
        selection = Selection.read(GALLERY_KINDS, query)
        assert selection.chosen == (("field", ("physics",)), ("country", ("SE",)))

    def test_one_selection_has_one_address(self):
        one = Selection.read(GALLERY_KINDS, QueryDict("country=SE&field=physics&field=mathematics&country=AT"))
        other = Selection.read(GALLERY_KINDS, QueryDict("field=mathematics&country=AT&country=SE&field=physics&x=1"))
        assert one.query() == other.query() == "?field=mathematics&field=physics&country=AT&country=SE"

    def test_the_whole_list_has_no_query(self):
        assert not chosen()
        assert chosen().query(q="") == ""
        assert chosen().query(sort="year") == "?sort=year"

    def test_a_chosen_value_leads_to_the_list_without_it(self):
        selection = chosen(field=["physics", "mathematics"], country=["SE"])
        offers = offered(selection, {"field": {"physics": 2}}, sort="year")
        physics = next(choice for choice in offers[0].choices if choice.value == "physics")
        assert physics.query == "?field=mathematics&country=SE&sort=year"
        assert (physics.label, physics.count, physics.is_chosen) == ("Physics", 2, True)

    def test_what_would_show_nothing_is_not_offered_unless_it_is_chosen(self):
        offers = offered(chosen(country=["SE"]), {"country": {"AT": 1, "GB": 0}})
        assert [choice.value for choice in offers[1].choices] == ["AT", "SE"]

    def test_countries_stand_in_the_readers_alphabet(self):
        offers = offered(chosen(), {"country": {"GB": 1, "AT": 1, "SE": 1}})
        assert [choice.label for choice in offers[1].choices] == ["Austria", "Sweden", "United Kingdom"]

    @given(selections)
    def test_an_address_says_all_there_is_to_a_selection(self, values):
        selection = chosen(**values)
        assert Selection.read(GALLERY_KINDS, QueryDict(selection.query()[1:])) == selection

    @given(selections, st.sampled_from([(kind, value) for kind, values in KNOWN.items() for value in values]))
    def test_a_value_that_is_toggled_twice_is_where_it_was(self, values, place):
        selection = chosen(**values)
        assert selection.toggled(*place) != selection
        assert selection.toggled(*place).toggled(*place) == selection

    def test_what_helps_most_is_offered_first(self):
        selection = chosen(field=["physics"], country=["KE"], stage=["student"])
        offers = offered(selection, {})
        numbers = {"?country=KE&stage=student": 0, "?field=physics&stage=student": 1, "?field=physics&country=KE": 4}
        ways = ways_out(selection, offers, lambda wider: numbers[wider.query()])
        assert [(way.choices.kind.name, way.count) for way in ways] == [("stage", 4), ("country", 1)]


class TestFiling:
    def test_a_published_page_stands_under_all_its_values(self, gallery):
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        assert rows(page) == {
            ("field", "physics"),
            ("country", "FR"),
            ("country", "SE"),
            ("era", "1950-1999"),
            ("stage", "professor"),
            ("path", "migration"),
        }

    def test_only_what_has_changed_is_written(self, gallery):
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        before = dict(Facet.objects.filter(page=page.pk).values_list("pk", "value"))
        page.countries = ["FR", "DE"]
        page.save()
        after = dict(Facet.objects.filter(page=page.pk).values_list("pk", "value"))
        assert set(before.values()) - set(after.values()) == {"SE"}
        assert {after[pk] for pk in after.keys() - before.keys()} == {"DE"}

    def test_drafts_and_withdrawn_pages_stand_nowhere(self, gallery):
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        page.unpublish()
        assert not Facet.objects.filter(page=page.pk).exists()
        page.save_revision().publish()
        assert ("field", "physics") in rows(page)

    def test_a_draft_of_a_published_page_changes_nothing(self, gallery):
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        before = rows(page)
        page.disciplines = ["chemistry"]
        page.save_revision()
        assert rows(page) == before

    def test_a_page_that_moves_stands_in_its_new_list(self, gallery, en):
        other = PortraitIndexPageFactory(parent=gallery.get_parent(), locale=en, slug="other")
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        page.move(other, pos="last-child")
        assert set(Facet.objects.filter(page=page.pk).values_list("listing", flat=True)) == {other.pk}

    def test_a_deleted_page_leaves_nothing_behind(self, gallery):
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        key = page.pk
        page.delete()
        assert not Facet.objects.filter(page=key).exists()

    def test_an_alias_stands_nowhere(self, gallery):
        page = PortraitPage.objects.get(title="Anne L’Huillier")
        alias = page.create_alias(update_slug="alias")
        assert not Facet.objects.filter(page=alias.pk).exists()


@pytest.mark.usefixtures("gallery")
class TestCounting:
    @settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(selections)
    def test_a_list_is_what_a_naive_filter_leaves(self, gallery, values):
        selection = chosen(**values)
        assert titles(gallery, selection) == naive(selection)
        assert Facet.objects.totals([gallery.pk], selection).get(gallery.pk, 0) == len(naive(selection))

    @settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(selections)
    def test_a_number_is_what_its_choice_alone_would_show(self, gallery, values):
        selection = chosen(**values)
        counts = Facet.objects.counts(gallery, selection)
        for kind in GALLERY_KINDS:
            for value in KNOWN[kind.name]:
                only = selection.without(kind.name).toggled(kind.name, value)
                assert counts.get(kind.name, {}).get(value, 0) == len(naive(only))

    def test_a_search_narrows_the_numbers(self, gallery):
        found = PortraitPage.objects.filter(title__contains="Meitner")
        assert Facet.objects.counts(gallery, chosen(), among=found)["country"] == {"AT": 1, "SE": 1}

    def test_two_choices_of_one_kind_widen_and_two_kinds_narrow(self, gallery):
        assert titles(gallery, chosen(country=["SE", "KE"])) == {"Lise Meitner", "Eva Ekeblad", "Anne L’Huillier", "Wangari Maathai"}
        assert titles(gallery, chosen(country=["SE", "KE"], field=["physics"])) == {"Lise Meitner", "Anne L’Huillier"}

    @pytest.mark.parametrize("values", [{}, {"field": ["physics"]}, {kind: values[:2] for kind, values in KNOWN.items()}])
    def test_numbers_take_one_query_whatever_is_chosen(self, gallery, django_assert_num_queries, values):
        with django_assert_num_queries(1):
            Facet.objects.counts(gallery, chosen(**values))
        with django_assert_num_queries(1):
            Facet.objects.sizes(gallery, [chosen(**values), chosen(), chosen(era=["today"])])

    def test_the_sizes_of_many_selections_are_told_at_once(self, gallery):
        selections = [chosen(), chosen(field=["physics"]), chosen(field=["physics"], country=["KE"])]
        assert list(Facet.objects.sizes(gallery, selections).values()) == [6, 2, 0]
        assert Facet.objects.sizes(gallery, []) == {}
