"""Pictures and films, each with the words that stand for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from common.blocks.base import INLINE_FEATURES, LockedCharBlock, SafeURLBlock
from common.captions import Cue, cues_of, read_captions
from common.enums import Licence
from common.pictures import find_renditions

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument


class FigureValue(blocks.StructValue):
    """A picture with the licence in words."""

    # The figures that were read together with this one: what was made of their pictures is looked up together, too.
    fellows: tuple[FigureValue, ...] = ()

    @property
    def licence_name(self) -> str:
        return str(Licence(self["licence"]).label)


class FigureBlock(blocks.StructBlock):
    """A picture with alternative text, caption, credit and licence."""

    # In a translation never a new picture with the words of the old one.
    is_kept_whole = True

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), default="", required=False)
    credit = LockedCharBlock(label=_("Credit"), help_text=_("Who made it."))
    licence = blocks.ChoiceBlock(label=_("Licence"), choices=Licence.choices, default=Licence.CC_BY)
    source_url = SafeURLBlock(label=_("Where it comes from"))

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "common/blocks/figure.html"
        value_class = FigureValue
        preview_template = "common/blocks/figure_preview.html"
        description = _("A picture with its credit and a text for those who do not see it")
        preview_value = {"image": None, "caption": "What it shows, and when.", "credit": "Who made it", "licence": Licence.CC_BY}

    def bulk_to_python(self, values: Any) -> list[FigureValue]:
        """All figures of a text."""
        figures: list[FigureValue] = super().bulk_to_python(values)
        for figure in figures:
            figure.fellows = tuple(figures)
        return figures

    def get_context(self, value: FigureValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        find_renditions(figure["image"] for figure in value.fellows or (value,))
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context


class CaptionTrackBlock(blocks.StructBlock):
    """Captions in one language, as a WebVTT file."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=settings.LANGUAGES)
    file = DocumentChooserBlock(label=_("WebVTT file"))

    class Meta:
        icon = "openquote"
        label = _("Captions")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        try:
            check_captions(cleaned["file"])
        except ValidationError as error:
            raise blocks.StructBlockValidationError(block_errors={"file": error}) from error
        return cleaned


def check_captions(document: AbstractDocument) -> None:
    """Raises ValidationError for a document that players and readers cannot use as captions."""
    if document.file_extension != "vtt":
        raise ValidationError(_("Captions are a file that ends in .vtt."))
    try:
        file = document.file.open("rb")
    except OSError as error:
        raise ValidationError(_("The file is not there any more. Upload it again.")) from error
    with file:
        read_captions(file)


@dataclass(frozen=True)
class Track:
    """A caption file as the browser's track element wants it."""

    url: str
    language: str
    label: str
    is_default: bool


@dataclass(frozen=True)
class Transcript:
    """What is said when. ``language`` is set on foreign words."""

    cues: tuple[Cue, ...]
    language: str = ""


class PlayerValue(blocks.StructValue):
    """A film or a recording with its captions, those in the reader's language switched on."""

    @property
    def tracks(self) -> list[Track]:
        names = dict(settings.LANGUAGES)
        current = get_language()
        return [
            Track(
                url=item["file"].url,
                language=item["language"],
                label=names.get(item["language"], item["language"]),
                is_default=item["language"] == current,
            )
            for item in self["captions"]
            if item["file"]
        ]

    @cached_property
    def cues(self) -> Transcript | None:
        """The captions as text: in the reader's language; where there are none and no written transcript either, in the first one there
        is. None where there is nothing to read."""
        files = {item["language"]: item["file"] for item in reversed(list(self["captions"])) if item["file"]}
        current = get_language() or settings.LANGUAGE_CODE
        code = current if current in files or self.has_transcript else next(reversed(files), "")
        found = cues_of(files[code]) if code in files else ()
        return Transcript(found, "" if code == current else code) if found else None

    @property
    def has_transcript(self) -> bool:
        """Whether somebody has written one."""
        return bool(strip_tags(str(self["transcript"] or "")).strip())


class VideoBlock(blocks.StructBlock):
    """A film from our own server with captions and a transcript."""

    title = blocks.CharBlock(label=_("Title"), default="")
    video = VideoChooserBlock(label=_("Film"))
    captions = blocks.ListBlock(CaptionTrackBlock(), label=_("Captions"), min_num=1)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=INLINE_FEATURES,
        default="",
        required=False,
        help_text=_("Shown where there are no captions in the reader’s language; else the captions are the transcript."),
    )
    credit = LockedCharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "common/blocks/video.html"
        value_class = PlayerValue
        description = _("A film with captions and a transcript")
        preview_value: dict[str, Any] = {
            "title": "A day in a laboratory",
            "video": None,
            "captions": [],
            "transcript": "<p>We begin at eight.</p>",
        }


class AudioBlock(blocks.StructBlock):
    """A recording from our own server; its words can be read."""

    title = blocks.CharBlock(label=_("Title"), default="")
    audio = AudioChooserBlock(label=_("Recording"))
    captions = blocks.ListBlock(CaptionTrackBlock(), label=_("Captions"), default=[])
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=INLINE_FEATURES,
        default="",
        required=False,
        help_text=_("Shown where there are no captions in the reader’s language; else the captions are the transcript."),
    )
    credit = LockedCharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "media"
        label = _("Recording")
        template = "common/blocks/audio.html"
        value_class = PlayerValue
        description = _("A podcast or another recording with its words")
        preview_value: dict[str, Any] = {
            "title": "A talk in a laboratory",
            "audio": None,
            "captions": [],
            "transcript": "<p>We begin at eight.</p>",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not len(cleaned["captions"]) and not cleaned.has_transcript:
            missing = ValidationError(_("A recording needs its words: captions, or a transcript."))
            raise blocks.StructBlockValidationError(block_errors={"transcript": missing})
        return cleaned
