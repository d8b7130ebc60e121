"""Reviews end on Wagtail's own screens as they do in the workbench: the same checks, the same records, one mail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import Page, Workflow

from accounts.services import allow_on_page, staff_group
from home.models import SiteWords
from tests.factories.accounts import make_user
from tests.factories.translation import edit_body
from tests.translation.test_workbench import WorkbenchTest
from translation.models import Review, Term
from translation.services.reviews import approve_review, open_review, return_review, send_for_review, withdraw
from translation.services.submitting import submit
from translation.states import State

NEW = "Nytt"


class DecisionTest(WorkbenchTest):
    def send(self, text: str = NEW) -> Review:
        """A translator has sent a string; whoever is mailed after this, is mailed about the decision."""
        self.write("Text en", text)
        review = send_for_review(self.record, user=self.people["translator"])
        mail.outbox.clear()
        return review

    @property
    def page(self) -> Any:
        return self.course.target(self.course.lesson)

    def decide(self, action: str, name: str = "reviewer", **form: str) -> Any:
        """Press Wagtail's own button, which its dashboard shows."""
        state = self.page.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[self.page.pk, action, state.pk])
        with self.captureOnCommitCallbacks(execute=True):
            return self.signed_in(name).post(address, form, follow=True)

    def mailed(self) -> list[str]:
        return [address for message in mail.outbox for address in message.to]

    def told(self) -> str:
        (message,) = (message for message in mail.outbox if message.to == ["translator@example.org"])
        return f"{message.subject}\n{message.body}"


class TestRejecting(DecisionTest):
    def test_gives_the_translation_back_with_the_comment_as_its_note(self) -> None:
        review = self.send()
        self.decide("reject", comment="Tonen stämmer inte.")
        review.refresh_from_db()
        assert (review.outcome, review.note) == (Review.Outcome.RETURNED, "Tonen stämmer inte.")
        assert review.decided_by == self.people["reviewer"]
        assert not self.page.workflow_in_progress
        assert self.page.current_workflow_state is None
        assert "Tonen stämmer inte." in self.signed_in("translator").get(self.address()).text

    def test_tells_the_translator_once(self) -> None:
        self.send()
        self.decide("reject", comment="Tonen stämmer inte.")
        assert self.mailed() == ["translator@example.org"]
        assert "Tonen stämmer inte." in self.told()

    def test_in_the_workbench_tells_her_once_as_well(self) -> None:
        self.send()
        with self.captureOnCommitCallbacks(execute=True):
            return_review(self.record, user=self.people["reviewer"], note="Tonen stämmer inte.")
        assert self.mailed() == ["translator@example.org"]
        assert "Tonen stämmer inte." in self.told()

    def test_leaves_the_page_to_be_sent_again(self) -> None:
        self.send()
        self.decide("reject", comment="Nej.")
        self.write("Text en", "Bättre")
        send_for_review(self.record, user=self.people["translator"])
        approve_review(self.record, user=self.people["reviewer"])
        assert "Bättre" in str(self.page.body[0].value)


class TestCancelling(DecisionTest):
    def cancel(self, by: str) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            self.page.current_workflow_state.cancel(user=self.people[by])

    def test_ends_the_review_and_tells_its_sender_once(self) -> None:
        review = self.send()
        self.cancel("administrator")
        review.refresh_from_db()
        assert (review.outcome, review.decided_by) == (Review.Outcome.WITHDRAWN, self.people["administrator"])
        assert self.mailed() == ["translator@example.org"]
        assert "no longer under review" in self.told()
        assert "Taken out of review by administrator" in self.signed_in("translator").get(self.address()).text

    def test_by_the_sender_herself_is_no_news_to_her(self) -> None:
        self.send()
        self.cancel("translator")
        assert open_review(self.record) is None
        assert self.mailed() == []
        assert "Taken out of review" not in self.signed_in("translator").get(self.address()).text

    def test_of_the_whole_workflow_ends_it_too(self) -> None:
        self.send()
        with self.captureOnCommitCallbacks(execute=True):
            Workflow.objects.get(name="Translation sv").deactivate(user=self.people["administrator"])
        assert open_review(self.record) is None
        assert self.mailed() == ["translator@example.org"]

    def test_by_a_change_of_the_source_is_no_persons_decision(self) -> None:
        self.send()
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Entirely other words</p>"))
        assert open_review(self.record) is None
        assert not self.page.workflow_in_progress
        assert "Taken out of review" not in self.signed_in("translator").get(self.address()).text


