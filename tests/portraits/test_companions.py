"""Who stands beside a lesson."""

from __future__ import annotations

import uuid
from collections import Counter

import pytest

from common.companions import Wish, find_companions
from portraits.companions import Candidate, choose, score, shared
from portraits.models import PortraitPage
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, key_of, make_tree


def candidate(*themes: str, name: str = "") -> Candidate:
    return Candidate(key_of(name or "/".join(themes)), frozenset(themes))


@pytest.fixture
def people(en) -> dict[str, PortraitPage]:
    gallery = PortraitIndexPageFactory(parent=make_tree(en).home, locale=en)
    themes = {"Ada": ["curiosity"], "Lise": ["exclusion", "migration"], "Anne": ["belonging", "migration"], "Laura": ["exclusion"]}
    return {name: PortraitPageFactory(parent=gallery, title=name, locale=en, themes=values) for name, values in themes.items()}


class TestChoosing:
    def test_themes_in_common_stand_in_the_order_of_the_wish(self):
        assert shared(("migration", "exclusion", "mentor"), {"exclusion", "migration", "curiosity"}) == ("migration", "exclusion")

    def test_the_first_theme_weighs_more_than_all_others(self):
        wanted = ("belonging", "migration", "exclusion")
        assert score(wanted, {"belonging"}) > score(wanted, {"migration", "exclusion"}) > score(wanted, {"migration"})

    def test_nobody_is_chosen_without_a_theme_in_common(self):
        assert choose(Wish(themes=("mentor",)), [candidate("curiosity")]) is None

    def test_one_place_always_shows_the_same_person(self):
        equals = [candidate("mentor", name=str(number)) for number in range(8)]
        wish = Wish(themes=("mentor",), seed="a-block")
        assert choose(wish, equals) == choose(wish, list(reversed(equals)))

    def test_many_places_show_everybody(self):
        equals = [candidate("mentor", name=str(number)) for number in range(8)]
        shown = Counter(choose(Wish(themes=("mentor",), seed=str(place)), equals) for place in range(400))
        assert set(shown) == set(equals)
        assert max(shown.values()) < 3 * min(shown.values())


@pytest.mark.usefixtures("people")
class TestFinding:
    def test_a_lesson_is_given_the_person_who_shares_most(self, people):
        (found,) = find_companions([Wish(themes=("migration", "belonging"))], "en")
        assert (found.name, found.themes, found.url) == ("Anne", ("migration", "belonging"), people["Anne"].url)

    def test_a_chosen_portrait_goes_before_any_theme(self, people):
        (found,) = find_companions([Wish(themes=("belonging",), key=people["Ada"].translation_key)], "en")
        assert (found.name, found.themes) == ("Ada", ())

    def test_a_chosen_portrait_that_is_not_there_gives_way_to_one_that_fits(self):
        (found,) = find_companions([Wish(themes=("belonging",), key=uuid.uuid4())], "en")
        assert found.name == "Anne"

    def test_nobody_is_given_twice(self, people):
        wishes = [Wish(themes=("exclusion",), seed="a"), Wish(themes=("exclusion",), seed="b"), Wish(key=people["Lise"].translation_key)]
        assert [found and found.name for found in find_companions(wishes, "en")] == ["Laura", None, "Lise"]

    def test_drafts_and_other_languages_are_nobody(self, people, sv):
        people["Anne"].unpublish()
        assert [found.name for found in find_companions([Wish(themes=("belonging", "migration"))], "en")] == ["Lise"]
        assert find_companions([Wish(themes=("belonging",))], "sv") == [None]

    def test_many_wishes_ask_as_much_as_one(self, django_assert_max_num_queries):
        wishes = [Wish(themes=("exclusion", "belonging"), key=uuid.uuid4(), seed=str(number)) for number in range(6)]
        find_companions(wishes, "en")
        with django_assert_max_num_queries(2):
            find_companions(wishes, "en")
