"""Edits that meet something else half-way: a link of the language's own, a link that went, a draft, an order, a submission."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from wagtail.models import Locale, Page
from wagtail_localize.models import OverridableSegment, SegmentOverride

from accounts.models import User
from common.enums import EditKind
from home.models import Menu, MenuItem
from tests.factories.accounts import make_user
from tests.factories.translation import LANGUAGES, Course, edit, edit_body, make_course, send, translate
from tests.translation.test_life_of_an_edit import LifeTest, public, set_text, unchanged
from translation.models import Rewording
from translation.segments import load_segments
from translation.services.editing import approve_strings, write_strings
from translation.services.reviews import approve_review, send_for_review
from translation.services.roles import make_translation_groups
from translation.services.submitting import submit
from translation.states import State

LINKED = '<p>Read <a href="https://example.org/en">the whole study</a> before you begin</p>'


class TestLinks(LifeTest):
    def setUp(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text(LINKED))
        for code in LANGUAGES:
            translate(self.course, self.course.lesson, code)

    def own_link(self, address: str) -> None:
        """Give Swedish readers a link of their own, and publish it."""
        record = self.course.record(self.course.lesson)
        segment = OverridableSegment.objects.get(source=record.source, context__path__contains="https://example.org/en")
        SegmentOverride.objects.create(context=segment.context, locale=record.target_locale, data_json=json.dumps(address))
        with self.following():
            edit(self.course.lesson, unchanged, minutes=45)

    def test_of_a_language_stay_with_the_sentence_that_readers_keep(self) -> None:
        self.own_link("https://example.org/sv")
        assert 'href="https://example.org/sv"' in public(self.course.lesson)
        with self.following():
            edit_body(self.course.lesson, set_text(LINKED.replace("before you begin", "when you have finished")), minutes=50)
        # What else was edited has arrived.
        assert self.course.target(self.course.lesson).minutes == 50
        html = public(self.course.lesson)
        assert 'href="https://example.org/sv">the whole study</a>' in html
        assert "before you begin ‹sv›" in html
        assert "when you have finished" not in html
        assert 'href="https://example.org/en"' in public(self.course.lesson, "el")

    def test_that_a_typing_mistake_took_away_are_not_carried_over(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>Read the whole study before you begin</p>"), edit_kind=EditKind.TYPO)
        segment = self.course.segment(self.course.lesson, "the whole study")
        assert (segment.state, segment.text) == (State.STALE, "")
        assert "before you begin ‹sv›" in public(self.course.lesson)

    def test_that_stay_are_carried_over_with_the_typing_mistake(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text(LINKED.replace("begin", "begin.")), edit_kind=EditKind.TYPO)
        assert self.course.segment(self.course.lesson, "the whole").state == State.APPROVED


class TestChildren(LifeTest):
    def test_stand_in_the_order_of_the_source_also_after_it_has_changed(self) -> None:
        english, swedish = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="sv")
        menu = Menu(place=Menu.Place.FOOTER, title="About us", locale=english)
        for order, label in enumerate(("First", "Second", "Third")):
            menu.items.add(MenuItem(label=label, page=self.course.home, sort_order=order, locale=english))
        menu.save()
        submit(menu, [swedish])
        translate(self.course, menu)

        def labels() -> list[str]:
            return [item.label for item in MenuItem.objects.filter(menu__locale=swedish).order_by("sort_order", "pk")]

        assert labels() == ["First ‹sv›", "Second ‹sv›", "Third ‹sv›"]
        menu = Menu.objects.get(pk=menu.pk)
        items = list(menu.items.all())
        for order, item in enumerate([items[2], items[0], items[1]]):
            item.sort_order = order
        menu.items = items
        with self.following():
            menu.save()
        assert labels() == ["Third ‹sv›", "First ‹sv›", "Second ‹sv›"]


class TestDrafts(LifeTest):
    def test_that_are_approved_wait_for_a_person_to_publish_them(self) -> None:
        new = type(self.course.lesson)(title="Third", slug="third", lead="A lead", locale=self.course.lesson.locale, body=[])
        Page.objects.get(pk=self.course.module.pk).add_child(instance=new)
        new.save_revision().publish()
        send(self.course)
        for code in LANGUAGES:
            record = self.course.record(new, code)
            write_strings(record, {segment.place: f"{segment.source} {code}" for segment in load_segments(record)})
            approve_strings(record)
        with self.following():
            edit(new, unchanged, minutes=45)
        assert not any(self.course.target(new, code).live for code in LANGUAGES)


class TestSubmissionBeforeTheTask(LifeTest):
    """A page is sent to the translators after it was published, and before the worker has followed the publication."""

    def test_remembers_what_the_sentence_was(self) -> None:
        with self.captureOnCommitCallbacks() as waiting:
            edit_body(self.course.lesson, set_text("<p>Text that is new</p>"))
        assert not Rewording.objects.exists()
        send(self.course)
        for _time in ("before the task", "after it"):
            for code in LANGUAGES:
                stale = self.course.segment(self.course.lesson, "that is new", code)
                assert stale.state == State.STALE
                assert stale.previous is not None
                assert (stale.previous.source, stale.previous.target) == ("Text en", f"Text en ‹{code}›")
            for callback in waiting:
                callback()


class TestSubstanceUnderReview(LifeTest):
    course: ClassVar[Course]
    people: ClassVar[dict[str, User]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()
        make_translation_groups()
        cls.people = {name: make_user(f"{name}@example.org", is_superuser=True) for name in ("translator", "reviewer")}

    def test_is_marked_until_the_translation_is_approved(self) -> None:
        with self.following():
            edit_body(self.course.lesson, set_text("<p>The opposite</p>"), edit_kind=EditKind.SUBSTANTIVE)
        record = self.course.record(self.course.lesson)
        texts = {segment.place: "Motsatsen" for segment in load_segments(record) if not segment.text}
        write_strings(record, texts, user=self.people["translator"])
        send_for_review(record, user=self.people["translator"])
        assert self.shown().source_changed_at is not None
        approve_review(record, user=self.people["reviewer"])
        assert "Motsatsen" in public(self.course.lesson)
        assert self.shown().source_changed_at is None

    def shown(self) -> Any:
        return self.course.target(self.course.lesson)
