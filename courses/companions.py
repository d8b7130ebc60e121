"""The portraits of a lesson: those that stand in it, and the one that is suggested after it, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.companions import Companion, Wish, find_companions
from common.enums import Theme

if TYPE_CHECKING:
    from courses.models import LessonPage

# A whole sentence for each: in some languages the word takes another form in it.
REASONS: dict[str, Promise] = {
    Theme.BELONGING: _("Because this lesson is about belonging."),
    Theme.FIRST_IN_FAMILY: _("Because this lesson is about being the first in a family."),
    Theme.CHANGING_FIELD: _("Because this lesson is about changing one’s field."),
    Theme.MENTOR: _("Because this lesson is about what a mentor can do."),
    Theme.RECOGNITION: _("Because this lesson is about recognition."),
    Theme.PERSISTENCE: _("Because this lesson is about persistence."),
    Theme.FAMILY_AND_WORK: _("Because this lesson is about family and work."),
    Theme.MIGRATION: _("Because this lesson is about leaving one’s country."),
    Theme.EXCLUSION: _("Because this lesson is about closed doors."),
    Theme.PUBLIC_VOICE: _("Because this lesson is about a public voice."),
    Theme.BUILDING_INSTITUTIONS: _("Because this lesson is about building institutions."),
    Theme.CURIOSITY: _("Because this lesson is about curiosity."),
}


@dataclass(frozen=True)
class Beside:
    """A portrait beside a lesson, and why."""

    companion: Companion
    reason: str


def wish_of(block_id: str, value: Any, themes: Iterable[str]) -> Wish:
    """What a portrait block looks for: its own theme goes before those of the lesson."""
    page = value["page"]
    return Wish(
        themes=(value["theme"],) if value["theme"] else tuple(themes), key=page.translation_key if page else None, seed=block_id or ""
    )


def woven_in(blocks: Sequence[tuple[str, Any]], themes: Iterable[str]) -> dict[str, Beside]:
    """The portraits of portrait blocks, given as pairs of id and value, by id; whoever is not found is left out.

    An editor's reason is about the portrait that she chose: beside another one stands the theme that the two have in common.
    """
    themes = tuple(themes)
    wishes = [wish_of(block_id, value, themes) for block_id, value in blocks]
    found = {}
    for (block_id, value), wish, companion in zip(blocks, wishes, find_companions(wishes, _language()), strict=True):
        if companion is not None:
            is_meant = wish.key is None or wish.key == companion.key
            found[block_id] = Beside(companion, (value["reason"] if is_meant else "") or reason_for(companion.themes))
    return found


def suggestion(lesson: LessonPage, seed: str) -> Beside | None:
    """One portrait to read after something in the lesson was done, other than those that stand in it; None without themes."""
    if not lesson.themes:
        return None
    in_it = [wish_of(block.id, block.value, lesson.themes) for block in lesson.body if block.block_type == "portrait"]
    wishes = [*in_it, Wish(themes=tuple(lesson.themes), seed=seed)]
    companion = find_companions(wishes, _language())[-1]
    return Beside(companion, reason_for(companion.themes)) if companion else None


def reason_for(themes: Sequence[str]) -> str:
    """Why somebody is suggested: the first theme that she shares with the lesson; empty if there is none."""
    return str(REASONS[themes[0]]) if themes else ""


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
