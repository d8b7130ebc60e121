from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.models import Document
from wagtailmedia.models import Media

from common.blocks import VideoBlock
from common.blocks.media import CaptionTrackBlock

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"


def document(name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(CAPTIONS.encode(), name=name))


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
    assert "<p>Hello</p>" in html
    assert "style=" not in html


@pytest.mark.django_db
def test_captions_are_a_webvtt_file() -> None:
    block = CaptionTrackBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"language": "en", "file": document("captions.csv").pk}))
