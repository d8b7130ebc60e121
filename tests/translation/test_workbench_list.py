"""The list of what is open, the coverage matrix and the panel on the dashboard."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories.translation import edit_body
from tests.translation.test_workbench import KEY, WorkbenchTest
from translation.models import Tally
from translation.services.reviews import return_review, send_for_review
from translation.views.coverage import harmless

LIST = "/cms/translation/"


class TestList(WorkbenchTest):
    def titles(self, query: str = "", name: str = "translator") -> list[int]:
        answer = self.signed_in(name).get(LIST + query)
        assert answer.status_code == 200
        return [tally.translation_id for tally in answer.context["object_list"]]

    def make_stale(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Text that is new</p>"))

    def test_has_the_languages_of_whoever_looks(self) -> None:
        swedish = set(Tally.objects.filter(translation__target_locale__language_code="sv").values_list("translation_id", flat=True))
        assert set(self.titles()) == swedish
        assert not swedish & set(self.titles(name="greek"))
        assert swedish < set(self.titles(name="administrator"))

    def test_is_closed_to_others(self) -> None:
        assert self.signed_in("learner").get(LIST).status_code in {302, 403}
        assert Client().get(LIST).status_code == 302

    def test_what_is_stale_comes_first(self) -> None:
        self.make_stale()
        assert self.titles()[0] == self.record.pk
        assert self.titles("?state=stale") == [self.record.pk]

    def test_finds_by_state(self) -> None:
        assert self.titles("?state=missing") == []
        self.open_string()
        assert self.titles("?state=missing") == self.titles("?state=open") == [self.record.pk]
        self.write("Text en", "Utkast", is_machine=True)
        assert self.titles("?state=drafts") == [self.record.pk]
        self.write("Text en", "Nytt")
        review = send_for_review(self.record, user=self.people["translator"])
        assert self.titles("?state=review") == [review.translation_id]
        return_review(self.record, user=self.people["reviewer"], note="Again.")
        assert self.titles("?state=returned") == [self.record.pk]

    def test_finds_what_is_translated_and_not_published(self) -> None:
        assert self.titles("?state=unpublished") == []
        Tally.objects.filter(translation=self.record).update(published_source_at=None)
        assert self.titles("?state=unpublished") == [self.record.pk]
        assert "translated, not published" in self.signed_in("translator").get(LIST).text

    def test_what_is_with_its_reviewer_or_back_does_not_wait_for_readers(self) -> None:
        self.write("Text en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        Tally.objects.filter(translation=self.record).update(published_source_at=None)
        client = self.signed_in("translator")
        assert self.titles("?state=unpublished") == []
        html = client.get(f"{LIST}?state=review").text
        assert "under review" in html
        assert "translated, not published" not in html
        return_review(self.record, user=self.people["reviewer"], note="Again.")
        assert self.titles("?state=unpublished") == []
        html = client.get(f"{LIST}?state=returned").text
        assert "returned with a note" in html
        assert "translated, not published" not in html

    def test_finds_by_course(self) -> None:
        course = Page.objects.get(slug="teach", locale__language_code="en")
        found = self.titles(f"?course={course.pk}")
        assert self.record.pk in found
        assert len(found) < len(self.titles())

    def test_a_source_that_did_not_arrive_is_synchronised_by_hand(self) -> None:
        edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Text that is new</p>"))
        client = self.signed_in("reviewer")
        assert "Synchronise now" in client.get(LIST).text
        assert self.titles("?state=unsynchronised") == [self.record.pk]
        client.post(reverse("translation:synchronise", args=[self.record.source_id]))
        assert "Synchronise now" not in client.get(LIST).text
        assert Tally.objects.get(translation=self.record).stale

    def test_learners_and_translators_synchronise_nothing(self) -> None:
        edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Text that is new</p>"))
        for name in ("learner", "translator"):
            self.signed_in(name).post(reverse("translation:synchronise", args=[self.record.source_id]))
        html = self.signed_in("translator").get(LIST).text
        assert "has not arrived here yet" in html
        assert "Synchronise now" not in html
        assert not Tally.objects.get(translation=self.record).stale

    def test_what_was_deleted_is_not_synchronised(self) -> None:
        source_id = self.record.source_id
        Page.objects.get(pk=self.course.lesson.pk).delete()
        answer = self.signed_in("reviewer").post(reverse("translation:synchronise", args=[source_id]))
        assert answer.status_code in {302, 404}

    def test_asks_the_same_number_of_questions_however_long_it_is(self) -> None:
        self.open_string()
        client = self.signed_in("translator")
        client.get(LIST)
        with self.assertNumQueries(QUERIES):
            assert len(client.get(f"{LIST}?state=open").context["object_list"]) == 1
        with self.assertNumQueries(QUERIES):
            client.get(LIST)

    def test_stands_in_the_menu_of_those_who_translate(self) -> None:
        assert "translations" in menu_names(self.signed_in("translator"))
        assert "translations" in menu_names(self.signed_in("reviewer"))


QUERIES = 17


def menu_names(client: Client) -> str:
    return client.get("/cms/").text.replace("&quot;", '"')


class TestCoverage(WorkbenchTest):
    def test_is_counted_by_course_and_language(self) -> None:
        answer = self.signed_in("translator").get("/cms/translation/coverage/")
        assert answer.status_code == 200
        lines = {line.title: {cell.language: cell for cell in line.cells} for line in answer.context["lines"]}
        assert lines["Teach"]["sv"].percent == 100
        assert lines["Teach"]["sv"].pages == lines["Teach"]["sv"].expected > 2
        total = {cell.language: cell for cell in answer.context["total"].cells}
        words = sum(line["el"].counts["words"] for line in lines.values())
        assert total["el"].counts["words"] == words

    def test_falls_with_what_is_open(self) -> None:
        self.open_string()
        course = Page.objects.get(slug="teach", locale__language_code="en")
        answer = self.signed_in("translator").get(f"/cms/translation/coverage/{course.pk}/")
        lines = {line.page.pk if line.page else line.title: line for line in answer.context["lines"]}
        cell = next(cell for cell in lines[self.course.lesson.title].cells if cell.language == "sv")
        assert cell.left == 2
        assert cell.percent < 100
        assert cell.translation_id == self.record.pk

    def test_says_which_pages_were_never_sent(self) -> None:
        self.record.delete()
        answer = self.signed_in("translator").get("/cms/translation/coverage/")
        line = next(line for line in answer.context["lines"] if line.title == "Teach")
        assert next(cell for cell in line.cells if cell.language == "sv").unsent == 1

    def test_takes_few_queries_however_many_pages(self) -> None:
        client = self.signed_in("administrator")
        client.get("/cms/translation/coverage/")
        course = Page.objects.get(slug="teach", locale__language_code="en")
        with self.assertNumQueries(14):
            client.get("/cms/translation/coverage/")
        with self.assertNumQueries(15):
            client.get(f"/cms/translation/coverage/{course.pk}/")

    def test_as_a_file_no_spreadsheet_takes_a_title_for_a_formula(self) -> None:
        Page.objects.filter(slug="teach", locale__language_code="en").update(title="=1+1", draft_title="=1+1")
        answer = self.signed_in("translator").get("/cms/translation/coverage/?format=csv")
        assert answer.headers["Content-Type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert "'=1+1" in [row[0] for row in rows]
        assert len({len(row) for row in rows}) == 1

    def test_is_closed_to_others(self) -> None:
        for address in ("/cms/translation/coverage/", "/cms/translation/coverage/?format=csv"):
            assert self.signed_in("learner").get(address).status_code in {302, 403}

    def test_harmless_cells(self) -> None:
        assert [harmless(text) for text in ("=a", "+a", "-a", "@a", "\ta", "a=b")] == ["'=a", "'+a", "'-a", "'@a", "'\ta", "a=b"]


class TestPanel(WorkbenchTest):
    def panel(self, name: str) -> Any:
        return self.signed_in(name).get("/cms/").text

    def test_tells_translators_of_their_languages(self) -> None:
        self.open_string()
        html = self.panel("translator")
        assert 'lang="sv">Svenska</h3>' in html
        assert 'lang="el">Ελληνικά</h3>' not in html
        assert "2 words to do" in html

    def test_is_not_there_for_others(self) -> None:
        assert "wb-languages" not in self.panel("learner")

    def test_says_nothing_of_the_key(self) -> None:
        html = self.panel("translator")
        assert not [word for word in KEY if word in html]
