"""Files out and in: what is in them, what the check says, and what is written only after it."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail_localize.models import Translation

from tests.factories.courses import name_id
from tests.factories.translation import edit_body, translate
from tests.translation.test_workbench import KEY, WorkbenchTest
from translation.files import Document, Format, Unit, UnitState, read, read_bundle, write, write_bundle
from translation.services.editing import write_strings
from translation.services.exporting import documents
from translation.services.importing import Verdict
from translation.services.reviews import send_for_review
from translation.states import State

UPLOAD, CONFIRM, FILES = "/cms/translation/upload/", "/cms/translation/upload/confirm/", "/cms/translation/files/"
# The strings and their translations.
QUERIES = 2


class FilesTest(WorkbenchTest):
    def download(self, kind: str = "po", name: str = "translator", record: Translation | None = None) -> bytes:
        answer = self.signed_in(name).get(self.address("download", kind, record=record))
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        return bytes(answer.content)

    def changed(self, data: bytes, text: str, target: str, **how: Any) -> Document:
        """The file after a translator has worked on the string with this source."""
        document = read(data)
        units = tuple(
            Unit(u.context, u.source, target, u.note, how.get("state", UnitState.TRANSLATED)) if u.source == text else u
            for u in document.units
        )
        return Document(document.id, document.title, document.source_language, document.target_language, units)

    def upload(self, data: bytes | Document, name: str = "translator", query: str = "") -> Any:
        content = write(data, Format.PO) if isinstance(data, Document) else data
        return self.signed_in(name).post(UPLOAD + query, {"file": SimpleUploadedFile("work.po", content)})

    def verdicts(self, answer: Any) -> dict[str, int]:
        plan = answer.context["checked"][0].plan
        return {verdict.value: len(plan.of(verdict)) for verdict in Verdict if plan.of(verdict)}

    def confirm(self, answer: Any, name: str = "translator") -> Any:
        return self.signed_in(name).post(CONFIRM, {"confirmation": answer.context["confirmation"]})


class TestDownload(FilesTest):
    def test_holds_all_strings_in_every_format(self) -> None:
        for kind in Format:
            document = read(self.download(kind))
            assert document.id == str(self.record.uuid)
            assert document.target_language == "sv"
            assert {unit.source for unit in document.units} == {item.source for item in self.course.segments(self.course.lesson)}

    def test_says_where_each_string_stands(self) -> None:
        notes = {unit.source: unit.note for unit in read(self.download()).units}
        assert "Quiz “Quiz en” › Introduction" in notes["Intro en"]

    def test_says_nothing_of_the_key(self) -> None:
        for kind in Format:
            text = self.download(kind).decode()
            assert not [word for word in KEY if word in text]

    def test_a_number_that_is_no_translation_is_not_found(self) -> None:
        client = self.signed_in("translator")
        assert client.get(f"{UPLOAD}?translation={'9' * 5000}").status_code == 200
        assert client.get(f"{UPLOAD}?translation={'9' * 18}").status_code in {302, 404}

    def test_takes_as_many_queries_for_two_pages_as_for_six(self) -> None:
        image = get_image_model().objects.create(title="Bench", file=get_test_image_file())
        value = {"image": {"image": image.pk, "alt_text": "A bench", "decorative": False}, "caption": "A bench", "licence": "CC BY 4.0"}
        for page in (self.course.lesson, self.course.second):
            with self.captureOnCommitCallbacks(execute=True):
                edit_body(page, lambda body: body.append({"type": "figure", "id": name_id("figure"), "value": value}))
            translate(self.course, page)
        records = Translation.objects.filter(target_locale__language_code="sv").select_related("source__locale", "target_locale")
        translations = list(records.order_by("pk"))
        notes = [unit.note for document in documents(translations) for unit in document.units if unit.source == "A bench"]
        assert any("Alt text" in note or "Caption" in note for note in notes)
        for count in (2, 6):
            with self.assertNumQueries(QUERIES):
                assert len(documents(translations[:count])) == count

    def test_an_unknown_format_is_not_found(self) -> None:
        assert self.signed_in("translator").get(self.address("download", "docx")).status_code in {302, 404}

    def test_a_course_comes_as_a_zip(self) -> None:
        course = Page.objects.get(slug="teach", locale__language_code="en")
        answer = self.signed_in("translator").get(FILES, {"page": course.pk, "language": self.record.target_locale_id, "format": "xliff-2"})
        assert answer.headers["Content-Type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert all(name.endswith("-sv.xlf") for name in archive.namelist())
        assert len(read_bundle(answer.content)) == 4

    def test_nobody_downloads_another_language(self) -> None:
        course = Page.objects.get(slug="teach", locale__language_code="en")
        answer = self.signed_in("greek").get(FILES, {"page": course.pk, "language": self.record.target_locale_id, "format": "po"})
        assert answer.status_code == 400
        assert self.signed_in("learner").get(FILES).status_code in {302, 403}


class TestCheck(FilesTest):
    def test_writes_nothing(self) -> None:
        answer = self.upload(self.changed(self.download(), "Text en", "Ur filen"))
        assert answer.status_code == 200
        assert self.verdicts(answer)["changed"] == 1
        assert self.segment().text == "Text en ‹sv›"

    def test_counts_what_would_happen(self) -> None:
        self.open_string("Think en")
        document = self.changed(write(self.changed(self.download(), "Text en", "Ur filen"), Format.PO), "Think en", "Ny")
        document = self.changed(write(document, Format.PO), "Intro en", "", state=UnitState.NEW)
        found = self.verdicts(self.upload(document))
        assert (found["new"], found["changed"], found["empty"]) == (1, 1, 1)
        assert found["unchanged"] > 10

    def test_tells_what_has_changed_here_since_the_file_was_made(self) -> None:
        document = self.changed(self.download(), "Text en", "Ur filen")
        self.write("Text en", "Nyare här", by="colleague")
        answer = self.upload(document)
        assert self.verdicts(answer)["conflict"] == 1
        assert "Nyare här" in answer.text
        self.confirm(answer)
        assert self.segment().text == "Nyare här"

    def test_what_the_file_left_alone_does_not_undo_newer_work(self) -> None:
        data = self.download()
        self.write("Text en", "Nyare här", by="colleague")
        answer = self.upload(data)
        assert "conflict" not in self.verdicts(answer)
        self.confirm(answer)
        assert self.segment().text == "Nyare här"

    def test_tells_which_sources_have_changed_since(self) -> None:
        document = self.changed(self.download(), "Text en", "Ur filen")
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body[0].update(value="<p>Text that is new</p>"))
        answer = self.upload(document)
        assert self.verdicts(answer)["source-changed"] == 1
        self.confirm(answer)
        assert self.segment("Text that is new").text == ""

    def test_holds_back_what_has_errors_or_is_unfinished(self) -> None:
        found = self.verdicts(self.upload(self.changed(self.download(), "First", "x" * 300)))
        assert found["faulty"] == 1
        assert self.verdicts(self.upload(self.changed(self.download(), "First", "Utkast", state=UnitState.NEEDS_REVIEW)))["unfinished"] == 1

    def test_finds_a_string_by_its_source_where_the_context_is_lost(self) -> None:
        document = self.changed(self.download(), "Text en", "Ur filen")
        units = tuple(Unit("", unit.source, unit.target) for unit in document.units)
        answer = self.upload(Document(document.id, "", "en", "sv", units))
        assert self.verdicts(answer)["changed"] == 1

    def test_a_file_of_another_page_or_language_is_refused(self) -> None:
        data = self.download()
        second = self.course.record(self.course.second)
        assert "another page" in self.upload(data, query=f"?translation={second.pk}").text
        document = read(data)
        assert "another language" in self.upload(Document(document.id, "", "en", "de", document.units)).text
        greek = self.download(record=self.course.record(self.course.lesson, "el"), name="greek")
        assert "not yours" in self.upload(greek).text

    def test_a_file_without_a_name_goes_to_the_page_it_was_uploaded_for(self) -> None:
        document = self.changed(self.download(), "Text en", "Ur filen")
        nameless = Document("", "", "", "", document.units)
        assert "does not say" in self.upload(nameless).text
        assert self.verdicts(self.upload(nameless, query=f"?translation={self.record.pk}"))["changed"] == 1

    def test_what_is_no_such_file_is_told_in_words(self) -> None:
        for content in (b"GIF89a nonsense", b"<html></html>", b"PK\x03\x04broken", b"\xff\xfe\x00"):
            assert self.upload(content).status_code in {200, 400}

    def test_a_page_under_review_takes_no_file(self) -> None:
        document = self.changed(self.download(), "Text en", "Ur filen")
        self.write("Think en", "Nytt")
        send_for_review(self.record, user=self.people["translator"])
        assert "take it back" in self.upload(document).text

    def test_learners_upload_nothing(self) -> None:
        assert self.upload(b"x", name="learner").status_code in {302, 403}


class TestConfirmation(FilesTest):
    def test_writes_what_was_shown(self) -> None:
        answer = self.confirm(self.upload(self.changed(self.download(), "Text en", "Ur filen")))
        assert answer.status_code == 200
        assert answer.context["count"] == 1
        segment = self.segment()
        assert (segment.text, segment.state, segment.translated_by) == ("Ur filen", State.UNREVIEWED, self.people["translator"].pk)

    def test_again_writes_the_same(self) -> None:
        checked = self.upload(self.changed(self.download(), "Text en", "Ur filen"))
        self.confirm(checked)
        assert self.confirm(checked).status_code == 200
        assert self.segment().text == "Ur filen"

    def test_leaves_alone_what_has_changed_since_the_check(self) -> None:
        checked = self.upload(self.changed(self.download(), "Text en", "Ur filen"))
        self.write("Text en", "Nyare här", by="colleague")
        answer = self.confirm(checked)
        assert answer.context["written"][0].conflicts == 1
        assert self.segment().text == "Nyare här"

    def test_is_of_the_person_who_checked(self) -> None:
        checked = self.upload(self.changed(self.download(), "Text en", "Ur filen"))
        assert self.confirm(checked, "colleague").status_code == 400
        assert self.signed_in("translator").post(CONFIRM, {"confirmation": "forged"}).status_code == 400
        assert self.segment().text == "Text en ‹sv›"

    def test_holds_for_a_while_only(self) -> None:
        checked = self.upload(self.changed(self.download(), "Text en", "Ur filen"))
        with mock.patch("translation.views.uploads.CONFIRM_WITHIN", -1):
            assert self.confirm(checked).status_code == 400

    def test_a_page_that_was_locked_meanwhile_stays_as_it_is(self) -> None:
        checked = self.upload(self.changed(self.download(), "Text en", "Ur filen"))
        Page.objects.filter(pk=self.course.target(self.course.lesson).pk).update(locked=True)
        assert self.confirm(checked).context["written"][0].reason
        assert self.segment().text == "Text en ‹sv›"

    def test_a_zip_may_hold_several_pages(self) -> None:
        second = self.course.record(self.course.second)
        other = self.course.segments(self.course.second)[0]
        documents = [
            self.changed(self.download(), "Text en", "Ur filen"),
            self.changed(self.download(record=second), other.source, "Också ur filen"),
        ]
        checked = self.upload(write_bundle(documents, Format.XLIFF_1))
        assert self.confirm(checked).context["count"] == 2
        assert self.course.segments(self.course.second)[0].text == "Också ur filen"

    def test_a_finished_draft_of_a_machine_becomes_a_translation(self) -> None:
        self.open_string()
        write_strings(self.record, {self.segment().place: "Utkast"}, is_machine=True)
        data = self.download()
        assert next(unit for unit in read(data).units if unit.source == "Text en").state == UnitState.NEEDS_REVIEW
        self.confirm(self.upload(data))
        assert self.segment().state == State.MACHINE
        self.confirm(self.upload(self.changed(data, "Text en", "Utkast")))
        assert self.segment().state == State.UNREVIEWED
