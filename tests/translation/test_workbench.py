"""The workbench's screen: what it shows to whom, what its form saves, and the steps beside saving."""

from __future__ import annotations

from typing import Any, ClassVar
from unittest import mock

from django.contrib.auth.models import Group
from django.test import Client, TestCase
from django.urls import reverse
from wagtail_localize.models import Translation

from accounts.models import User
from tests.factories.accounts import make_user
from tests.factories.courses import name_id
from tests.factories.translation import Course, edit_body, make_course
from translation.models import Comment, Review, Term
from translation.segments import Segment, load_segments
from translation.services.editing import write_strings
from translation.services.reviews import open_review
from translation.services.roles import REVIEWERS, TRANSLATORS, make_translation_groups
from translation.states import State
from translation.views.typed import fingerprint

# What only the source's editors may read: names of fields that hold a key, and a number that is one.
KEY = ("is_correct", "7421", "tolerance", "answer&quot;")


class WorkbenchTest(TestCase):
    """A published course in two languages, with everybody who may come by."""

    course: ClassVar[Course]
    people: ClassVar[dict[str, User]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()
        make_translation_groups()
        cls.people = {name: make_user(f"{name}@example.org", display_name=name) for name in PEOPLE}
        for name, group in PEOPLE.items():
            if group:
                cls.people[name].groups.add(Group.objects.get(name=group))
        boss = cls.people["administrator"]
        boss.is_superuser = boss.is_staff = True
        boss.save()

    def signed_in(self, name: str) -> Client:
        client = Client()
        client.force_login(self.people[name])
        return client

    @property
    def record(self) -> Translation:
        return self.course.record(self.course.lesson)

    def address(self, name: str = "workbench", *args: Any, record: Translation | None = None) -> str:
        return reverse(f"translation:{name}", args=[(record or self.record).pk, *args])

    def segment(self, text: str = "Text en") -> Segment:
        return next(item for item in load_segments(self.record) if text in item.source)

    def open_string(self, text: str = "Text en") -> Segment:
        """Take the translation of a string away."""
        write_strings(self.record, {self.segment(text).place: ""})
        return self.segment(text)

    def write(self, text: str, target: str, by: str = "translator", **how: Any) -> Segment:
        write_strings(self.record, {self.segment(text).place: target}, user=self.people[by], **how)
        return self.segment(text)

    def repeat(self, text: str, block: dict[str, Any]) -> Segment:
        """Let the second lesson say the same as the first, and translate it there."""
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.second, lambda body: body.append(block))
        record = self.course.record(self.course.second)
        write_strings(record, {self.course.segment(self.course.second, text).place: "Ur minnet"}, user=self.people["colleague"])
        return self.course.segment(self.course.second, text)

    def form(self, segment: Segment, text: str, **more: str) -> dict[str, str]:
        return {f"text-{segment.id}": text, f"seen-{segment.id}": fingerprint(segment.text), **more}

    def approval(self, record: Translation | None = None) -> dict[str, str]:
        """What the form of somebody who has looked at the whole review brings with it."""
        review = open_review(record or self.record)
        assert review is not None
        seen = {f"seen-{item.id}": fingerprint(item.text) for item in load_segments(record or self.record)}
        return {"review": str(review.pk), **seen}


REFLECTION = {"type": "reflection", "id": name_id("again"), "value": {"prompt": "Think en"}}
PEOPLE = {
    "translator": TRANSLATORS.format(language="sv"),
    "colleague": TRANSLATORS.format(language="sv"),
    "reviewer": REVIEWERS.format(language="sv"),
    "greek": TRANSLATORS.format(language="el"),
    "learner": "",
    "administrator": "",
}


