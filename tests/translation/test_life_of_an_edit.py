"""What readers of translations see after each kind of edit in the source: nothing English that was translated before, and nothing old that
needs no translator."""

from __future__ import annotations

from typing import Any, ClassVar

from django.test import Client, TestCase
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from common.enums import EditKind
from tests.factories.courses import name_id, question
from tests.factories.translation import LANGUAGES, Course, edit, edit_body, make_course, send, translate
from translation.models import Tally
from translation.services.editing import approve_strings, write_strings
from translation.services.publishing import publish
from translation.states import State

TEXT, REFLECTION, QUIZ = 0, 1, 2


class LifeTest(TestCase):
    """A course that readers have in Swedish and Greek."""

    course: ClassVar[Course]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()

    def following(self) -> Any:
        """Does what the worker does after a publication."""
        return self.captureOnCommitCallbacks(execute=True)


def public(page: Any, code: str = "sv") -> str:
    address = Page.objects.get(translation_key=page.translation_key, locale__language_code=code).url
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def unchanged(_page: Any) -> None:
    """Only the fields that the edit names."""


def set_text(value: str) -> Any:
    return lambda body: body[TEXT].update(value=value)


def quiz_of(page: Any) -> Any:
    return next(block for block in page.body if block.block_type == "quiz").value


