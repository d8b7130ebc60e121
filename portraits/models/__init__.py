"""The gallery and its portraits, quotations, stories, and what readers do with them."""

from __future__ import annotations

from portraits.models.games import CardBox, GameResult, TermCard
from portraits.models.nominations import Nomination
from portraits.models.pages import PortraitIndexPage, PortraitPage
from portraits.models.quotations import Quotation
from portraits.models.readers import Recognition, SavedItem, SavedList
from portraits.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "CardBox",
    "GameResult",
    "Nomination",
    "PortraitIndexPage",
    "PortraitPage",
    "Quotation",
    "Recognition",
    "SavedItem",
    "SavedList",
    "StoryIndexPage",
    "StoryPage",
    "TermCard",
]