class TestWhoComesIn(WorkbenchTest):
    def test_translators_and_reviewers_of_the_language(self) -> None:
        for name in ("translator", "reviewer", "administrator"):
            assert self.signed_in(name).get(self.address()).status_code == 200, name

    def test_nobody_else(self) -> None:
        for name in ("greek", "learner"):
            for address in self.addresses():
                client = self.signed_in(name)
                assert client.get(address).status_code in {302, 403, 405}, (name, address)
                assert client.post(address, {"step": "send"}).status_code in {302, 403, 405}, (name, address)
        assert Client().get(self.address()).status_code == 302
        assert not Review.objects.exists()

    def test_nothing_of_another_language_is_written_by_a_refused_post(self) -> None:
        segment = self.segment()
        self.signed_in("greek").post(self.address("save", segment.id), {"text": "Taken", "seen": fingerprint(segment.text)})
        self.signed_in("greek").post(self.address(), self.form(segment, "Taken"))
        assert self.segment().text == segment.text

    def test_a_stopped_translation_is_closed(self) -> None:
        Translation.objects.update(enabled=False)
        assert self.signed_in("translator").get(self.address()).status_code == 302

    def addresses(self) -> list[str]:
        segment = self.segment()
        return [
            self.address(),
            self.address("save", segment.id),
            self.address("suggestions", segment.id),
            self.address("comment", segment.id),
            self.address("resolve", 1),
            self.address("preview", "target"),
            self.address("preview", "source"),
            self.address("overrides"),
            self.address("download", "po"),
        ]


class TestScreen(WorkbenchTest):
    def screen(self, name: str = "translator", query: str = "") -> str:
        answer = self.signed_in(name).get(self.address() + query)
        assert answer.status_code == 200
        return answer.text

    def test_says_where_each_string_stands(self) -> None:
        html = self.screen()
        assert "Quiz <q" in html
        assert "Option 2" in html
        assert "Feedback" in html

    def test_fields_have_the_language_and_its_direction(self) -> None:
        segment = self.segment()
        assert f'id="text-{segment.id}" name="text-{segment.id}" lang="sv" dir="ltr"' in self.screen()

    def test_a_right_to_left_language_is_written_from_the_right(self) -> None:
        with mock.patch("translation.views.desk.get_language_info", return_value={"bidi": True}):
            assert 'lang="sv" dir="rtl"' in self.screen()

    def test_has_what_the_keyboard_needs(self) -> None:
        html = self.screen()
        for name in ("data-workbench", "data-row=", "data-state=", "data-field", "data-save=", "data-suggest=", "data-seen", "data-status"):
            assert name in html, name
        for key in ("<kbd>N</kbd>", "<kbd>S</kbd>", "<kbd>A</kbd>", "<kbd>Enter</kbd>"):
            assert key in html, key
        assert 'type="module"' in html
        assert "onclick" not in html

    def test_shows_what_changed_and_how_it_was_translated(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Text that is new</p>"))
        html = self.screen()
        assert "<ins>" in html
        assert "<del>" in html
        assert 'data-take="Text en ‹sv›"' in html
        assert 'data-state="stale"' in html

    def test_shows_only_what_is_asked_for(self) -> None:
        segment = self.open_string()
        html = self.screen(query="?show=open")
        assert html.count("data-row=") == 1
        assert f'data-row="{segment.id}"' in html

    def test_shows_findings_terms_and_comments(self) -> None:
        Term.objects.create(language="sv", term="text", translation="brödtext", forbidden="skrift")
        segment = self.write("Text en", "Skrift 17")
        Comment.objects.create(
            translation=self.record,
            context_id=segment.context_id,
            string_id=segment.string_id,
            author=self.people["reviewer"],
            text="Why 17?",
        )
        html = self.screen(query="?show=doubtful")
        assert "wb-finding--error" in html
        assert "brödtext" in html
        assert "Why 17?" in html

    def test_offers_a_machine_only_where_there_is_one(self) -> None:
        self.open_string()
        assert 'value="machine"' not in self.screen()
        with mock.patch.dict("os.environ", {"TRANSLATION_MACHINE": "offline"}):
            assert 'value="machine"' in self.screen()

    def test_says_nothing_of_the_key(self) -> None:
        for query in ("", "?show=open", "?show=doubtful"):
            html = self.screen(query=query)
            assert not [word for word in KEY if word in html]

    def test_takes_a_fixed_number_of_queries(self) -> None:
        self.open_string()
        client = self.signed_in("translator")
        client.get(self.address())
        with self.assertNumQueries(QUERIES):
            client.get(self.address())

        def longer(body: list[dict[str, Any]]) -> None:
            body.extend({"type": "reflection", "id": name_id(f"more {n}"), "value": {"prompt": f"More {n}"}} for n in range(20))

        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, longer)
        with self.assertNumQueries(QUERIES):
            html = client.get(self.address()).text
        assert html.count("data-row=") > 40