class TestWording(LifeTest):
    def test_readers_keep_the_last_approved_sentence(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text that is new</p>"))
        for code in LANGUAGES:
            html = public(self.course.lesson, code)
            assert f"Text en ‹{code}›" in html
            assert "that is new" not in html

    def test_the_translator_sees_the_old_sentence_and_its_translation(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text that is new</p>"))
        stale = self.course.segment(self.course.lesson, "that is new")
        assert stale.state == State.STALE
        assert stale.previous is not None
        assert (stale.previous.source, stale.previous.target) == ("Text en", "Text en ‹sv›")
        assert Tally.objects.get(translation=self.course.record(self.course.lesson)).stale == 4

    def test_two_edits_in_a_row_still_lead_back_to_the_translation(self) -> None:
        for text in ("<p>Text that is new</p>", "<p>Text that is newer</p>"):
            with self.following():
                edit_body(self.course.lesson, set_text(text))
        stale = self.course.segment(self.course.lesson, "newer")
        assert stale.previous is not None
        assert stale.previous.target == "Text en ‹sv›"

    def test_an_edit_taken_back_needs_no_translator(self) -> None:
        for text in ("<p>Text that is new</p>", "<p>Text en</p>"):
            with self.following():
                edit_body(self.course.lesson, set_text(text))
        assert {segment.state for segment in self.course.segments(self.course.lesson)} == {State.APPROVED}

    def test_the_other_sentences_of_a_paragraph_stay_in_one_language(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text en</p><p>A second one</p>"))
        translate(self.course, self.course.lesson)
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text en, reworded</p><p>A second one</p><p>A third one</p>"))
        html = public(self.course.lesson)
        assert "Text en ‹sv›" in html
        assert "A second one ‹sv›" in html
        assert "reworded" not in html
        assert "third" not in html

    def test_translated_anew_it_is_what_readers_read(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text that is new</p>"))
        translate(self.course, self.course.lesson)
        assert "Text that is new ‹sv›" in public(self.course.lesson)
        assert "Text en ‹el›" in public(self.course.lesson, "el")

    def test_what_is_not_approved_is_not_read(self) -> None:
        record = self.course.record(self.course.lesson)
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(record, {place: "En obeprövad mening"})
        with self.following():
            edit(self.course.lesson, unchanged, minutes=45)
        html = public(self.course.lesson)
        assert "obeprövad" not in html
        assert "Text en ‹sv›" in html

    def test_titles_keep_their_approved_words(self) -> None:
        with self.following():
            edit(self.course.lesson, unchanged, title="First and best", lead="Another lead")
        target = self.course.target(self.course.lesson)
        assert (target.title, target.lead) == ("First ‹sv›", "Lead ‹sv›")


class TestTypo(LifeTest):
    def test_all_translations_stay_valid(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text, en</p>"), edit_kind=EditKind.TYPO)
        segment = self.course.segment(self.course.lesson, "Text, en")
        assert (segment.state, segment.text) == (State.APPROVED, "Text en ‹sv›")
        assert not Tally.objects.get(translation=self.course.record(self.course.lesson)).is_behind

    def test_what_was_not_approved_is_not_approved_by_it(self) -> None:
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(self.course.record(self.course.lesson), {place: "Utkast"})
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text, en</p>"), edit_kind=EditKind.TYPO)
        segment = self.course.segment(self.course.lesson, "Text, en")
        assert segment.state != State.APPROVED or segment.text == "Text en ‹sv›"
        assert "Utkast" not in public(self.course.lesson)

    def test_the_question_is_asked_anew_at_the_next_edit(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text, en</p>"), edit_kind=EditKind.TYPO)
        form_class = self.course.lesson.get_edit_handler().get_form_class()
        form = form_class(instance=self.course.lesson.get_latest_revision_as_object(), for_user=None)
        assert form["edit_kind"].value() == EditKind.WORDING


class TestSubstance(LifeTest):
    def test_translated_pages_say_so_until_they_are_translated(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>The opposite</p>"), edit_kind=EditKind.SUBSTANTIVE)
        assert self.course.target(self.course.lesson).source_changed_at is not None
        assert self.course.target(self.course.lesson, "el").source_changed_at is not None
        translate(self.course, self.course.lesson)
        assert self.course.target(self.course.lesson).source_changed_at is None
        assert self.course.target(self.course.lesson, "el").source_changed_at is not None

    def test_a_change_without_words_says_nothing(self) -> None:
        with self.following():
            edit(self.course.lesson, unchanged, minutes=45, edit_kind=EditKind.SUBSTANTIVE)
        assert self.course.target(self.course.lesson).source_changed_at is None


class TestKeyAndPoints(LifeTest):
    def test_reach_every_language_by_themselves(self) -> None:
        def change(body: Any) -> None:
            single = body[QUIZ]["value"]["questions"][0]["value"]
            single["points"] = "3"
            for option in single["options"]:
                option["value"]["is_correct"] = not option["value"]["is_correct"]

        with self.following():
            edit_body(self.course.lesson, change)
        for code in LANGUAGES:
            assert quiz_of(self.course.target(self.course.lesson, code)).spec.hash == quiz_of(self.course.lesson).spec.hash

    def test_reach_a_language_that_waits_for_a_sentence(self) -> None:
        def change(body: Any) -> None:
            body[TEXT]["value"] = "<p>Text that is new</p>"
            body[QUIZ]["value"]["pass_mark"] = 55

        with self.following():
            edit_body(self.course.lesson, change)
        target = self.course.target(self.course.lesson)
        assert quiz_of(target).spec.pass_mark == 55
        assert "Text en ‹sv›" in str(target.body[TEXT].value)

    def test_a_question_that_waits_for_words_keeps_the_quiz_whole(self) -> None:
        """The key of the public page would differ: it stays as it was; the attempt's words and key come from the source meanwhile."""
        before = self.course.target(self.course.lesson)

        def change(body: Any) -> None:
            body[QUIZ]["value"]["questions"].append(
                question("late", "true_false", "en", answer="true", feedback_true="", feedback_false="")
            )

        with self.following():
            edit_body(self.course.lesson, change)
        after = self.course.target(self.course.lesson)
        assert after.latest_revision_id == before.latest_revision_id
        assert "Prompt late" not in public(self.course.lesson)
        translate(self.course, self.course.lesson)
        assert quiz_of(self.course.target(self.course.lesson)).spec.hash == quiz_of(self.course.lesson).spec.hash


class TestBlocks(LifeTest):
    def test_order_follows(self) -> None:
        with self.following():
            edit_body(self.course.lesson, lambda body: body.reverse())
        assert [block.id for block in self.course.target(self.course.lesson).body] == [block.id for block in self.course.lesson.body]

    def test_what_is_deleted_goes(self) -> None:
        with self.following():
            edit_body(self.course.lesson, lambda body: body.pop(TEXT))
        assert "Text en" not in public(self.course.lesson)

    def test_what_is_new_appears_once_it_is_translated(self) -> None:
        new = {"type": "rich_text", "id": name_id("new"), "value": "<p>A new paragraph</p>"}
        with self.following():
            edit_body(self.course.lesson, lambda body: body.insert(1, new))
        html = public(self.course.lesson)
        assert "A new paragraph" not in html
        assert "Text en ‹sv›" in html
        assert self.course.segment(self.course.lesson, "A new paragraph").state == State.MISSING
        translate(self.course, self.course.lesson)
        assert "A new paragraph ‹sv›" in public(self.course.lesson)

    def test_a_new_item_of_a_list_waits_alone(self) -> None:
        module = self.course.module

        def change(page: Any) -> None:
            page.outcomes = [*page.outcomes.get_prep_value(), {"type": "outcome", "id": name_id("late"), "value": "do something new"}]

        with self.following():
            edit(module, change)
        assert len(self.course.target(module).outcomes) == len(module.outcomes) - 1


class TestTree(LifeTest):
    def test_moves_are_followed(self) -> None:
        other = self.course.module.get_parent().add_child(
            instance=type(self.course.module)(title="Other", slug="other", summary="S", locale=self.course.module.locale)
        )
        other.save_revision().publish()
        send(self.course)
        for code in LANGUAGES:
            translate(self.course, other, code)
        Page.objects.get(pk=self.course.lesson.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
        for code in LANGUAGES:
            assert self.course.target(self.course.lesson, code).get_parent().translation_key == other.translation_key
        assert Page.find_problems() == ([], [], [], [], [])

    def test_order_is_followed(self) -> None:
        Page.objects.get(pk=self.course.second.pk).move(Page.objects.get(pk=self.course.lesson.pk), pos="left")
        for code in LANGUAGES:
            module = self.course.target(self.course.module, code)
            assert [page.translation_key for page in module.get_children()] == [
                self.course.second.translation_key,
                self.course.lesson.translation_key,
            ]

    def test_unpublishing_is_followed(self) -> None:
        self.course.lesson.unpublish()
        assert not any(self.course.target(self.course.lesson, code).live for code in LANGUAGES)

    def test_deletion_is_followed_and_strings_stay(self) -> None:
        count = StringTranslation.objects.count()
        with self.following():
            Page.objects.get(pk=self.course.module.pk).specific.delete()
        assert not Page.objects.filter(
            translation_key__in=[self.course.module.translation_key, self.course.lesson.translation_key]
        ).exists()
        assert StringTranslation.objects.count() == count
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_new_page_takes_its_place_among_its_siblings(self) -> None:
        new = type(self.course.lesson)(title="Between", slug="between", lead="L", locale=self.course.lesson.locale, body=[])
        Page.objects.get(pk=self.course.second.pk).add_sibling(pos="left", instance=new)
        new.save_revision().publish()
        send(self.course)
        names = [page.slug for page in self.course.target(self.course.module).get_children()]
        assert names == ["first", "between", "second"]


class TestSources(LifeTest):
    def test_an_unchanged_page_is_left_alone(self) -> None:
        before = TranslationSource.objects.get(object_id=self.course.lesson.translation_key).last_updated_at
        with self.following():
            edit(self.course.lesson, unchanged)
        assert TranslationSource.objects.get(object_id=self.course.lesson.translation_key).last_updated_at == before
        assert self.course.target(self.course.lesson).revisions.count() == self.course.target(self.course.second).revisions.count()

    def test_publishing_twice_gives_nothing_new(self) -> None:
        record = self.course.record(self.course.lesson)
        assert not publish(record)
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(record, {place: "Text på svenska"})
        assert not publish(record)
        approve_strings(record)
        assert publish(record)

    def test_questions_keep_their_identity(self) -> None:
        target = quiz_of(self.course.target(self.course.lesson))
        assert [child.id for child in target["questions"]] == [child.id for child in quiz_of(self.course.lesson)["questions"]]
