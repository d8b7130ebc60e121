"""The buttons beside "Save": reviews from both sides, drafts by a machine, matches from the memory."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

from django.test import Client
from wagtail_localize.models import StringTranslation

from tests.translation.test_workbench import REFLECTION, WorkbenchTest
from translation.models import Term
from translation.services.reviews import open_review, send_for_review, withdraw
from translation.states import State
from translation.views.typed import fingerprint


def fields(html: str) -> dict[str, str]:
    """The hidden fields of the form."""
    return dict(re.findall(r'<input type="hidden" name="((?:seen-|review)\d*)" value="(\w+)"', html))


class TestSteps(WorkbenchTest):
    def press(self, step: str, name: str = "translator", **form: str) -> Any:
        return self.signed_in(name).post(self.address(), {"step": step, **form}, follow=True)

    def test_saves_and_sends_for_review_in_one_go(self) -> None:
        segment = self.open_string()
        assert self.press("send", **self.form(segment, "Nytt")).status_code == 200
        review = open_review(self.record)
        assert review is not None
        assert "Nytt" in review.texts.values()

    def test_errors_keep_a_translation_from_being_sent(self) -> None:
        Term.objects.create(language="sv", term="text", translation="brödtext", forbidden="skrift")
        answer = self.press("send", **self.form(self.segment(), "Skrift"))
        assert answer.status_code == 400
        assert "Mend it first" in answer.text
        assert open_review(self.record) is None

    def test_a_conflict_keeps_a_translation_from_being_sent(self) -> None:
        form = self.form(self.segment(), "Mine")
        self.write("Text en", "Hers", by="colleague")
        assert self.press("send", **form).status_code == 409
        assert open_review(self.record) is None

    def test_what_is_under_review_is_read_only_for_translators(self) -> None:
        segment = self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        answer = self.signed_in("translator").post(self.address(), self.form(segment, "Nyare"))
        assert answer.status_code == 409
        assert "take it back" in answer.text
        assert self.segment().text == "Nytt"
        save = self.signed_in("translator").post(self.address("save", segment.id), {"text": "Nyare", "seen": fingerprint("Nytt")})
        assert save.status_code == 423

    def test_a_translator_takes_back_what_she_has_sent(self) -> None:
        self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        self.press("take-back")
        assert open_review(self.record) is None

    def test_a_reviewer_corrects_and_approves(self) -> None:
        segment = self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        answer = self.press("approve", "reviewer", **{**self.approval(), **self.form(segment, "Bättre")})
        assert answer.status_code == 200
        assert self.segment().approved == "Bättre"
        assert "Bättre" in Client().get(self.course.target(self.course.lesson).url).text

    def test_what_a_reviewer_has_not_seen_she_does_not_approve(self) -> None:
        self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        form = self.approval()
        self.write("Text en", "Annat", by="administrator")
        answer = self.press("approve", "reviewer", **form)
        assert answer.status_code == 409
        assert "has changed since you opened this" in answer.text
        assert open_review(self.record) is not None
        assert self.segment().approved != "Annat"
        # What the answer shows is the newest: it can be approved at once.
        assert self.press("approve", "reviewer", **fields(answer.text)).status_code == 200
        assert self.segment().approved == "Annat"

    def test_nor_a_later_round_than_the_one_she_has_opened(self) -> None:
        self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        form = self.approval()
        withdraw(self.record, user=self.people["translator"])
        send_for_review(self.record, user=self.people["translator"])
        assert self.press("approve", "reviewer", **form).status_code == 409
        assert self.press("approve", "reviewer").status_code == 409
        assert open_review(self.record) is not None

    def test_her_correction_is_seen_and_so_is_what_a_filter_hides(self) -> None:
        segment = self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        client = self.signed_in("reviewer")
        form = fields(client.get(self.address() + "?show=open").text)
        assert f"text-{segment.id}" not in form
        saved = client.post(self.address("save", segment.id), {"text": "Bättre", "seen": form[f"seen-{segment.id}"]}).json()
        assert self.press("approve", "reviewer", **form).status_code == 409
        assert self.press("approve", "reviewer", **{**form, f"seen-{segment.id}": saved["seen"]}).status_code == 200
        assert self.segment().approved == "Bättre"

    def test_a_reviewer_returns_with_a_note_that_the_translator_reads(self) -> None:
        self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        assert self.press("return", "reviewer").status_code == 400
        self.press("return", "reviewer", note="Too short.")
        assert open_review(self.record) is None
        assert "Too short." in self.signed_in("translator").get(self.address()).text

    def test_a_translator_approves_returns_and_publishes_nothing(self) -> None:
        self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        for step in ("approve", "return", "publish"):
            self.press(step, note="Taken")
        assert open_review(self.record) is not None
        assert self.segment().approved != "Nytt"

    def test_a_reviewer_does_not_approve_her_own_work(self) -> None:
        self.write("Text en", "Nytt", by="reviewer")
        send_for_review(self.record, user=self.people["translator"])
        answer = self.press("approve", "reviewer", **self.approval())
        assert answer.status_code == 400
        assert "Somebody else has to approve this" in answer.text
        assert 'value="approve"' not in answer.text

    def test_a_machine_drafts_what_is_missing_and_nothing_else(self) -> None:
        self.open_string()
        kept = self.segment("Think en").text
        with mock.patch.dict("os.environ", {"TRANSLATION_MACHINE": "offline"}):
            self.press("machine")
        draft = self.segment()
        assert draft.state == State.MACHINE
        assert draft.tool
        assert draft.translated_by is None
        assert self.segment("Think en").text == kept

    def test_exact_matches_are_taken_over_from_other_pages(self) -> None:
        self.repeat("Think en", REFLECTION)
        self.open_string("Think en")
        self.press("memory")
        assert self.segment("Think en").text == "Ur minnet"
        assert self.segment("Think en").state == State.UNREVIEWED

    def test_an_unknown_step_is_saving(self) -> None:
        self.press("nonsense", **self.form(self.segment(), "Nytt"))
        assert self.segment().text == "Nytt"
        assert StringTranslation.objects.filter(data="Nytt").count() == 1
