"""The gallery: filters that combine, an address that can be passed on, and a way out of every empty list."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.facets import Facet
from portraits.models import PortraitPage
from portraits.models.pages import GALLERY_KINDS
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, key_of, make_tree

PEOPLE = (
    ("Lise Meitner", ["physics"], ["AT", "SE"], 1939, "professor", ["migration"]),
    ("Ada Lovelace", ["mathematics", "computing"], ["GB"], 1843, "", ["outside-university"]),
    ("Eva Ekeblad", ["chemistry"], ["SE"], 1746, "inventor", ["first-in-role"]),
    ("Anne L’Huillier", ["physics"], ["FR", "SE"], 1987, "professor", ["migration"]),
    ("Katalin Karikó", ["medicine"], ["HU", "US"], 2005, "professor", ["migration"]),
)
parameters = st.lists(
    st.tuples(
        st.sampled_from([*(kind.name for kind in GALLERY_KINDS), "q", "sort", "page", "x"]),
        st.sampled_from(["physics", "SE", "1900-1949", "professor", "migration", "year", "newest", "2", "-1", "é", "<b>", "%", "\0", ""])
        | st.text(max_size=8),
    ),
    max_size=8,
)
any_address = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def gallery(en):
    gallery = PortraitIndexPageFactory(parent=make_tree(en).home, locale=en, translation_key=key_of("gallery"))
    for person in PEOPLE:
        portray(gallery, *person)
    return gallery


def portray(gallery, name, fields=(), countries=(), year=2000, stage="", paths=(), **more):
    return PortraitPageFactory(
        parent=gallery,
        title=name,
        locale=gallery.locale,
        disciplines=list(fields),
        countries=list(countries),
        work_year=year,
        career_stage=stage,
        paths=list(paths),
        **more,
    )


def names(html: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]*">([^<]*)</a></h3>', html)


def get(client, query="", code="en") -> str:
    response = client.get(f"/{code}/portraits/{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("gallery")
class TestFilters:
    def test_kinds_narrow_and_values_of_one_kind_widen(self, client):
        assert names(get(client, "?field=physics")) == ["Anne L’Huillier", "Lise Meitner"]
        assert names(get(client, "?field=physics&field=chemistry")) == ["Anne L’Huillier", "Eva Ekeblad", "Lise Meitner"]
        assert names(get(client, "?field=physics&field=chemistry&era=before-1800")) == ["Eva Ekeblad"]

    def test_a_choice_says_how_many_it_would_show(self, client):
        html = get(client, "?field=physics")
        assert re.search(r'value="SE"><span>Sweden <span class="hint">\(2\)', html)
        assert 'value="HU"' not in html
        assert re.search(r'value="chemistry"><span>Chemistry <span class="hint">\(1\)', html)

    def test_a_filter_in_use_can_be_taken_away_alone(self, client):
        html = get(client, "?field=physics&country=SE&sort=year")
        assert 'href="/en/portraits/?field=physics&amp;sort=year" aria-label="Remove the filter Sweden"' in html
        assert re.search(r'<input type="checkbox" name="country" value="SE" checked>', html)

    def test_the_result_is_told_as_a_status(self, client):
        assert re.search(r'<p class="count" role="status">\s*<b>2 portraits</b>', get(client, "?field=physics"))

    def test_a_name_is_found_without_its_accents_and_in_any_case(self, client):
        assert names(get(client, "?q=KARIKO")) == ["Katalin Karikó"]
        assert names(get(client, "?q=huillier+anne")) == ["Anne L’Huillier"]

    def test_filters_and_a_name_go_together(self, client):
        assert names(get(client, "?q=e&field=physics&country=AT")) == ["Lise Meitner"]

    @pytest.mark.parametrize(
        ("sort", "first"), [("", "Ada Lovelace"), ("year", "Eva Ekeblad"), ("newest", "Katalin Karikó"), ("size", "Ada Lovelace")]
    )
    def test_portraits_stand_in_the_order_that_was_asked_for(self, client, sort, first):
        assert names(get(client, f"?sort={sort}"))[0] == first

    def test_where_nothing_fits_the_page_says_what_to_drop(self, client):
        html = get(client, "?field=medicine&country=SE")
        assert "No portrait fits all of this." in html
        assert '<a href="/en/portraits/?country=SE"><span>3 portraits without the filter “Field”</span></a>' in html
        assert '<a href="/en/portraits/?field=medicine"><span>1 portrait without the filter “Country”</span></a>' in html

    def test_a_filtered_gallery_is_no_page_of_its_own_for_search_engines(self, client):
        assert '<meta name="robots" content="noindex, follow">' in get(client, "?field=physics")
        assert "noindex" not in get(client)

    @any_address
    @given(parameters)
    def test_any_address_answers_with_what_a_naive_filter_leaves(self, client, pairs):
        html = get(client, "?" + urlencode(pairs))
        asked = {kind.name: {value for name, value in pairs if name == kind.name} & set(kind.labels) for kind in GALLERY_KINDS}
        if not any(name == "q" for name, _value in pairs):
            expected = {
                page.title
                for page in PortraitPage.objects.live()
                if all(set(kind.values_of(page)) & asked[kind.name] for kind in GALLERY_KINDS if asked[kind.name])
            }
            assert set(names(html)) == expected
            assert ("No portrait fits all of this." in html) == (not expected)

    @any_address
    @given(st.lists(st.sampled_from([("field", "physics"), ("country", "SE"), ("path", "migration"), ("stage", "professor")]), max_size=3))
    def test_following_a_choice_shows_as_many_as_it_says(self, client, pairs):
        html = get(client, "?" + urlencode(pairs))
        for name, value, count in re.findall(r'name="(\w+)" value="([^"]+)"><span>[^<]*<span class="hint">\((\d+)\)', html):
            others = [(kind, chosen) for kind, chosen in dict.fromkeys(pairs) if kind != name]
            assert len(names(get(client, "?" + urlencode([*others, (name, value)])))) == int(count)


class TestPages:
    def test_twenty_four_portraits_fill_a_page_and_filters_go_along(self, client, gallery):
        for number in range(30):
            portray(gallery, f"Person {number:02}", ["engineering"])
        html = get(client, "?field=engineering")
        assert len(names(html)) == 24
        assert 'href="?field=engineering&amp;page=2" aria-label="Page 2"' in html
        assert len(names(get(client, "?field=engineering&page=2"))) == 6
        assert names(get(client, "?field=engineering&page=99")) == names(get(client, "?field=engineering&page=2"))

    def test_plates_side_by_side_differ_even_if_editors_chose_one_scheme_for_all(self, client, gallery):
        for number in range(12):
            portray(gallery, f"Person {number:02}", scheme="sodium")
        schemes = re.findall(r"mark mark--(\w+)", get(client))
        assert len(schemes) == 17
        assert all(scheme not in schemes[max(0, number - 4) : number] for number, scheme in enumerate(schemes))

    def test_unpublished_portraits_and_aliases_are_not_shown(self, client, gallery):
        portray(gallery, "A draft", live=False)
        PortraitPage.objects.get(title="Ada Lovelace").create_alias(update_slug="alias")
        assert names(get(client)).count("Ada Lovelace") == 1
        assert "A draft" not in get(client)

    def test_the_other_languages_offer_what_they_have_of_the_same(self, client, gallery, sv):
        svenska = PortraitIndexPageFactory(parent=make_tree(sv).home, locale=sv, title="Porträtt", translation_key=key_of("gallery"))
        portray(svenska, "Lise Meitner", ["physics"], slug="lise-meitner")
        assert '<a href="/sv/portraits/?field=physics" hreflang="sv">' in get(client, "?field=physics")
        assert 'hreflang="sv"><span>' not in get(client, "?field=medicine")
        assert names(get(client, code="sv")) == ["Lise Meitner"]

    @pytest.mark.parametrize(
        ("query", "number"), [("", 10), ("?field=physics&country=SE&era=today&stage=professor&path=migration", 10), ("?q=n&sort=year", 10)]
    )
    def test_a_long_gallery_asks_no_more_than_a_short_one(self, client, gallery, django_assert_max_num_queries, query, number):
        portray(gallery, "Anna Norn", ["physics"], ["SE"], stage="professor", paths=["migration"])
        get(client, query)
        with django_assert_max_num_queries(number) as short:
            get(client, query)
        for person in range(30):
            portray(gallery, f"Person {person:02}", ["physics"], ["SE"], stage="professor", paths=["migration"])
        get(client, query)
        with django_assert_max_num_queries(number) as long:
            get(client, query)
        assert len(long) == len(short)


def test_an_empty_answer_asks_no_more_than_a_full_one(client, gallery, django_assert_max_num_queries):
    query = "?field=medicine&country=SE&era=today&stage=founder&path=migration"
    get(client, query)
    with django_assert_max_num_queries(10):
        get(client, query)


def test_lost_rows_are_written_again(gallery):
    before = set(Facet.objects.values_list("page", "listing", "kind", "value"))
    Facet.objects.all().delete()
    call_command("rebuild_facets", verbosity=0)
    call_command("rebuild_facets", verbosity=0)
    assert set(Facet.objects.values_list("page", "listing", "kind", "value")) == before
