"""Certificates: issued at once, once, and frozen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts.learners import Learner
from accounts.models import User
from courses.models import Certificate, CoursePage, ModulePage
from courses.plates import covers
from courses.services.progress import progress_in


# Always called inside a larger write: no savepoint of its own.
@transaction.atomic(savepoint=False)
def award_certificate(*, user: User, course: CoursePage) -> Certificate | None:
    """The account's certificate for the course, issued now if it has become complete; None if it has not, or the course gives none.

    Two requests at once give one certificate: the database holds one for each account and course.
    """
    if not course.has_certificate:
        return None
    key = course.translation_key
    progress = progress_in({key: course.outline}, Learner(user=user), with_place=False)[key]
    if not progress.is_complete:
        return None
    certificate = Certificate.objects.filter(user=user, course_key=course.translation_key).first()
    if certificate is None:
        certificate, _made = Certificate.objects.get_or_create(
            user=user, course_key=course.translation_key, defaults={"facts": frozen_facts(user, course)}
        )
    return certificate


def frozen_facts(user: User, course: CoursePage) -> dict[str, Any]:
    """What the certificate says, in every language in which the course is published today; see ``Certificate``."""
    outline = course.outline
    module_keys = [module.key for module in outline.modules]
    titles: dict[str, dict[Any, str]] = {}
    for key, code, title in (
        ModulePage.objects.live().filter(translation_key__in=module_keys).values_list("translation_key", "locale__language_code", "title")
    ):
        titles.setdefault(code, {})[key] = title
    pages = CoursePage.objects.live().filter(translation_key=course.translation_key, alias_of=None).select_related("locale")
    return {
        "learner": user.display_name,
        "issuer": settings.CERTIFICATE_ISSUER,
        "hours": course.workload_hours,
        "eqf_level": course.eqf_level,
        "covers": [list(cover) for cover in covers(outline, course.slug)],
        "languages": {
            page.locale.language_code: {
                "title": page.title,
                "outcomes": [str(block.value) for block in page.outcomes],
                "modules": [titles.get(page.locale.language_code, {}).get(key, "") for key in module_keys],
                "assessment": page.assessment,
                "participation": page.participation,
                "quality_assurance": page.quality_assurance,
                "country": country_in(page.locale.language_code),
            }
            for page in pages
        },
    }


def country_in(code: str) -> str:
    """The issuer's country in a language."""
    with translation.override(code):
        return str(settings.CERTIFICATE_COUNTRY)
