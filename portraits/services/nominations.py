"""The way of a nomination: received, for the living asked and answered, then a draft or a refusal. The nominator hears of each step."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from common.reading import readable
from common.text import fold
from portraits.duplicates import find_duplicates
from portraits.models import Nomination, PortraitIndexPage, PortraitPage
from portraits.models.nominations import TIME_TO_ANSWER

State = Nomination.State
# A year after the last step, nobody needs to know any longer who nominated whom.
TIME_TO_FORGET = timedelta(days=365)


class NotPossibleError(Exception):
    """The step cannot be taken from where the nomination is; the message says why."""


def known_portraits(name: str) -> list[PortraitPage]:
    """Published portraits that are likely of this person, in any language, one for each person."""
    rows = list(readable(PortraitPage.objects.all()).order_by("path").values_list("pk", "translation_key", "title"))
    found = dict.fromkeys(find_duplicates(name, [(key, title) for _pk, key, title in rows]))
    return list(readable(PortraitPage.objects.filter(translation_key__in=found)).select_related("locale").defer_streamfields())


@transaction.atomic
def receive_nomination(*, fields: dict[str, Any], language: str) -> Nomination:
    """Keep a nomination and thank for it by mail; the same person by the same nominator again is the same nomination."""
    folded = fold(fields["name"])[:120]
    email = fields["nominator_email"].lower()
    existing = Nomination.objects.filter(folded_name=folded, nominator_email=email).first()
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            nomination = Nomination.objects.create(**{**fields, "nominator_email": email}, folded_name=folded, language=language)
    except IntegrityError:
        # Sent twice at once: the other request has just kept it.
        return Nomination.objects.get(folded_name=folded, nominator_email=email)
    tell_nominator(nomination)
    return nomination


@transaction.atomic
def ask_for_consent(*, nomination: Nomination) -> Nomination:
    """Write to the living person. Raises NotPossibleError."""
    held = _hold(nomination)
    if not held.can_be_asked:
        raise NotPossibleError(_("She has been asked already, is not living, or has no address."))
    _refuse_if_decided(held, State.ASKED, State.DECLINED)
    held.state = State.ASKED
    held.asked_at = timezone.now()
    held.save(update_fields=["state", "asked_at", "changed_at"])
    with translation.override(held.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("portraits:consent", args=[held.consent_token])
        _send(_("May we write a portrait of you?"), "consent", held, held.person_email, address=address)
    tell_nominator(held)
    return held


@transaction.atomic
def answer_invitation(*, nomination: Nomination, agrees: bool) -> Nomination:
    """What the person decided; it counts once. Raises NotPossibleError if she was not asked, or too long ago."""
    held = _hold(nomination)
    answer = State.CONSENTED if agrees else State.DECLINED
    if held.state == answer:
        return held
    if held.state != State.ASKED or held.has_lapsed:
        raise NotPossibleError(_("This invitation has been answered or has expired."))
    held.state = answer
    if not agrees:
        held.person_email = ""
    held.save(update_fields=["state", "person_email", "changed_at"])
    tell_nominator(held)
    return held


@transaction.atomic
def draft_portrait(*, nomination: Nomination, editor: Any) -> PortraitPage:
    """An unpublished portrait with what the nominator wrote; the same one again on a second click. Raises NotPossibleError."""
    held = _hold(nomination)
    if held.portrait is not None:
        return held.portrait
    if not held.can_be_drafted:
        raise NotPossibleError(_("A portrait of a living person needs her consent."))
    _refuse_if_decided(held, State.DECLINED)
    gallery = PortraitIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if gallery is None:
        raise NotPossibleError(_("There is no gallery to put the portrait into."))
    page = PortraitPage(
        title=held.name,
        slug=_free_slug(gallery, held.name),
        work=" ".join(held.work.split())[:200],
        lead=held.work,
        occupation="",
        countries=[held.country] if held.country else [],
        locale=gallery.locale,
        live=False,
    )
    gallery.add_child(instance=page)
    # A draft need not be complete: the editor goes on with it.
    page.save_revision(user=editor, log_action=True, clean=False)
    held.portrait = page
    held.state = State.DRAFTED
    held.save(update_fields=["portrait", "state", "changed_at"])
    tell_nominator(held)
    return page


@transaction.atomic
def refuse_nomination(*, nomination: Nomination, note: str) -> Nomination:
    """Not taken up, with a reason that the nominator reads. Raises NotPossibleError."""
    held = _hold(nomination)
    if held.state == State.REFUSED:
        return held
    if not held.can_be_refused:
        raise NotPossibleError(_("This nomination cannot be refused any more."))
    held.state = State.REFUSED
    held.note = note
    held.person_email = ""
    held.save(update_fields=["state", "note", "person_email", "changed_at"])
    tell_nominator(held)
    return held


@transaction.atomic
def announce_portrait(*, portrait: PortraitPage) -> None:
    """The portrait that came from a nomination was published: its nominators hear of it, once."""
    for nomination in Nomination.objects.select_for_update().filter(portrait=portrait, state=State.DRAFTED):
        nomination.state = State.PUBLISHED
        nomination.person_email = ""
        nomination.save(update_fields=["state", "person_email", "changed_at"])
        tell_nominator(nomination)


def forget_nominators() -> int:
    """Take the names and addresses off nominations where nothing has happened for long; how many.

    The address of somebody who did not answer her invitation goes as soon as it has lapsed.
    """
    now = timezone.now()
    Nomination.objects.filter(state=State.ASKED, asked_at__lt=now - TIME_TO_ANSWER).update(person_email="")
    resting = Nomination.objects.filter(changed_at__lt=now - TIME_TO_FORGET)
    return resting.exclude(nominator_email="", nominator_name="", person_email="").update(
        nominator_email="", nominator_name="", person_email=""
    )


def tell_nominator(nomination: Nomination) -> None:
    """One mail about the state that the nomination has now, in the nominator's language."""
    if not nomination.nominator_email:
        return
    with translation.override(nomination.language):
        subject = _("Your proposal of %(name)s: %(state)s") % {"name": nomination.name, "state": nomination.get_state_display()}
        address = (nomination.portrait and nomination.state == State.PUBLISHED and nomination.portrait.full_url) or ""
        _send(subject, "nomination", nomination, nomination.nominator_email, address=address)


