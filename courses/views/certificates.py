"""A learner's certificate, and the check that anybody may make."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.learners import get_learner
from common.qr import qr_code
from courses.models import Certificate
from courses.models.certificate import ALPHABET
from courses.views.personal import personal, render_personal


@personal
@require_safe
def certificate(request: HttpRequest, serial: str) -> HttpResponse:
    """The certificate of whoever is signed in; anybody else's is not found."""
    learner = get_learner(request)
    mine = get_object_or_404(Certificate, serial=tidy_serial(serial), user=learner.user if learner else None)
    return render_personal(request, "certificate", certificate_context(request, mine))


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form for a number; what is typed is brought to the printed form first."""
    typed = request.GET.get("number", "")
    if not typed:
        return render(request, "courses/learn/verify.html", {})
    serial = tidy_serial(typed)
    if serial and Certificate.objects.filter(serial=serial).exists():
        return redirect("courses:verified", serial=serial)
    return render(request, "courses/learn/verify.html", {"typed": typed[:100], "is_unknown": True}, status=404)


@personal
@require_safe
def verified(request: HttpRequest, serial: str) -> HttpResponse:
    """What a certificate says, for whoever holds its number."""
    found = Certificate.objects.filter(serial=tidy_serial(serial)).first()
    if found is None:
        return render(request, "courses/learn/verify.html", {"typed": serial[:100], "is_unknown": True}, status=404)
    context = {**certificate_context(request, found), "is_check": True}
    return render(request, "courses/learn/certificate.html", {**context, "shell": "base.html"})


def tidy_serial(typed: str) -> str:
    """A number as it is printed, from what people make of it: lower case, spaces, O for 0, I and L for 1. Empty if it cannot be one."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper()).removeprefix("WU").translate(str.maketrans("OIL", "011"))
    if len(letters) != 16 or any(letter not in ALPHABET for letter in letters):
        return ""
    return "WU-" + "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def certificate_context(request: HttpRequest, item: Certificate) -> dict[str, Any]:
    """The frozen facts in the reader's language, or in one that the certificate has."""
    languages = item.facts["languages"]
    code = get_language() if get_language() in languages else next(iter(languages), "en")
    address = request.build_absolute_uri(reverse("courses:verified", kwargs={"serial": item.serial}))
    return {
        "certificate": item,
        "facts": item.facts,
        "words": languages.get(code, {}),
        "lang": code,
        "address": address,
        "qr": qr_code(address),
    }
