"""What an editor should look at again: nothing here stops a publication.

What must not be missing (alternative text, credit and licence, the source of a quotation, captions, a transcript) the blocks themselves
refuse, at publishing and not in drafts. Here are the things that are often, and not always, a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from common.fields import StreamField

# Out of its sentence, as a screen reader lists links, such a text says nothing; in the languages of the site.
EMPTY_WORDS = frozenset(
    {
        *("here", "click here", "read more", "more", "link", "this link", "this page", "see here"),
        *("här", "klicka här", "läs mer", "mer", "länk", "länken", "denna sida", "den här sidan", "se här"),
        *("εδώ", "κάντε κλικ εδώ", "πατήστε εδώ", "διαβάστε περισσότερα", "περισσότερα", "σύνδεσμος", "αυτή η σελίδα", "δείτε εδώ"),
    }
)
# In words. A paragraph of the reading column is then a screen of a phone and a half.
LONG = 180

SKIPPED_LEVEL = _("a heading skips a level: a smaller heading stands where no larger one is before it.")
EMPTY_HEADING = _("a heading is empty.")
EMPTY_PARAGRAPH = _("a paragraph is empty; the distance between paragraphs needs none.")
LONG_PARAGRAPH = _("a paragraph is very long. Two are easier to read.")
VAGUE_LINK = _("the text of a link does not say where it leads.")


@dataclass(frozen=True)
class Remark:
    """Something to look at. ``place`` is the number of the block in its field, and its label."""

    number: int
    label: str
    message: str | Promise


@dataclass
class TextReader(HTMLParser):
    """Goes through one rich text. ``has_larger``: whether a heading stands before it on the page."""

    has_larger: bool
    found: list[str | Promise] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    link: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "h2", "h3"}:
            self.words = []
        elif tag == "a":
            self.link = []
        if tag == "h3" and not self.has_larger:
            self.found.append(SKIPPED_LEVEL)
        self.has_larger |= tag in {"h2", "h3"}

    def handle_data(self, data: str) -> None:
        self.words += data.split()
        if self.link is not None:
            self.link += data.split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            if is_vague(" ".join(self.link)):
                self.found.append(VAGUE_LINK)
            self.link = None
        elif tag in {"h2", "h3"} and not self.words:
            self.found.append(EMPTY_HEADING)
        elif tag == "p" and not self.words:
            self.found.append(EMPTY_PARAGRAPH)
        elif tag == "p" and len(self.words) > LONG:
            self.found.append(LONG_PARAGRAPH)


def is_vague(text: str) -> bool:
    """Whether the text of a link is one of the empty words, an address, or nothing."""
    plain = text.casefold().strip(" .,:;!?…»«→>\u00a0")
    return not plain or plain in EMPTY_WORDS or plain.startswith(("http://", "https://", "www."))


def remarks_on(page: Page) -> list[Remark]:
    """For all texts of the page, in their order; the same remark once for a block."""
    remarks: dict[Remark, None] = {}
    for model_field in page._meta.get_fields():
        if not isinstance(model_field, StreamField):
            continue
        has_larger = False
        for number, child in enumerate(getattr(page, model_field.name), start=1):
            # A block with a title of its own shows it as a heading.
            has_larger |= isinstance(child.block, StructBlock) and bool(child.value.get("title"))
            for text in rich_texts(child.block, child.value):
                reader = TextReader(has_larger)
                reader.feed(text)
                reader.close()
                has_larger = reader.has_larger
                remarks |= dict.fromkeys(Remark(number, str(child.block.label), message) for message in reader.found)
    return list(remarks)


def rich_texts(block: Any, value: Any) -> Iterator[str]:
    """The source of every rich text in a block."""
    if isinstance(block, RichTextBlock):
        yield value.source if isinstance(value, RichText) else str(value or "")
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from rich_texts(child.block, child.value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from rich_texts(block.child_block, item)
    elif isinstance(block, StructBlock) and hasattr(value, "items"):
        for name, child_block in block.child_blocks.items():
            yield from rich_texts(child_block, value.get(name))