QUERIES = 35


class TestForm(WorkbenchTest):
    def test_saves_what_was_typed(self) -> None:
        segment = self.open_string()
        answer = self.signed_in("translator").post(self.address(), self.form(segment, "  Ord & text  "))
        assert answer.status_code == 302
        after = self.segment()
        assert after.text == "Ord &amp; text"
        assert after.translated_by == self.people["translator"].pk
        assert after.state == State.UNREVIEWED

    def test_leaves_alone_what_was_not_changed(self) -> None:
        segment = self.segment()
        form = self.form(segment, segment.text)
        self.write("Text en", "Somebody else's", by="colleague")
        assert self.signed_in("translator").post(self.address(), form).status_code == 302
        assert self.segment().text == "Somebody else's"

    def test_keeps_both_texts_when_somebody_else_was_faster(self) -> None:
        form = self.form(self.segment(), "Mine")
        self.write("Text en", "Hers", by="colleague")
        answer = self.signed_in("translator").post(self.address(), form)
        assert answer.status_code == 409
        assert "wb-conflict" in answer.text
        assert "Hers" in answer.text
        assert ">Mine</textarea>" in answer.text
        assert self.segment().text == "Hers"

    def test_saves_over_the_other_text_once_it_was_seen(self) -> None:
        self.write("Text en", "Hers", by="colleague")
        self.signed_in("translator").post(self.address(), self.form(self.segment(), "Mine"))
        assert self.segment().text == "Mine"

    def test_an_empty_field_takes_the_translation_away(self) -> None:
        self.signed_in("translator").post(self.address(), self.form(self.segment(), ""))
        assert self.segment().state == State.MISSING
        assert self.segment().text == ""

    def test_a_machines_draft_becomes_a_translation_once_it_is_accepted(self) -> None:
        self.open_string()
        segment = self.write("Text en", "Utkast", is_machine=True, tool="Offline")
        client = self.signed_in("translator")
        client.post(self.address(), self.form(segment, "Utkast"))
        assert self.segment().state == State.MACHINE
        client.post(self.address(), self.form(segment, "Utkast", **{f"accept-{segment.id}": "1"}))
        assert self.segment().state == State.UNREVIEWED

    def test_ignores_strings_of_other_pages(self) -> None:
        other = load_segments(self.course.record(self.course.second))[0]
        self.signed_in("translator").post(self.address(), self.form(other, "Taken"))
        assert load_segments(self.course.record(self.course.second))[0].text == other.text

    def test_writes_nothing_on_a_locked_page_and_keeps_what_was_typed(self) -> None:
        page = self.course.target(self.course.lesson)
        page.locked, page.locked_by = True, self.people["administrator"]
        page.save()
        segment = self.segment()
        answer = self.signed_in("translator").post(self.address(), self.form(segment, "Mine"))
        assert answer.status_code == 409
        assert ">Mine</textarea>" in answer.text
        assert "readonly" in answer.text
        assert self.segment().text == segment.text


class TestTags(WorkbenchTest):
    def test_of_a_sentence_with_bold_words_are_shown(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body[0].update(value="<p>One <b>bold</b> word</p>"))
        answer = self.signed_in("translator").get(self.address("workbench"))
        assert answer.status_code == 200
        assert '<code class="wb-chip">&lt;b&gt;</code>bold<code class="wb-chip">&lt;/b&gt;</code>' in answer.text