def _send(subject: str, template: str, nomination: Nomination, to: str, **context: Any) -> None:
    """After the transaction; mail that cannot be sent undoes nothing."""
    body = render_to_string(
        f"portraits/mails/{template}.txt", {"nomination": nomination, "site_name": settings.SITE_NAME, "states": State, **context}
    )
    transaction.on_commit(partial(send_mail, subject, body, settings.DEFAULT_FROM_EMAIL, [to], fail_silently=True))


def _refuse_if_decided(nomination: Nomination, *states: State) -> None:
    """Raises NotPossibleError if the same person was asked, or has declined, for another nominator."""
    others = Nomination.objects.filter(folded_name=nomination.folded_name, state__in=states).exclude(pk=nomination.pk)
    if others.exists():
        raise NotPossibleError(_("She has been asked for another nominator already, or has declined."))


def _hold(nomination: Nomination) -> Nomination:
    """The row as it is now, locked. Raises NotPossibleError if it is gone."""
    try:
        return Nomination.objects.select_for_update(of=("self",)).select_related("portrait").get(pk=nomination.pk)
    except ObjectDoesNotExist as error:
        raise NotPossibleError(_("This nomination is gone.")) from error


def _free_slug(gallery: PortraitIndexPage, name: str) -> str:
    """The name as an address, with a number where it is taken."""
    base = slugify(fold(name)) or "portrait"
    taken = set(gallery.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := base if number == 1 else f"{base}-{number}") not in taken)
