"""What somebody may do to a translated page who may not edit the page it was translated from: work on its words, and nothing else.

Structure, and with it the key of every quiz, belongs to the source language. wagtail-localize keeps to that while a translation is in step
with its source, but lets everybody who may change the page end that. Here, ending it takes the permission to submit translations, and
what shows a page whole takes the right to edit its source.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail_localize.models import Translation

SUBMIT = "wagtail_localize.submit_translation"
# What ``request.is_preview`` says in a preview for those who work on the words: blocks show what is to be translated, and no key.
PREVIEW_OF_WORDS = "words"

View = Callable[..., HttpResponse]


def for_submitters(view: View) -> View:
    """Refuse whoever may not submit translations. Raises PermissionDenied, which Wagtail answers in words."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def may_see_whole(user: Any, page: Page) -> bool:
    """Whether somebody who may change ``page`` may see and change more of it than its words.

    A page that was not translated from another is its own source. Where the source is gone, the right to submit translations decides.
    """
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return True
    source = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE).first()
    if source is not None:
        return bool(source.permissions_for_user(user).can_edit())
    was_translated = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id).exists()
    return not was_translated or bool(user.has_perm(SUBMIT))


def is_in_step(page: Page) -> bool:
    """Whether wagtail-localize shows the page as strings instead of the ordinary editor."""
    return bool(Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True).exists())
