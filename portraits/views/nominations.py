"""Proposing a woman for a portrait, and her answer."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.languages import path_links
from common.personal import personal
from portraits.forms.nominations import NominationForm
from portraits.models import Nomination
from portraits.services.nominations import NotPossibleError, answer_invitation, known_portraits, receive_nomination


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest) -> HttpResponse:
    """The form; a name that has a portrait already is shown with it, and may be sent all the same."""
    data = request.POST.copy() if request.method == "POST" else None
    form = NominationForm(data)
    duplicates = []
    status = 200
    if data is not None:
        if not ratelimit.consume(request, action="nominate"):
            form.add_error(None, _("Many proposals came from your network. Wait a while and send it again: what you typed is still here."))
            status = 429
        elif form.is_valid():
            if form.is_from_a_machine:
                return redirect("portraits:nominated")
            if form.cleaned_data["seen"] != form.cleaned_data["name"]:
                duplicates = known_portraits(form.cleaned_data["name"])
            if not duplicates:
                fields = {name: form.cleaned_data[name] for name in form.Meta.fields}
                receive_nomination(fields=fields, language=get_language() or "en")
                return redirect("portraits:nominated")
            data["seen"] = form.cleaned_data["name"]
        else:
            status = 422
    context = {
        "form": form,
        "duplicates": duplicates,
        "is_personal": True,
        "language_links": path_links(request.path),
    }
    return render(request, "portraits/nominations/form.html", context, status=status)


@personal
@require_safe
def nominated(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "portraits/nominations/thanks.html", {"is_personal": True, "language_links": path_links(request.path)})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """The person's own page: what was proposed, and her yes or no. A link that mail programs open in advance decides nothing."""
    nomination = get_object_or_404(Nomination, consent_token=token)
    if request.method == "POST":
        try:
            nomination = answer_invitation(nomination=nomination, agrees=request.POST.get("answer") == "yes")
        except NotPossibleError:
            pass
        else:
            return redirect("portraits:consent", token=token)
    is_open = nomination.state == Nomination.State.ASKED and not nomination.has_lapsed
    context = {
        "nomination": nomination,
        "is_open": is_open,
        "has_agreed": nomination.state in {Nomination.State.CONSENTED, Nomination.State.DRAFTED, Nomination.State.PUBLISHED},
        "has_declined": nomination.state == Nomination.State.DECLINED,
        "is_personal": True,
        "language_links": path_links(request.path),
    }
    response = render(request, "portraits/nominations/consent.html", context)
    # The address is her key: it must not travel on with a link.
    response["Referrer-Policy"] = "no-referrer"
    return response
