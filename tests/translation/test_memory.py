"""Translation memory: what it finds, in which order, and what it keeps out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.test import TestCase
from wagtail_localize.models import StringTranslation

from tests.factories.courses import name_id
from tests.factories.translation import Course, edit_body, make_course
from translation.memory import exact_matches, suggest
from translation.models import Approval
from translation.segments import Segment
from translation.services.editing import write_strings


def say(name: str, text: str) -> dict[str, Any]:
    return {"type": "reflection", "id": name_id(name), "value": {"prompt": text}}


def approve(segment: Segment) -> None:
    Approval.objects.create(translation=StringTranslation.objects.get(pk=segment.translation_id), text=segment.text)


class MemoryTest(TestCase):
    course: ClassVar[Course]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()
        with cls.captureOnCommitCallbacks(execute=True):
            edit_body(cls.course.lesson, lambda body: body.append(say("mine", "Whose voice is heard in your room today?")))
            edit_body(
                cls.course.second,
                lambda body: body.extend(
                    [
                        say("same", "Whose voice is heard in your room today?"),
                        say("like", "Whose voice is heard in your room?"),
                        say("other", "A sentence about something else entirely."),
                    ]
                ),
            )

    def mine(self, code: str = "sv") -> Segment:
        return self.course.segment(self.course.lesson, "room today", code)

    def there(self, text: str, target: str, code: str = "sv", **how: Any) -> Segment:
        """Translate a string of the second lesson."""
        record = self.course.record(self.course.second, code)
        write_strings(record, {self.course.segment(self.course.second, text, code).place: target}, **how)
        return self.course.segment(self.course.second, text, code)

    def hits(self, code: str = "sv") -> list[tuple[str, int]]:
        record = self.course.record(self.course.lesson, code)
        return [(hit.text, hit.percent) for hit in suggest(record, self.mine(code))]


class TestSuggesting(MemoryTest):
    def test_the_same_sentence_comes_before_a_similar_one(self) -> None:
        self.there("in your room?", "Liknande")
        self.there("room today", "Samma")
        self.there("something else", "Annat")
        found = self.hits()
        assert [text for text, _percent in found] == ["Samma", "Liknande"]
        assert found[0][1] == 100
        assert 70 <= found[1][1] < 100

    def test_names_the_page(self) -> None:
        self.there("room today", "Samma")
        (hit,) = suggest(self.course.record(self.course.lesson), self.mine())
        assert hit.origin == self.course.second.title
        assert hit.is_exact

    def test_other_languages_stay_out(self) -> None:
        self.there("room today", "Το ίδιο", "el")
        assert self.hits("sv") == []
        assert [text for text, _percent in self.hits("el")] == ["Το ίδιο"]

    def test_a_machines_draft_counts_once_it_is_approved(self) -> None:
        draft = self.there("room today", "Utkast", is_machine=True)
        assert self.hits() == []
        approve(draft)
        assert [text for text, _percent in self.hits()] == ["Utkast"]

    def test_a_faulty_text_stays_out(self) -> None:
        self.there("room today", "<h1>Trasig</h1>")
        assert self.hits() == []

    def test_takes_four_queries(self) -> None:
        self.there("room today", "Samma")
        self.there("in your room?", "Liknande")
        record, mine = self.course.record(self.course.lesson), self.mine()
        with self.assertNumQueries(4):
            suggest(record, mine)


class TestExactMatches(MemoryTest):
    def exact(self) -> dict[tuple[int, int], str]:
        return exact_matches(self.course.record(self.course.lesson), self.course.segments(self.course.lesson))

    def test_fill_what_is_open(self) -> None:
        self.there("room today", "Samma")
        self.there("in your room?", "Liknande")
        assert self.exact() == {self.mine().place: "Samma"}

    def test_prefer_what_is_approved(self) -> None:
        approved = self.there("room today", "Godkänd")
        approve(approved)
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.second, lambda body: body.append(say("again", "Whose voice is heard in your room today?")))
        places = [item for item in self.course.segments(self.course.second) if "room today" in item.source and not item.text]
        write_strings(self.course.record(self.course.second), {places[0].place: "Nyare"})
        assert self.exact() == {self.mine().place: "Godkänd"}

    def test_leave_alone_what_a_person_has_written(self) -> None:
        self.there("room today", "Samma")
        write_strings(self.course.record(self.course.lesson), {self.mine().place: "Eget"})
        assert self.exact() == {}

    def test_replace_a_machines_draft(self) -> None:
        self.there("room today", "Samma")
        write_strings(self.course.record(self.course.lesson), {self.mine().place: "Utkast"}, is_machine=True)
        assert self.exact() == {self.mine().place: "Samma"}

    def test_without_anything_open_nothing_is_asked(self) -> None:
        record, segments = self.course.record(self.course.lesson), [item for item in self.course.segments(self.course.lesson) if item.text]
        with self.assertNumQueries(0):
            assert exact_matches(record, segments) == {}
