from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.models import Document
from wagtailmedia.models import Media

from common.blocks import AudioBlock, VideoBlock
from common.blocks.media import CaptionTrackBlock

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"


def document(name: str, words: str = "Hello") -> Document:
    return Document.objects.create(title=name, file=ContentFile(CAPTIONS.replace("Hello", words).encode(), name=name))


@pytest.fixture
def film(db: None) -> dict[str, object]:
    """A film with captions in two languages, as StreamField stores it."""
    media = Media.objects.create(title="Film", type="video", duration=2, file=ContentFile(b"film", name="film.webm"))
    tracks = [{"language": code, "file": document(f"{code}.vtt").pk} for code in ("en", "sv")]
    return {"title": "A film", "video": media.pk, "captions": tracks, "transcript": "<p>Hello</p>", "credit": "Westem Up"}


def test_a_film_has_its_file_captions_and_transcript(film: dict[str, object]) -> None:
    block = VideoBlock()
    with translation.override("sv"):
        html = block.render(block.to_python(film))
    assert ".webm" in html
    assert html.count('<track kind="captions"') == 2
    assert 'srclang="sv" label="Svenska" default' in html
    assert "<time>0:00</time> <span>Hello</span>" in html
    assert "<p>Hello</p>" not in html
    assert "style=" not in html


@pytest.mark.django_db
def test_captions_are_a_webvtt_file() -> None:
    block = CaptionTrackBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"language": "en", "file": document("captions.csv").pk}))


@pytest.mark.django_db
def test_a_caption_file_that_is_none_is_refused_in_words() -> None:
    broken = Document.objects.create(title="en", file=ContentFile(b"no captions", name="en.vtt"))
    block = CaptionTrackBlock()
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python({"language": "en", "file": broken.pk}))
    assert "first line must be WEBVTT" in caught.value.block_errors["file"].messages[0]


def test_the_transcript_is_in_the_readers_language(film: dict[str, object]) -> None:
    film["captions"] = [{"language": code, "file": document(f"{code}.vtt", words).pk} for code, words in (("en", "Hello"), ("sv", "Hej"))]
    block = VideoBlock()
    with translation.override("sv"):
        html = block.render(block.to_python(film))
    assert "Hej" in html
    assert "<span>Hello</span>" not in html


def test_a_written_transcript_stands_in_for_captions_of_another_language(film: dict[str, object]) -> None:
    block = VideoBlock()
    with translation.override("el"):
        assert "<p>Hello</p>" in block.render(block.to_python(film))
        html = block.render(block.to_python(film | {"transcript": ""}))
    assert 'class="cues"' in html
    assert 'lang="en"' in html


def test_numbers_of_cues_are_for_scripts_in_every_language(film: dict[str, object]) -> None:
    """A comma would be a number to readers of Swedish, and none to JavaScript."""
    block = VideoBlock()
    with translation.override("sv"):
        assert 'data-start="0.0" data-end="2.0"' in block.render(block.to_python(film))


@pytest.fixture
def recording(db: None) -> dict[str, object]:
    media = Media.objects.create(title="Talk", type="audio", duration=2, file=ContentFile(b"talk", name="talk.mp3"))
    return {"title": "A talk", "audio": media.pk, "captions": [{"language": "en", "file": document("talk.vtt").pk}], "transcript": ""}


def test_a_recording_has_its_file_and_its_words(recording: dict[str, object]) -> None:
    block = AudioBlock()
    html = block.render(block.to_python(recording))
    assert ".mp3" in html
    assert "<span>Hello</span>" in html
    assert block.clean(block.to_python(recording))


def test_a_recording_without_words_is_refused(recording: dict[str, object]) -> None:
    block = AudioBlock()
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(recording | {"captions": []}))
    assert "transcript" in caught.value.block_errors