class TestApproving(DecisionTest):
    def test_gives_readers_what_was_sent_with_the_comment_kept(self) -> None:
        review = self.send()
        self.decide("approve", comment="Fint!")
        review.refresh_from_db()
        assert (review.outcome, review.decided_by, review.note) == (Review.Outcome.APPROVED, self.people["reviewer"], "Fint!")
        assert NEW in str(self.page.body[0].value)
        assert self.segment().state == State.APPROVED
        assert self.mailed() == ["translator@example.org"]

    def test_takes_the_reviewers_corrections_along(self) -> None:
        self.send()
        self.write("Text en", "Bättre", by="reviewer")
        self.decide("approve")
        assert "Bättre" in str(self.page.body[0].value)
        assert self.segment().approved == "Bättre"

    def test_nobody_approves_her_own_work(self) -> None:
        self.send()
        self.people["translator"].groups.add(*self.people["reviewer"].groups.all())
        self.decide("approve", "translator")
        assert open_review(self.record) is not None
        assert NEW not in str(self.page.body[0].value)

    def test_is_refused_in_words_while_a_string_has_an_error(self) -> None:
        Term.objects.create(language="sv", term="text", translation="brödtext", forbidden="skrift")
        self.send("Skrift")
        answer = self.decide("approve")
        assert answer.redirect_chain[-1][0] == self.address()
        assert "Mend it first" in answer.text
        assert open_review(self.record) is not None
        assert "Skrift" not in str(self.page.body[0].value)

    def test_is_refused_in_words_while_the_source_is_not_published(self) -> None:
        self.send()
        type(self.course.lesson).objects.filter(pk=self.course.lesson.pk).update(live=False)
        answer = self.decide("approve")
        assert "publish it first" in answer.text
        assert open_review(self.record) is not None

    def test_a_modal_is_led_to_the_workbench(self) -> None:
        self.send()
        type(self.course.lesson).objects.filter(pk=self.course.lesson.pk).update(live=False)
        state = self.page.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[self.page.pk, "approve", state.pk])
        answer = self.signed_in("reviewer").post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.json() == {"step": "success", "redirect": self.address()}


class TestTakingBack(DecisionTest):
    def editor(self) -> None:
        """Somebody who may change and publish every page, and reviews no language."""
        group = staff_group("Editors")
        allow_on_page(group, Page.objects.get(depth=1), ["add", "change", "publish"])
        self.people["editor"] = make_user("editor@example.org", display_name="editor")
        self.people["editor"].groups.add(group)

    def press(self, name: str) -> Any:
        with self.captureOnCommitCallbacks(execute=True):
            return self.signed_in(name).post(self.address(), {"step": "take-back"}, follow=True)

    def test_is_for_the_sender(self) -> None:
        self.send()
        assert 'value="take-back"' in self.signed_in("translator").get(self.address()).text
        self.press("translator")
        assert open_review(self.record) is None
        assert self.mailed() == []

    def test_is_for_the_languages_reviewers_and_superusers_and_the_sender_is_told(self) -> None:
        for name in ("reviewer", "administrator"):
            self.send()
            self.press(name)
            assert open_review(self.record) is None, name
            assert self.mailed() == ["translator@example.org"], name

    def test_is_not_for_other_translators_nor_for_editors(self) -> None:
        self.editor()
        self.send()
        for name in ("colleague", "editor"):
            html = self.signed_in(name).get(self.address()).text
            assert 'value="take-back"' not in html, name
            self.press(name)
            assert open_review(self.record) is not None, name
        assert "or a reviewer, can take it back" in self.signed_in("colleague").get(self.address()).text
        assert self.mailed() == []

    def test_of_a_snippet_is_not_for_editors_either(self) -> None:
        self.editor()
        words = SiteWords.objects.create(locale=self.course.home.locale, funding_title="Funded", disclaimer="Views")
        (record,) = submit(words, [self.record.target_locale])
        for segment in self.course.segments(words):
            self.signed_in("translator").post(self.address(record=record), self.form(segment, f"{segment.source} sv"))
        send_for_review(record, user=self.people["translator"])
        self.signed_in("editor").post(self.address(record=record), {"step": "take-back"})
        assert open_review(record) is not None
        withdraw(record, user=self.people["translator"])

    def test_reviewers_are_those_of_the_language(self) -> None:
        self.send()
        self.people["greek"].groups.set(Group.objects.filter(name="Reviewers el"))
        self.press("greek")
        assert open_review(self.record) is not None
