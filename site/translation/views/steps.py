"""The buttons of the workbench beside "Save"."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from common.gates import DiffersError
from translation import machine
from translation.memory import exact_matches
from translation.segments import load_segments
from translation.services import reviews
from translation.services.drafting import ParentMissingError
from translation.services.editing import write_strings
from translation.services.publishing import IncompleteError, publish
from translation.views.desk import Desk
from translation.views.saving import has_seen


class StepError(Exception):
    """A step that was not taken; ``messages`` say why. ``is_conflict``: it would be, by somebody who has seen the newest state."""

    def __init__(self, *messages: str, is_conflict: bool = False) -> None:
        super().__init__(*messages)
        self.messages = messages
        self.is_conflict = is_conflict


def take_step(name: str, desk: Desk, form: Mapping[str, str]) -> str:
    """Do what the button of a form says, once the form is saved; returns what to tell, nothing for a name that is no step.

    Raises StepError, or PermissionDenied.
    """
    step = STEPS.get(name)
    if step is None:
        return ""
    with in_words():
        return step(desk, form)


@contextmanager
def in_words() -> Iterator[None]:
    """What a service refuses is raised as StepError."""
    try:
        yield
    except reviews.ReviewError as error:
        raise StepError(error.message) from error
    except IncompleteError as error:
        raise StepError(error.message) from error
    except ParentMissingError as error:
        raise StepError(_("The page above has no translation in this language yet.")) from error
    except DiffersError as error:
        raise StepError(*error.messages) from error
    except ValidationError as error:
        # A snippet is checked as its own form would check it.
        raise StepError(*error.messages) from error


def send(desk: Desk, form: Mapping[str, str]) -> str:
    _require(desk.access.can_send)
    refuse_faulty(desk)
    reviews.send_for_review(desk.translation, user=desk.user)
    return _("Sent for review.")


def take_back(desk: Desk, form: Mapping[str, str]) -> str:
    _require(desk.access.can_take_back)
    reviews.withdraw(desk.translation, user=desk.user)
    return _("Taken back. You can go on working on it.")


def give_back(desk: Desk, form: Mapping[str, str]) -> str:
    _require(desk.access.can_return)
    reviews.return_review(desk.translation, user=desk.user, note=form.get("note", ""))
    return _("Returned with your note.")


def approve(desk: Desk, form: Mapping[str, str]) -> str:
    _require(desk.access.can_return)
    with transaction.atomic():
        # From here on nobody writes what has not been looked at.
        Translation.objects.select_for_update().get(pk=desk.translation.pk)
        newest = Desk(desk.translation, desk.user)
        if not has_seen(form, newest):
            raise StepError(
                _("What is under review has changed since you opened this. Look at it again, then approve it."), is_conflict=True
            )
        refuse_faulty(newest)
        reviews.approve_review(desk.translation, user=desk.user, note=form.get("note", ""))
    return _("Approved.")


def publish_approved(desk: Desk, form: Mapping[str, str]) -> str:
    _require(desk.access.can_publish)
    if publish(desk.translation, user=desk.user):
        return _("Published. Readers have everything that is approved.")
    return _("Readers have everything that is approved already.")


def take_over_matches(desk: Desk, form: Mapping[str, str]) -> str:
    _require(desk.access.can_write)
    with transaction.atomic():
        Translation.objects.select_for_update().get(pk=desk.translation.pk)
        texts = exact_matches(desk.translation, load_segments(desk.translation))
        write_strings(desk.translation, texts, user=desk.user, tool=_("Translation memory"))
    if not texts:
        return _("The memory has no exact match for what is open.")
    told = ngettext("%(count)d string was taken over from the memory.", "%(count)d strings were taken over from the memory.", len(texts))
    return told % {"count": len(texts)}


def draft_by_machine(desk: Desk, form: Mapping[str, str]) -> str:
    """Drafts for what has no text yet. What somebody writes while the machine is busy stays."""
    _require(desk.access.can_write)
    translator = machine_for(desk)
    if translator is None:
        raise StepError(_("There is no machine for this language."))
    wanted = [segment for segment in desk.segments if not segment.text]
    drafts = translator.translate(desk.source_language, desk.language, [segment.source for segment in wanted])
    found = {segment.place: text for segment, text in zip(wanted, drafts.texts, strict=True) if text}
    with transaction.atomic():
        Translation.objects.select_for_update().get(pk=desk.translation.pk)
        still_open = {segment.place for segment in load_segments(desk.translation) if not segment.text}
        texts = {place: text for place, text in found.items() if place in still_open}
        write_strings(desk.translation, texts, tool=translator.name, is_machine=True)
    told = ngettext(
        "%(count)d draft by %(machine)s. It stays a draft until you have read it.",
        "%(count)d drafts by %(machine)s. They stay drafts until you have read them.",
        len(texts),
    ) % {"count": len(texts), "machine": translator.name}
    if drafts.error is not None:
        raise StepError(told, drafts.error.message) if texts else StepError(drafts.error.message)
    return told


def machine_for(desk: Desk) -> machine.MachineTranslator | None:
    """The machine that the site has, if it knows the language."""
    translator = machine.from_environment(os.environ)
    if translator is None or not translator.can_translate(desk.source_language, desk.language):
        return None
    return translator


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


def refuse_faulty(desk: Desk) -> None:
    """Raises StepError while readers would see an error."""
    faulty = desk.faulty
    if faulty:
        raise StepError(
            ngettext(
                "%(count)d string has an error that readers would see. Mend it first.",
                "%(count)d strings have errors that readers would see. Mend them first.",
                len(faulty),
            )
            % {"count": len(faulty)}
        )


Step = Callable[[Desk, Mapping[str, str]], str]

STEPS: dict[str, Step] = {
    "send": send,
    "take-back": take_back,
    "return": give_back,
    "approve": approve,
    "publish": publish_approved,
    "memory": take_over_matches,
    "machine": draft_by_machine,
}
# What looks at strings that the form has just written, and so needs a form that was saved wholly.
NEED_SAVED = {"send", "approve", "return", "publish"}
