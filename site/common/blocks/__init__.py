"""Blocks that every page type may use."""

from __future__ import annotations

from common.blocks.base import LockedCharBlock
from common.blocks.media import AudioBlock, FigureBlock, VideoBlock
from common.blocks.prose import CalloutBlock, NotedBlock, ProseBlock, QuoteBlock, ReferencesBlock, TableBlock
from common.blocks.spectrum import SpectrumBlock

__all__ = [
    "AudioBlock",
    "CalloutBlock",
    "FigureBlock",
    "LockedCharBlock",
    "NotedBlock",
    "ProseBlock",
    "QuoteBlock",
    "ReferencesBlock",
    "SpectrumBlock",
    "TableBlock",
    "VideoBlock",
    "prose_blocks",
]


def prose_blocks() -> list[tuple[str, object]]:
    """What any text may be made of."""
    return [
        ("rich_text", ProseBlock()),
        ("noted", NotedBlock()),
        ("spectrum", SpectrumBlock()),
        ("figure", FigureBlock()),
        ("video", VideoBlock()),
        ("audio", AudioBlock()),
        ("callout", CalloutBlock()),
        ("quote", QuoteBlock()),
        ("table", TableBlock()),
        ("references", ReferencesBlock()),
    ]
