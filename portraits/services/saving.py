"""Members' own lists of pages: every write belongs to one account, and a click can repeat."""

from __future__ import annotations

import unicodedata
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.learners import Learner
from accounts.models import User
from accounts.owners import hold
from common.text import collapse
from portraits.models import SavedItem, SavedList

MAX_LISTS = 50
MAX_ITEMS = 500
MAX_NAME = 60
# Letters, numbers, signs: a name of spaces that take no room could not be clicked.
SEEN = frozenset("LNPS")


class RefusedError(ValidationError):
    """Something a member has to know before it can be done: a limit, or a name that will not do."""


@transaction.atomic
def save_page(*, user: User, page_key: uuid.UUID, list_id: int | None = None) -> SavedItem:
    """Put a page on a list, by default on the one that everybody has. Raises SavedList.DoesNotExist for a list of somebody else's, and
    RefusedError at the limit."""
    hold(Learner(user=user))
    target = SavedList.objects.get(pk=list_id, user=user) if list_id else _first_list(user)
    known = SavedItem.objects.filter(saved_list=target, page_key=page_key).first()
    if known:
        return known
    if SavedItem.objects.filter(saved_list__user=user).count() >= MAX_ITEMS:
        raise RefusedError(
            _("You have saved %(limit)s pages, and more do not fit. Remove one that you have read, then save this one.")
            % {"limit": MAX_ITEMS}
        )
    return SavedItem.objects.create(saved_list=target, page_key=page_key)


@transaction.atomic
def remove_item(*, user: User, item_id: int) -> None:
    """Take a page off a list. Raises SavedItem.DoesNotExist for what is not, or no longer, on a list of this member."""
    SavedItem.objects.get(pk=item_id, saved_list__user=user).delete()


@transaction.atomic
def move_item(*, user: User, item_id: int, list_id: int) -> SavedItem:
    """Put a page on another list; where it stands there already, it only leaves this one. Raises DoesNotExist of either for somebody
    else's."""
    hold(Learner(user=user))
    item = SavedItem.objects.get(pk=item_id, saved_list__user=user)
    target = SavedList.objects.get(pk=list_id, user=user)
    twin = SavedItem.objects.filter(saved_list=target, page_key=item.page_key).first()
    if twin:
        if twin.pk != item.pk:
            item.delete()
        return twin
    item.saved_list = target
    item.save(update_fields=["saved_list"])
    return item


@transaction.atomic
def make_list(*, user: User, name: str) -> SavedList:
    """A new list. Raises RefusedError for a name that will not do, and at the limit."""
    hold(Learner(user=user))
    clean = _check_name(user, name)
    if SavedList.objects.filter(user=user).count() >= MAX_LISTS:
        raise RefusedError(_("You have %(limit)s lists, and more do not fit. Delete one first.") % {"limit": MAX_LISTS})
    return SavedList.objects.create(user=user, name=clean)


@transaction.atomic
def rename_list(*, user: User, list_id: int, name: str) -> SavedList:
    """Give a list another name. Raises SavedList.DoesNotExist for somebody else's, RefusedError for a name that will not do."""
    hold(Learner(user=user))
    found = SavedList.objects.get(pk=list_id, user=user)
    found.name = _check_name(user, name, besides=found.pk)
    found.save(update_fields=["name"])
    return found


@transaction.atomic
def delete_list(*, user: User, list_id: int) -> None:
    """Delete a list with all that is on it. Raises SavedList.DoesNotExist for somebody else's."""
    SavedList.objects.get(pk=list_id, user=user).delete()


def _first_list(user: User) -> SavedList:
    """The list without a name; made when it is first needed."""
    found, _made = SavedList.objects.get_or_create(user=user, name="")
    return found


def _check_name(user: User, name: str, *, besides: int = 0) -> str:
    """The name as it is kept. Raises RefusedError."""
    clean = collapse(name)
    if not any(unicodedata.category(character)[0] in SEEN for character in clean):
        raise RefusedError(_("Give the list a name."))
    if len(clean) > MAX_NAME:
        raise RefusedError(_("The name is longer than %(limit)s characters. Shorten it a little.") % {"limit": MAX_NAME})
    others = SavedList.objects.filter(user=user).exclude(pk=besides)
    if clean.casefold() in {known.casefold() for known in others.values_list("name", flat=True)}:
        raise RefusedError(_("You already have a list with this name. Choose another one."))
    return clean
