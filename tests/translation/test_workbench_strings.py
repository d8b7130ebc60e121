"""One string at a time: the answers that the workbench's script builds on, suggestions and comments."""

from __future__ import annotations

from typing import Any

from tests.translation.test_workbench import KEY, REFLECTION, WorkbenchTest
from translation.models import Comment
from translation.states import State
from translation.views.typed import fingerprint


class TestSaving(WorkbenchTest):
    def save(self, text: str, *, seen: str | None = None, name: str = "translator", **more: str) -> Any:
        segment = self.segment()
        data = {"text": text, "seen": fingerprint(segment.text if seen is None else seen), **more}
        return self.signed_in(name).post(self.address("save", segment.id), data)

    def test_answers_with_the_new_state(self) -> None:
        answer = self.save("Nytt")
        assert answer.status_code == 200
        found = answer.json()
        assert found["state"] == State.UNREVIEWED
        assert found["seen"] == fingerprint("Nytt")
        assert "translator" in found["status"]
        assert "%" in found["summary"]
        assert self.segment().text == "Nytt"

    def test_answers_with_findings(self) -> None:
        assert "wb-finding" in self.save("Nytt 17").json()["status"]

    def test_a_newer_text_of_somebody_else_is_a_conflict_with_both_texts(self) -> None:
        before = self.segment().text
        self.write("Text en", "Hers", by="colleague")
        answer = self.save("Mine", seen=before)
        assert answer.status_code == 409
        assert answer.json()["theirs"] == "Hers"
        assert answer.json()["seen"] == fingerprint("Hers")
        assert self.segment().text == "Hers"

    def test_a_script_without_a_fingerprint_overwrites_nothing(self) -> None:
        segment = self.segment()
        assert self.signed_in("translator").post(self.address("save", segment.id), {"text": "Taken"}).status_code == 409
        assert self.segment().text == segment.text

    def test_a_draft_is_accepted_as_it_is(self) -> None:
        self.open_string()
        self.write("Text en", "Utkast", is_machine=True)
        assert self.save("Utkast").json()["state"] == State.MACHINE
        assert self.save("Utkast", accept="1").json()["state"] == State.UNREVIEWED

    def test_a_string_of_another_page_is_not_found(self) -> None:
        other = self.course.segments(self.course.second)[0]
        answer = self.signed_in("translator").post(self.address("save", other.id), {"text": "Taken", "seen": fingerprint(other.text)})
        assert answer.status_code in {302, 404}
        assert self.course.segments(self.course.second)[0].text == other.text

    def test_is_not_read_by_address(self) -> None:
        assert self.signed_in("translator").get(self.address("save", self.segment().id)).status_code == 405

    def test_a_text_beyond_all_measure_is_refused(self) -> None:
        assert self.save("x" * 100_001).status_code == 400

    def test_a_tag_that_does_not_fit_is_kept_and_told(self) -> None:
        answer = self.save("<b>Nytt")
        assert answer.status_code == 200
        assert "wb-finding--error" in answer.json()["status"]
        assert self.segment().text == "<b>Nytt"

    def test_says_nothing_of_the_key(self) -> None:
        assert not [word for word in KEY if word in self.save("Nytt").text]


class TestSuggestions(WorkbenchTest):
    def test_come_from_other_pages_in_this_language(self) -> None:
        self.repeat("Think en", REFLECTION)
        segment = self.segment("Think en")
        answer = self.signed_in("translator").get(self.address("suggestions", segment.id) + "?fragment")
        assert answer.status_code == 200
        assert 'data-take="Ur minnet"' in answer.text
        assert "‹el›" not in answer.text
        assert "100%" in answer.text
        assert "<html" not in answer.text

    def test_are_a_screen_of_their_own_without_a_script(self) -> None:
        segment = self.segment("Think en")
        answer = self.signed_in("translator").get(self.address("suggestions", segment.id))
        assert "<html" in answer.text
        assert f"#row-{segment.id}" in answer.text

    def test_of_something_unheard_of_there_are_none(self) -> None:
        segment = self.segment("Intro en")
        assert "nothing like this" in self.signed_in("translator").get(self.address("suggestions", segment.id) + "?fragment").text


class TestComments(WorkbenchTest):
    def comment(self, text: str, query: str = "") -> Any:
        segment = self.segment()
        return self.signed_in("translator").post(self.address("comment", segment.id) + query, {f"comment-{segment.id}": text})

    def test_is_written_for_one_string(self) -> None:
        answer = self.comment("Is this right?")
        assert answer.headers["Location"].endswith(f"#row-{self.segment().id}")
        comment = Comment.objects.get()
        assert comment.author == self.people["translator"]
        assert (comment.context_id, comment.string_id) == self.segment().place

    def test_a_script_gets_the_comments_alone(self) -> None:
        answer = self.comment("Is <b>this</b> right?", "?fragment")
        assert "Is &lt;b&gt;this&lt;/b&gt; right?" in answer.text
        assert "<html" not in answer.text

    def test_an_empty_one_is_not_written(self) -> None:
        self.comment("   ")
        assert not Comment.objects.exists()

    def test_is_settled_and_taken_up_again(self) -> None:
        self.comment("Is this right?")
        address = self.address("resolve", Comment.objects.get().pk)
        self.signed_in("reviewer").post(address)
        assert Comment.objects.get().resolved_at is not None
        self.signed_in("reviewer").post(address)
        assert Comment.objects.get().resolved_at is None

    def test_of_another_translation_is_not_found(self) -> None:
        self.comment("Is this right?")
        address = self.address("resolve", Comment.objects.get().pk, record=self.course.record(self.course.second))
        assert self.signed_in("translator").post(address).status_code in {302, 404}
        assert Comment.objects.get().resolved_at is None
