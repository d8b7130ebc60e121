"""Who works on a language: a group of translators, a group of reviewers, and the workflow that leads from one to the other.

Translators may change the pages below the language's front page, reviewers may also publish them. Nobody here may submit translations: that
permission is global, and would open ways round the key of a quiz. Everything may be run again and again.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale, Page, Workflow, WorkflowPage, WorkflowTask

from accounts.services import allow_on_files, allow_on_page, staff_group
from translation.models import TranslationReviewTask
from translation.permissions import target_locales

TRANSLATORS = "Translators {language}"
REVIEWERS = "Reviewers {language}"
VERBS = {TRANSLATORS: ["change"], REVIEWERS: ["change", "publish"]}


@transaction.atomic
def make_translation_groups() -> list[Group]:
    """Both groups of every language but the source's; permissions and workflow where the language has a front page."""
    return [group for locale in target_locales() for group in make_language_groups(locale)]


def make_language_groups(locale: Locale) -> list[Group]:
    """The groups of one language, translators first."""
    code = locale.language_code
    groups = [staff_group(name.format(language=code)) for name in VERBS]
    # Reviewers may give their language a picture or document of its own.
    allow_on_files(groups[-1], ["choose"])
    for front in Page.objects.filter(depth=2, locale=locale, alias_of=None):
        for group, verbs in zip(groups, VERBS.values(), strict=True):
            allow_on_page(group, front, verbs)
        _review(front, groups[-1], code)
    return groups


def _review(front: Page, reviewers: Group, code: str) -> None:
    """What is sent for review below this front page goes to these reviewers, unless somebody has chosen another workflow."""
    if WorkflowPage.objects.filter(page=front).exists():
        return
    name = f"Translation {code}"
    task, _created = TranslationReviewTask.objects.get_or_create(name=name)
    task.groups.set([reviewers])
    workflow, _created = Workflow.objects.get_or_create(name=name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.create(page=front, workflow=workflow)
