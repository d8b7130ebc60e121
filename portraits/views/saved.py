"""A member's saved pages: her lists, one list, one page on a list, and the button beside a page. Other people's rows are not there."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.learners import get_learner
from common.personal import personal
from portraits.models import SavedItem, SavedList
from portraits.saved import list_name, lists_of, pages_with, places_of, recognised_by
from portraits.services.saving import (
    MAX_ITEMS,
    MAX_NAME,
    RefusedError,
    delete_list,
    make_list,
    move_item,
    remove_item,
    rename_list,
    save_page,
)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """All lists, and the portraits that the reader recognised herself in; a POST makes a list."""
    context: dict[str, Any] = {"typed": "", "error": "", "max_name": MAX_NAME}
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        try:
            made = make_list(user=request.user, name=request.POST.get("name", ""))
        except RefusedError as error:
            context |= {"typed": request.POST.get("name", ""), "error": error.message}
        else:
            messages.success(request, _("The list “%(name)s” is made.") % {"name": made.name})
            return redirect("saved:overview")
    context["lists"] = lists_of(request.user, _language()) if request.user.is_authenticated else []
    context["recognised"] = recognised_by(get_learner(request), _language())
    return _render(request, "overview", context, status=422 if context["error"] else 200)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def one_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """Everything on one list; POST ``do`` is ``rename`` or ``delete``."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    row = get_object_or_404(SavedList, pk=list_id, user=request.user)
    context: dict[str, Any] = {"typed": row.name, "error": "", "max_name": MAX_NAME}
    if request.method == "POST" and request.POST.get("do") == "delete":
        delete_list(user=request.user, list_id=list_id)
        messages.success(request, _("The list “%(name)s” is deleted.") % {"name": list_name(row)})
        return redirect("saved:overview")
    if request.method == "POST":
        try:
            rename_list(user=request.user, list_id=list_id, name=request.POST.get("name", ""))
        except RefusedError as error:
            context |= {"typed": request.POST.get("name", ""), "error": error.message}
        else:
            messages.success(request, _("The list has its new name."))
            return redirect("saved:list", list_id=list_id)
    context["list"] = next(found for found in lists_of(request.user, _language(), only=row.pk))
    return _render(request, "list", context, status=422 if context["error"] else 200)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One page on a list; POST ``do`` is ``move`` (to ``list``) or ``remove``."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    row = get_object_or_404(SavedItem.objects.select_related("saved_list"), pk=item_id, saved_list__user=request.user)
    if request.method == "POST":
        home = row.saved_list_id
        if request.POST.get("do") == "move":
            try:
                moved = move_item(user=request.user, item_id=item_id, list_id=_number(request.POST.get("list")))
            except SavedList.DoesNotExist as error:
                raise Http404 from error
            messages.success(request, _("It is on the list “%(name)s” now.") % {"name": list_name(moved.saved_list)})
        else:
            remove_item(user=request.user, item_id=item_id)
            messages.success(request, _("It is off your list."))
        return redirect("saved:list", list_id=home)
    lists = [(found.pk, list_name(found)) for found in SavedList.objects.filter(user=request.user).exclude(pk=row.saved_list_id)]
    page = pages_with([row.page_key], _language()).get(row.page_key)
    context = {"item": row, "page_saved": page, "lists": lists, "list_name": list_name(row.saved_list)}
    return _render(request, "item", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, page_key: uuid.UUID) -> HttpResponse:
    """Whether this page is saved, and where; POST ``do`` is ``save`` (on ``list``, or on the one that everybody has) or ``remove``
    (``item``)."""
    found = pages_with([page_key], _language()).get(page_key)
    if found is None:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.path) if request.method == "POST" else _render(request, "page", {"page_saved": found})
    error = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "remove":
                remove_item(user=request.user, item_id=_number(request.POST.get("item")))
            else:
                save_page(user=request.user, page_key=page_key, list_id=_number(request.POST.get("list")) or None)
            return redirect("saved:page", page_key=page_key)
        except SavedItem.DoesNotExist:
            # Removed in another window: that is what was wanted.
            return redirect("saved:page", page_key=page_key)
        except SavedList.DoesNotExist as missing:
            raise Http404 from missing
        except RefusedError as refusal:
            error = str(refusal.message)
    places, targets = places_of(request.user, page_key)
    context = {"page_saved": found, "places": places, "targets": targets, "error": error, "max_items": MAX_ITEMS}
    return _render(request, "page", context, status=422 if error else 200)


def _number(text: str | None) -> int:
    """The number somebody sent; nobody's number for anything else. Databases refuse numbers that are too large."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _render(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"portraits/saved/{template}.html", {**context, "is_personal": True}, status=status)
