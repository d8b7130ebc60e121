"""Where a string stands, in the words of the editor's screens."""

from __future__ import annotations

from django.test import TestCase
from django.utils import translation
from wagtail.models import Locale

from courses.models import LessonPage
from home.models import Menu, MenuItem, SiteWords
from tests.factories.courses import lesson_body, name_id
from translation.places import Places, Spot


def lesson() -> LessonPage:
    return LessonPage(title="First", lead="Lead", body=lesson_body("en"), locale=Locale.get_default())


class TestBlocks(TestCase):
    def setUp(self) -> None:
        self.places = Places(lesson())
        self.quiz = f"body.{name_id('quiz')}"
        self.single = f"{self.quiz}.questions.{name_id('single')}"

    def find(self, path: str) -> Spot:
        return self.places.find(path)

    def test_a_field_of_the_page_belongs_to_the_page_itself(self) -> None:
        spot = self.find("title")
        assert (str(spot), spot.group, spot.block_id) == ("Title", "", "")
        assert spot.max_length == 255

    def test_a_block_is_called_by_its_kind_and_title(self) -> None:
        assert str(self.find(f"{self.quiz}.intro")) == "Quiz “Quiz en” › Introduction"

    def test_a_question_is_a_group_of_its_own(self) -> None:
        spot = self.find(f"{self.single}.prompt")
        assert spot.group == self.single
        assert str(spot.heading[0]) == "Quiz “Quiz en”"
        assert str(spot.name[-1]) == "Question"
        assert spot.is_rich_text
        assert spot.block_id == name_id("quiz")

    def test_an_option_says_its_number(self) -> None:
        spot = self.find(f"{self.single}.options.{name_id('s-wrong')}.feedback")
        assert [str(crumb) for crumb in spot.name] == ["Option 2", "Feedback"]

    def test_items_without_a_name_are_numbered_by_their_list(self) -> None:
        spot = self.find(f"{self.quiz}.questions.{name_id('match')}.distractors.{name_id('d1')}")
        assert str(spot.name[-1]) == "Distractors 1"

    def test_a_limit_of_a_block_is_known(self) -> None:
        assert self.find(f"{self.quiz}.questions.{name_id('number')}.unit").max_length == 20

    def test_rich_text_is_told_from_plain(self) -> None:
        assert self.find(f"body.{name_id('text')}").is_rich_text
        assert not self.find(f"{self.quiz}.title").is_rich_text

    def test_the_address_of_a_link_is_named_by_its_text(self) -> None:
        spot = self.find(f"body.{name_id('text')}.'https://example.org/a.b'")
        assert str(spot) == "Text › Link"
        assert not spot.is_rich_text

    def test_a_path_that_is_gone_leads_to_what_is_left_of_it(self) -> None:
        assert str(self.find(f"{self.quiz}.questions.gone.prompt")).startswith("Quiz “Quiz en”")
        assert self.find("nothing.at.all") == Spot()

    def test_says_it_in_the_language_of_the_editor(self) -> None:
        with translation.override("sv"):
            assert str(Places(lesson()).find(f"{self.quiz}.intro")).endswith("Inledning")

    def test_knows_every_path_that_localize_extracts(self) -> None:
        from wagtail_localize.segments.extract import extract_segments

        paths = {value.path for value in extract_segments(lesson()) if ".'" not in value.path}
        assert paths - set(self.places.spots) == set()


class TestSnippets(TestCase):
    def test_children_are_numbered(self) -> None:
        menu = Menu(place="header", title="Main", locale=Locale.get_default())
        menu.items = [MenuItem(label="Courses", locale=Locale.get_default()), MenuItem(label="About", locale=Locale.get_default())]
        second = menu.items.all()[1]
        spot = Places(menu).find(f"items.{second.translation_key}.label")
        assert str(spot) == "Link 2 › Label"
        assert spot.max_length == 60
        assert spot.group == f"items.{second.translation_key}"

    def test_fields_are_called_by_their_names(self) -> None:
        assert str(Places(SiteWords(locale=Locale.get_default())).find("disclaimer")) == "Disclaimer"
