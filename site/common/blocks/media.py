"""Pictures and films, each with the words that stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import VideoChooserBlock

from common.blocks.base import INLINE_FEATURES, LockedCharBlock, SafeURLBlock
from common.enums import Licence


class FigureValue(blocks.StructValue):
    """A picture with the licence in words."""

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
        description = _("A picture with its credit and a text for those who do not see it")


class CaptionTrackBlock(blocks.StructBlock):
    """Captions in one language, as a WebVTT file."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=settings.LANGUAGES)
    file = DocumentChooserBlock(label=_("WebVTT file"))

    class Meta:
        icon = "openquote"
        label = _("Captions")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["file"].file_extension != "vtt":
            raise blocks.StructBlockValidationError(block_errors={"file": ValidationError(_("Captions are a file that ends in .vtt."))})
        return cleaned


@dataclass(frozen=True)
class Track:
    """A caption file as the browser's track element wants it."""

    url: str
    language: str
    label: str
    is_default: bool


class VideoValue(blocks.StructValue):
    """A film with its captions, those in the reader's language switched on."""

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
        ]


class VideoBlock(blocks.StructBlock):
    """A film from our own server with captions and a transcript."""

    title = blocks.CharBlock(label=_("Title"), default="")
    video = VideoChooserBlock(label=_("Film"))
    captions = blocks.ListBlock(CaptionTrackBlock(), label=_("Captions"), min_num=1)
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=INLINE_FEATURES, default="")
    credit = LockedCharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "common/blocks/video.html"
        value_class = VideoValue
        description = _("A film with captions and a transcript")
