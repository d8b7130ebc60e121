"""From a translator's desk to the readers: nobody approves her own work, and readers get exactly what was approved."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.core import mail
from django.test import Client, TestCase
from wagtail.models import Page

from accounts.models import User
from accounts.services import make_demo_accounts
from common.gates import NotReleasedError
from home.models import SiteWords
from tests.factories.translation import Course, edit_body, make_course
from translation.models import Review
from translation.services.editing import write_strings
from translation.services.publishing import IncompleteError
from translation.services.reviews import ReviewError, approve_review, open_review, return_review, send_for_review, withdraw
from translation.services.roles import make_translation_groups
from translation.services.submitting import submit
from translation.states import State

NEW = "En ny mening"


class ReviewTest(TestCase):
    course: ClassVar[Course]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()
        make_translation_groups()
        make_demo_accounts()

    def setUp(self) -> None:
        self.translator = User.objects.get(email="translator-sv@example.org")
        self.reviewer = User.objects.get(email="reviewer-sv@example.org")
        self.record = self.course.record(self.course.lesson)

    def translate(self, text: str = NEW) -> None:
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(self.record, {place: text}, user=self.translator)

    def body(self) -> str:
        return str(self.course.target(self.course.lesson).body[0].value)


class TestSending(ReviewTest):
    def test_readers_see_nothing_of_it(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        assert NEW not in self.body()
        assert self.course.target(self.course.lesson).get_latest_revision_as_object().body[0].value.source == f"<p>{NEW}</p>"

    def test_reviewers_get_a_mail_and_the_page_is_in_their_workflow(self) -> None:
        self.translate()
        with self.captureOnCommitCallbacks(execute=True):
            send_for_review(self.record, user=self.translator)
        receivers = {address for message in mail.outbox for address in message.to}
        assert "reviewer-sv@example.org" in receivers
        assert not receivers & {"translator-sv@example.org", "reviewer-el@example.org", "learner@example.org"}
        assert self.course.target(self.course.lesson).workflow_in_progress

    def test_the_page_is_locked_for_the_translator_and_not_for_the_reviewer(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        lock = self.course.target(self.course.lesson).get_lock()
        assert lock.for_user(self.translator)
        assert not lock.for_user(self.reviewer)

    def test_there_must_be_something_to_review(self) -> None:
        with pytest.raises(ReviewError):
            send_for_review(self.record, user=self.translator)

    def test_the_same_is_not_sent_twice(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        with pytest.raises(ReviewError):
            send_for_review(self.record, user=self.translator)
        assert Review.objects.count() == 1

    def test_what_was_sent_can_be_taken_back(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        withdraw(self.record, user=self.translator)
        assert open_review(self.record) is None
        assert not self.course.target(self.course.lesson).workflow_in_progress


class TestApproving(ReviewTest):
    def test_gives_it_to_the_readers(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        approve_review(self.record, user=self.reviewer)
        assert NEW in self.body()
        assert self.course.segment(self.course.lesson, "Text en").state == State.APPROVED
        review = Review.objects.get()
        assert (review.outcome, review.decided_by) == (Review.Outcome.APPROVED, self.reviewer)
        assert not self.course.target(self.course.lesson).workflow_in_progress

    def test_nobody_approves_her_own_work(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        self.translator.groups.set(self.reviewer.groups.all())
        with pytest.raises(ReviewError):
            approve_review(self.record, user=self.translator)
        assert NEW not in self.body()

    def test_nor_on_the_screens_of_wagtail(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        page = self.course.target(self.course.lesson)
        task = page.current_workflow_task
        self.translator.groups.add(*self.reviewer.groups.all())
        own = User.objects.get(pk=self.translator.pk)
        assert "approve" not in [name for name, *_rest in task.get_actions(page, own)]
        assert "approve" in [name for name, *_rest in task.get_actions(page, self.reviewer)]

    def test_on_the_screens_of_wagtail_approves_the_strings_as_well(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        self.course.target(self.course.lesson).current_workflow_task_state.approve(user=self.reviewer)
        assert NEW in self.body()
        assert self.course.segment(self.course.lesson, "Text en").state == State.APPROVED
        assert open_review(self.record) is None

    def test_takes_the_reviewers_corrections_along(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(self.record, {place: "En bättre mening"}, user=self.reviewer)
        approve_review(self.record, user=self.reviewer)
        assert "En bättre mening" in self.body()

    def test_never_approves_a_machine_draft(self) -> None:
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(self.record, {place: "Maskinens mening"}, is_machine=True, tool="DeepL")
        self.translate_title()
        send_for_review(self.record, user=self.translator)
        approve_review(self.record, user=self.reviewer)
        assert "Maskinens" not in self.body()
        assert self.course.segment(self.course.lesson, "Text en").state == State.MACHINE

    def translate_title(self) -> None:
        place = next(segment for segment in self.course.segments(self.course.lesson) if segment.path == "title").place
        write_strings(self.record, {place: "Första"}, user=self.translator)

    def test_a_page_is_first_published_whole(self) -> None:
        new = type(self.course.lesson)(title="Third", slug="third", lead="A lead", locale=self.course.lesson.locale, body=[])
        Page.objects.get(pk=self.course.module.pk).add_child(instance=new)
        new.save_revision().publish()
        record = submit(new, [self.record.target_locale])[0]
        title = next(segment for segment in self.course.segments(new) if segment.path == "title")
        write_strings(record, {title.place: "Tredje"}, user=self.translator)
        send_for_review(record, user=self.translator)
        with pytest.raises(IncompleteError):
            approve_review(record, user=self.reviewer)
        assert not self.course.target(new).live

    def test_of_a_snippet_works_without_a_workflow(self) -> None:
        words = SiteWords.objects.create(locale=self.course.home.locale, funding_title="Funded", disclaimer="Views")
        record = submit(words, [self.record.target_locale])[0]
        segments = {segment.source: segment.place for segment in self.course.segments(words)}
        write_strings(record, {segments["Funded"]: "Finansieras", segments["Views"]: "Åsikter"}, user=self.translator)
        with self.captureOnCommitCallbacks(execute=True):
            send_for_review(record, user=self.translator)
        assert [message.to for message in mail.outbox] == [["reviewer-sv@example.org"]]
        assert not SiteWords.objects.filter(locale=self.record.target_locale).exists()
        with self.captureOnCommitCallbacks(execute=True):
            approve_review(record, user=self.reviewer)
        assert [message.to for message in mail.outbox[1:]] == [["translator-sv@example.org"]]
        assert f"/cms/translation/{record.pk}/" in mail.outbox[1].body
        assert SiteWords.objects.get(locale=self.record.target_locale).funding_title == "Finansieras"


class TestNoWayRound(ReviewTest):
    """Readers get nothing that has not been through a review, whatever the screen."""

    def client_of(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def publish_in_bulk(self, user: User) -> None:
        page = self.course.target(self.course.lesson)
        self.client_of(user).post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": "on"})

    def test_publishing_in_bulk_is_refused(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        for user in (self.reviewer, User.objects.get(email="admin@example.org")):
            self.publish_in_bulk(user)
            assert NEW not in self.body()
        assert open_review(self.record) is not None

    def test_nor_is_an_untranslated_page_published(self) -> None:
        new = type(self.course.lesson)(title="Third", slug="third", lead="English lead", locale=self.course.lesson.locale, body=[])
        Page.objects.get(pk=self.course.module.pk).add_child(instance=new)
        new.save_revision().publish()
        submit(new, [self.record.target_locale])
        page = self.course.target(new)
        with pytest.raises(NotReleasedError):
            page.save_revision().publish()
        assert not self.course.target(new).live

    def test_a_reviewer_does_not_approve_what_she_adds_herself(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        title = next(segment for segment in self.course.segments(self.course.lesson) if segment.path == "title")
        write_strings(self.record, {title.place: "Granskarens egen"}, user=self.reviewer)
        approve_review(self.record, user=self.reviewer)
        assert NEW in self.body()
        assert self.course.target(self.course.lesson).title == "First ‹sv›"
        assert self.course.segment(self.course.lesson, "First").state == State.UNREVIEWED

    def test_a_review_whose_sentences_are_gone_ends(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Entirely other words</p>"))
        assert open_review(self.record) is None
        assert not self.course.target(self.course.lesson).workflow_in_progress


class TestReturning(ReviewTest):
    def test_gives_the_page_back_with_a_note(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            return_review(self.record, user=self.reviewer, note="Tonen stämmer inte.")
        review = Review.objects.get()
        assert (review.outcome, review.note) == (Review.Outcome.RETURNED, "Tonen stämmer inte.")
        assert self.course.target(self.course.lesson).get_lock() is None
        assert NEW not in self.body()
        assert ["translator-sv@example.org"] in [message.to for message in mail.outbox]
        assert any("Tonen stämmer inte." in str(message.body) for message in mail.outbox)

    def test_needs_a_note(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        with pytest.raises(ReviewError):
            return_review(self.record, user=self.reviewer, note=" ")

    def test_then_it_can_be_sent_again(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)
        return_review(self.record, user=self.reviewer, note="Nej.")
        self.translate("En tredje mening")
        send_for_review(self.record, user=self.translator)
        approve_review(self.record, user=self.reviewer)
        assert "En tredje mening" in self.body()


class TestSourceChangesMeanwhile(ReviewTest):
    def test_a_key_change_does_not_publish_what_is_under_review(self) -> None:
        self.translate()
        send_for_review(self.record, user=self.translator)

        def change(body: list[dict]) -> None:
            body[2]["value"]["pass_mark"] = 40

        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, change)
        target = self.course.target(self.course.lesson)
        assert target.body[2].value["pass_mark"] == 40
        assert NEW not in str(target.body[0].value)
        assert open_review(self.record) is not None
        approve_review(self.course.record(self.course.lesson), user=self.reviewer)
        target = self.course.target(self.course.lesson)
        assert target.body[2].value["pass_mark"] == 40
        assert NEW in str(target.body[0].value)
