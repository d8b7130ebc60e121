"""From strings to pages: drafts, and what readers get."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import Translation, TranslationLog

from common.gates import check_gates, keeping
from translation.models import Tally
from translation.releases import releasing
from translation.segments import load_segments
from translation.services.drafting import ParentMissingError, make_drafts
from translation.services.planting import wanted_slug
from translation.sources import without_order
from translation.targets import Wording, approved_wording, build, known_target, parent_of


class IncompleteError(Exception):
    """A page is first published when all its words are approved; ``count`` strings are not."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    @property
    def message(self) -> str:
        text = ngettext(
            "This is not published yet: %(count)s string is not translated and approved.",
            "This is not published yet: %(count)s strings are not translated and approved.",
            self.count,
        )
        return text % {"count": self.count}


class SourceUnpublishedError(IncompleteError):
    """Readers do not have the source either."""

    def __init__(self) -> None:
        super().__init__(0)

    @property
    def message(self) -> str:
        return _("The source is not published: publish it first.")


@transaction.atomic
def ensure_target(translation: Translation, *, user: Any = None) -> Any:
    """The page or snippet in the target language; a page that is not there yet is made as a draft. Raises ParentMissingError."""
    target = known_target(translation)
    if target is not None:
        return target
    original = translation.source.as_instance()
    if not isinstance(original, Page):
        target = original.copy_for_translation(translation.target_locale)
        if isinstance(original, DraftStateMixin):
            target.live = False
        return target
    parent = parent_of(original, translation.target_locale)
    if parent is None:
        raise ParentMissingError
    return make_drafts(original, {translation: parent}, user=user)[0]


def _slug(page: Page, wanted: str, parent: Page) -> str:
    return str(find_available_slug(parent, wanted_slug(wanted, parent, page.locale), ignore_page_id=page.pk))


@transaction.atomic
def save_draft(translation: Translation, wording: Wording, *, user: Any = None) -> Any:
    """Save a revision with this wording; where there is none, with what readers have. Returns the revision, None for what has none."""
    target = ensure_target(translation, user=user)
    if not isinstance(target, Page):
        return None
    slug = target.slug
    built = build(translation, target, wording, published=published_version(translation))
    target = built.instance
    if built.is_complete:
        target.source_changed_at = None
    target.slug = slug if target.depth == 2 else _slug(target, target.slug, target.get_parent())
    revision = target.save_revision(user=user, clean=False)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return revision


def published_version(translation: Translation) -> Any:
    """What readers have in the target language; None if nothing is published."""
    target = known_target(translation)
    return target if target is not None and getattr(target, "live", True) else None


@transaction.atomic
def publish(translation: Translation, *, user: Any = None, is_following: bool = False) -> bool:
    """Give readers all that is approved. Returns whether anything is new to them.

    ``is_following``: nobody has asked for it, the source was published. A quiz with a new question then stays as it was until it is
    translated, where a person is told what is missing. Raises IncompleteError for a page that was never published and is not complete,
    or whose source is not, DiffersError where a gate says no.
    """
    source = translation.source.get_source_instance()
    if isinstance(source, Page) and not source.live:
        raise SourceUnpublishedError
    before = published_version(translation)
    segments = load_segments(translation)
    target = before if before is not None else ensure_target(translation, user=user)
    kept = _state_of(before)
    built = build(translation, target, approved_wording, published=published_version(translation), segments=segments)
    if built.gaps and before is None:
        raise IncompleteError(sum(segment.path in built.gaps for segment in segments))
    target = built.instance
    if isinstance(target, Page):
        if target.depth == 2:
            target.slug = Page.objects.values_list("slug", flat=True).get(pk=target.pk)
        else:
            target.slug = _slug(target, target.slug, target.get_parent())
        if built.is_complete:
            target.source_changed_at = None
    is_new = kept is None or kept != _state_of(target)
    with keeping(built.kept if is_following else frozenset()):
        if isinstance(target, Page):
            check_gates(source, target)
        if is_new:
            _release(translation, target, user)
    source_at = translation.source.last_updated_at
    seen = {"published_source_at": source_at} if built.is_complete else {}
    Tally.objects.update_or_create(translation=translation, defaults={"is_taken_down": False, **seen})
    return is_new


def _release(translation: Translation, target: Any, user: Any) -> None:
    revision = None
    if isinstance(target, Page):
        revision = target.save_revision(user=user, clean=False)
        with releasing(revision):
            revision.publish(user=user, skip_permission_checks=True)
    else:
        target.full_clean()
        target.save()
        log(instance=target, action="wagtail.edit", user=user)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    Translation.objects.filter(pk=translation.pk).update(destination_last_updated_at=timezone.now())


UNSEEN = {
    "comments",
    "draft_title",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "wagtail_admin_comments",
}


def _state_of(instance: Any) -> dict[str, Any] | None:
    """What readers would notice of an instance."""
    if instance is None:
        return None
    if hasattr(instance, "serializable_data"):
        data: dict[str, Any] = instance.serializable_data()
    else:
        data = {field.attname: field.value_from_object(instance) for field in instance._meta.concrete_fields}
    return without_order({name: value for name, value in data.items() if name not in UNSEEN})
