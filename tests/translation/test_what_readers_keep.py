"""What readers of a translation keep and get back: statements stay whole, typing mistakes are no more than that, trees and rights agree."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from common.enums import EditKind
from common.gates import DiffersError
from courses.models import LessonPage
from courses.services.quizzes import live_quiz, words_in
from home.models import SiteWords
from tests.factories.courses import name_id, question
from tests.factories.translation import LANGUAGES, edit, edit_body, translate
from tests.translation.test_life_of_an_edit import QUIZ, TEXT, LifeTest, public, quiz_of, set_text, unchanged
from translation.services.editing import write_strings
from translation.services.publishing import SourceUnpublishedError, publish
from translation.services.submitting import submit
from translation.states import State


class TestStatementsStayWhole(LifeTest):
    """What belongs together is not mixed from old words and new facts."""

    def words(self, code: str = "sv") -> Any:
        return words_in(live_quiz(self.course.lesson.translation_key, uuid.UUID(self.quiz_id)), code)

    @property
    def quiz_id(self) -> str:
        return next(block.id for block in self.course.lesson.body if block.block_type == "quiz")

    def test_old_words_never_stand_beside_a_new_key(self) -> None:
        def change(body: Any) -> None:
            single = body[QUIZ]["value"]["questions"][0]["value"]
            single["prompt"] = "<p>Which one is wrong?</p>"
            for option in single["options"]:
                option["value"]["is_correct"] = not option["value"]["is_correct"]

        with self.following():
            edit_body(self.course.lesson, change)
        assert self.words().language == "en"
        translate(self.course, self.course.lesson)
        assert self.words().language == "sv"

    def test_words_that_wait_do_not_hold_back_the_key_of_another_question(self) -> None:
        def reword(body: Any) -> None:
            body[QUIZ]["value"]["questions"][0]["value"]["prompt"] = "<p>Prompt that is new</p>"

        def more_points(body: Any) -> None:
            body[QUIZ]["value"]["questions"][2]["value"]["points"] = "9"

        for change in (reword, more_points):
            with self.following():
                edit_body(self.course.lesson, change)
        target = quiz_of(self.course.target(self.course.lesson))
        assert target.spec.hash == quiz_of(self.course.lesson).spec.hash
        assert "Prompt single en ‹sv›" in str(target["questions"][0].value["prompt"])
        assert self.words().language == "sv"

    def test_a_quiz_that_waits_does_not_hold_back_the_page(self) -> None:
        def change(body: Any) -> None:
            late = question("late", "true_false", "en", answer="true", feedback_true="", feedback_false="")
            body[QUIZ]["value"]["questions"].append(late)
            body.pop(TEXT)

        with self.following():
            edit_body(self.course.lesson, change)
        assert "Text en" not in public(self.course.lesson)
        assert self.words().language == "en"

    def test_nor_is_it_approved_by_a_person(self) -> None:
        late = question("late", "true_false", "en", answer="true", feedback_true="", feedback_false="")
        with self.following():
            edit_body(self.course.lesson, lambda body: body[QUIZ]["value"]["questions"].append(late))
        with pytest.raises(DiffersError, match="is missing here"):
            publish(self.course.record(self.course.lesson))

    def test_a_quotation_keeps_its_speaker(self) -> None:
        value = {"text": "I count stars", "speaker": "Hypatia", "source": "A letter", "url": "https://example.org/a", "language": "en"}
        quote = {"type": "quote", "id": name_id("quote"), "value": value}
        with self.following():
            edit_body(self.course.lesson, lambda body: body.insert(1, quote))
        translate(self.course, self.course.lesson)
        with self.following():
            edit_body(self.course.lesson, lambda body: body[1]["value"].update(text="I build engines", url="https://example.org/b"))
        kept = self.course.target(self.course.lesson).body[1].value
        assert (kept["text"], kept["speaker"], kept["url"]) == ("I count stars ‹sv›", "Hypatia ‹sv›", "https://example.org/a")


class TestTypoIsNoMore(LifeTest):
    def test_than_a_typo(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Never do this, it is against the law</p>"), edit_kind=EditKind.TYPO)
        assert self.course.segment(self.course.lesson, "Never do this").state == State.STALE

    def test_of_a_sentence_that_waits_leaves_it_waiting(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Something else entirely is said</p>"))
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Something else entirely is said.</p>"), edit_kind=EditKind.TYPO)
        assert self.course.segment(self.course.lesson, "Something else").state == State.STALE

    def test_and_keeps_a_draft_beside_the_approved_wording(self) -> None:
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(self.course.record(self.course.lesson), {place: "Ett utkast"})
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Text, en</p>"), edit_kind=EditKind.TYPO)
        segment = self.course.segment(self.course.lesson, "Text, en")
        assert (segment.text, segment.approved, segment.state) == ("Ett utkast", "Text en ‹sv›", State.UNREVIEWED)

    def test_said_of_a_revision_that_was_overtaken(self) -> None:
        with self.captureOnCommitCallbacks() as first:
            edit_body(self.course.lesson, set_text("<p>Text, en</p>"), edit_kind=EditKind.TYPO)
        with self.captureOnCommitCallbacks() as second:
            edit_body(self.course.lesson, set_text("<p>Text not en</p>"))
        for callback in (*first, *second):
            callback()
        assert self.course.segment(self.course.lesson, "Text not en").state == State.STALE


class TestWhoReads(LifeTest):
    def test_what_went_offline_with_its_source_comes_back_with_it(self) -> None:
        self.course.lesson.unpublish()
        with self.following():
            edit(self.course.lesson, unchanged)
        assert all(self.course.target(self.course.lesson, code).live for code in LANGUAGES)

    def test_what_a_person_took_offline_stays_so(self) -> None:
        self.course.target(self.course.lesson).unpublish()
        with self.following():
            edit(self.course.lesson, unchanged, minutes=45)
        assert not self.course.target(self.course.lesson).live

    def test_a_page_is_not_published_without_its_source(self) -> None:
        self.course.lesson.unpublish()
        with pytest.raises(SourceUnpublishedError):
            publish(self.course.record(self.course.lesson))

    def test_a_locked_page_is_left_alone(self) -> None:
        LessonPage.objects.filter(pk=self.course.target(self.course.lesson).pk).update(locked=True)
        with self.following():
            edit_body(self.course.lesson, lambda body: body.pop(TEXT))
        assert "Text en" in public(self.course.lesson)

    def test_restrictions_are_followed(self) -> None:
        with self.following():
            restriction = PageViewRestriction.objects.create(page=self.course.lesson, restriction_type="login")
        assert Client().get(self.course.target(self.course.lesson).url).status_code == 302
        with self.following():
            restriction.delete()
        assert "Text en" in public(self.course.lesson)

    def test_deleting_a_page_leaves_translations_that_have_a_source(self) -> None:
        course_page = self.course.module.get_parent()
        other = type(self.course.module)(title="Other", slug="other", summary="S", locale=self.course.module.locale)
        course_page.add_child(instance=other)
        Page.objects.get(pk=self.course.lesson.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
        with self.following():
            Page.objects.get(pk=self.course.module.pk).specific.delete()
        assert LessonPage.objects.filter(translation_key=self.course.lesson.translation_key, locale__language_code="sv").exists()

    def test_deleting_a_snippet_deletes_its_translations(self) -> None:
        words = SiteWords.objects.create(locale=self.course.home.locale, funding_title="Funded", disclaimer="Views")
        submit(words, list(Locale.objects.filter(language_code="sv")))
        translate(self.course, words)
        assert SiteWords.objects.count() == 2
        with self.following():
            words.delete()
        assert not SiteWords.objects.exists()
