"""Who may do what, by Wagtail's page permissions on the front page of a language.

Translator: may change it. Reviewer: may publish it. Whoever may submit translations sends pages to languages. Snippets have no
permissions by language in Wagtail: here they follow those of the language's front page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

SUBMIT = "wagtail_localize.submit_translation"


class LockedError(Exception):
    """Nobody may change the translation now; ``message`` says why and until when."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _fronts() -> dict[int, Page]:
    return {page.locale_id: page for page in Page.objects.filter(depth=2, alias_of=None).order_by("-path")}


def locales_for(user: Any, verb: str) -> list[Locale]:
    """The target languages in which somebody may "change" or "publish", in the order of the settings.

    Kept with the user for the length of a request, as Django keeps permissions: menus, panels and views all ask.
    """
    kept: dict[str, list[Locale]] = user.__dict__.setdefault("_translation_locales", {})
    if verb not in kept:
        fronts = _fronts()
        kept[verb] = [
            locale for locale in target_locales() if user.is_superuser or (locale.pk in fronts and _may(user, fronts[locale.pk], verb))
        ]
    return kept[verb]


def target_locales() -> list[Locale]:
    """All languages but the source's, in the order of the settings."""
    from django.conf import settings

    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    found = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=codes)}
    return [found[code] for code in codes if code in found]


def in_site_order(locales: Iterable[Locale]) -> QuerySet[Locale]:
    """These languages for a form, in the order of the settings."""
    from django.conf import settings

    order = Case(*(When(language_code=code, then=Value(place)) for place, (code, _name) in enumerate(settings.LANGUAGES)))
    return Locale.objects.filter(pk__in=[locale.pk for locale in locales]).order_by(order)


def _may(user: Any, page: Page, verb: str) -> bool:
    tester = page.permissions_for_user(user)
    return bool(verb in tester.permissions)


def may_translate(user: Any, locale: Locale) -> bool:
    return any(item.pk == locale.pk for item in locales_for(user, "change"))


def may_review(user: Any, locale: Locale) -> bool:
    return any(item.pk == locale.pk for item in locales_for(user, "publish"))


def reviewer_groups(locale: Locale) -> QuerySet[Group]:
    """The groups that review a language: those that may publish from its front page on, not those that may publish anywhere."""
    front = Page.objects.filter(depth=2, locale_id=locale.pk, alias_of=None)
    return Group.objects.filter(page_permissions__page__in=front, page_permissions__permission__codename="publish_page").distinct()


def belongs_to_reviewers(user: Any, locale: Locale) -> bool:
    """Whether somebody is one of the reviewers of a language; superusers are of all."""
    return bool(user.is_superuser or user.groups.filter(pk__in=reviewer_groups(locale)).exists())


def may_submit(user: Any) -> bool:
    return bool(user.has_perm(SUBMIT))


def require_translator(request: HttpRequest, translation: Translation) -> None:
    """Raises PermissionDenied for whoever may not work on this language or page."""
    user: Any = request.user
    if not translation.enabled or not (may_translate(user, translation.target_locale) or may_review(user, translation.target_locale)):
        raise PermissionDenied


def ensure_unlocked(translation: Translation, user: Any, target: Any) -> None:
    """Raises LockedError while the page is locked for this person: by an editor, by a review, by a scheduled publication."""
    lock = target.get_lock() if isinstance(target, Page) else None
    if lock is not None and lock.for_user(user):
        raise LockedError(_("This page is locked. Nothing was changed: %(reason)s") % {"reason": _plain(lock.get_message(user))})


def _plain(message: Any) -> str:
    from django.utils.html import strip_tags

    return " ".join(strip_tags(str(message)).split())
