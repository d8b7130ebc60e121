"""Caption files are strangers' uploads: what is plain comes out as text with times, everything else is refused in words."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document
from wagtail.models import Collection

from common.captions import MAX_CUES, Cue, cues_of, parse_captions, read_captions

PLAIN = "WEBVTT\n\n00:01.000 --> 00:04.000\nHello\n"


def read(text: str | bytes) -> tuple[Cue, ...]:
    return read_captions(io.BytesIO(text if isinstance(text, bytes) else text.encode()))


class TestWhatIsRead:
    def test_cues_with_names_hours_settings_and_two_lines(self):
        cues = read("WEBVTT Title\n\nintro\n00:01.500 --> 00:04.000 align:start\nOne\nline\n\n01:02:03.000 --> 01:02:04.000\nLater\n")
        assert cues == (Cue(1.5, 4.0, "One line"), Cue(3723.0, 3724.0, "Later"))
        assert [cue.clock for cue in cues] == ["0:01", "1:02:03"]

    def test_markup_goes_and_its_words_stay(self):
        (cue,) = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada><i>Engines</i> &amp; <script>looms\n")
        assert cue.text == "Engines & looms"

    def test_notes_styles_and_regions_say_nothing(self):
        assert len(read(f"{PLAIN}\nNOTE not this\n\nSTYLE\n::cue {{ color: red }}\n\nREGION\nid:a\n")) == 1

    @pytest.mark.parametrize("newline", ["\r\n", "\r"])
    def test_lines_end_as_they_like_and_a_byte_order_mark_is_no_word(self, newline):
        assert len(read(b"\xef\xbb\xbf" + PLAIN.replace("\n", newline).encode())) == 1

    def test_cues_come_in_the_order_of_their_times(self):
        cues = read("WEBVTT\n\n00:09.000 --> 00:10.000\nB\n\n00:01.000 --> 00:02.000\nA\n")
        assert [cue.text for cue in cues] == ["A", "B"]


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"WEBVTT\n\n" + b"x" * 10_000_000, "larger than 1 MB"),
            (b"\x89PNG\r\n\x1a\n\xff\xfe", "not text in UTF-8"),
            (b"WEBVTT\n\n\0", "not text in UTF-8"),
            (b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "first line must be WEBVTT"),
            (b"WEBVTTX\n", "first line must be WEBVTT"),
            (b"WEBVTT\n\n\n", "no caption in the file"),
            (b"WEBVTT\n\nname only\n", "Line 3"),
            (b"WEBVTT\n\n00:01 --> 00:02\nHello\n", "Line 3"),
            (b"WEBVTT\n\n" + b"a" * 900_000, "Line 3"),
            (b"WEBVTT\n\n00:05.000 --> 00:02.000\nHello\n", "ends after it begins"),
            (b"WEBVTT\n\n999:00:05.000 --> 999:00:06.000\nHello\n", "within ten hours"),
            (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"word " * 1000, "longer than 2000 characters"),
            (b"WEBVTT\n" + b"\n00:01.000 --> 00:02.000\na\n" * (MAX_CUES + 1), "more than 5000 captions"),
        ],
    )
    def test_with_a_reason(self, data, words):
        with pytest.raises(ValidationError) as caught:
            read(data)
        assert words in caught.value.messages[0]

    @given(st.text(alphabet="WEBVT\n\r\t 0123456789:.->,<&;aå\0", max_size=300))
    def test_whatever_comes_it_is_cues_or_a_reason(self, text):
        try:
            cues = parse_captions("WEBVTT\n\n" + text)
        except ValidationError as error:
            assert error.messages  # noqa: PT017  (either outcome is right)
        else:
            assert cues
            assert all(0 <= cue.start < cue.end and cue.text.strip() for cue in cues)


@pytest.mark.django_db
class TestDocuments:
    def upload(self, data: bytes, name: str = "en.vtt"):
        form = get_document_form(Document)
        return form({"title": "Captions", "collection": Collection.get_first_root_node().pk}, {"file": SimpleUploadedFile(name, data)})

    def test_an_upload_is_checked(self):
        form = self.upload(b"not captions")
        assert "first line must be WEBVTT" in form.errors["file"][0]

    def test_a_good_one_is_kept_whole(self):
        form = self.upload(PLAIN.encode())
        assert form.is_valid(), form.errors
        with form.save().file.open("rb") as file:
            assert file.read().decode() == PLAIN

    def test_other_documents_are_not_captions(self):
        assert self.upload(b"a;b\n", "table.csv").is_valid()

    def test_cues_are_parsed_once_for_each_file(self, monkeypatch):
        document = Document.objects.create(title="en", file=ContentFile(PLAIN.encode(), name="en.vtt"))
        first = cues_of(document)
        monkeypatch.setattr("common.captions.read_captions", lambda _file: pytest.fail("read again"))
        assert cues_of(document) == first == (Cue(1.0, 4.0, "Hello"),)

    def test_a_file_that_is_gone_leaves_the_page_readable(self):
        document = Document.objects.create(title="en", file=ContentFile(PLAIN.encode(), name="gone.vtt"))
        document.file.storage.delete(document.file.name)
        assert cues_of(document) == ()
