"""What follows from what editors do in the source language."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, TaskState, TranslatableMixin, WorkflowState, get_translatable_models
from wagtail.signals import page_published, page_unpublished, post_page_move, task_rejected, workflow_cancelled
from wagtail_localize.models import Translation

from common.enums import EditKind
from translation.mirror import delete_with_source, follow_move, follow_restriction, follow_unpublish, is_source
from translation.services.settling import settle_cancelled, settle_published, settle_rejected
from translation.tasks import follow_publication


def _is_translated(instance: Any) -> bool:
    return bool(
        Translation.objects.filter(source__object_id=instance.translation_key, source__locale_id=instance.locale_id, enabled=True).exists()
    )


def _follow(instance: models.Model, kind: str, revision: int | None = None) -> None:
    content_type = ContentType.objects.get_for_model(instance)
    transaction.on_commit(partial(follow_publication.enqueue, content_type.pk, instance.pk, kind, revision))


@receiver(page_published)
def on_page_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    if is_source(instance):
        if _is_translated(instance):
            revision = kwargs.get("revision")
            _follow(instance, getattr(instance, "edit_kind", EditKind.WORDING), revision.pk if revision else None)
    else:
        settle_published(instance, kwargs.get("revision"))


@receiver(task_rejected)
def on_task_rejected(sender: Any, instance: TaskState, **kwargs: Any) -> None:
    settle_rejected(instance)


@receiver(workflow_cancelled)
def on_workflow_cancelled(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    settle_cancelled(instance, user=user)


@receiver(page_unpublished)
def on_page_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    if is_source(instance):
        follow_unpublish(instance)


@receiver(post_page_move)
def on_page_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    if is_source(instance):
        follow_move(Page.objects.get(pk=instance.pk))


@receiver(pre_delete)
def on_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """However a source is deleted (alone, with its parent, in bulk): its translations go as well."""
    if sender is Page and is_source(instance):
        others = Page.objects.filter(translation_key=instance.translation_key, alias_of=None).exclude(pk=instance.pk)
        transaction.on_commit(partial(delete_with_source, list(others.values_list("pk", flat=True))))
    elif _is_source_snippet(sender, instance):
        others = sender._default_manager.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
        transaction.on_commit(partial(_delete_all, sender, list(others.values_list("pk", flat=True))))


def _delete_all(model: type[models.Model], pks: list[int]) -> None:
    for instance in model._default_manager.filter(pk__in=pks):
        instance.delete()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restricted(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None and is_source(page):
        transaction.on_commit(partial(follow_restriction, page))


def _is_source_snippet(sender: type[models.Model], instance: Any) -> bool:
    return (
        issubclass(sender, TranslatableMixin)
        and not issubclass(sender, Page)
        and sender in get_translatable_models()
        and instance.locale_id == Locale.get_default().pk
    )


@receiver(post_save)
def on_snippet_saved(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Snippets have no publication: saved is published."""
    if not raw and _is_source_snippet(sender, instance) and _is_translated(instance):
        _follow(instance, EditKind.WORDING)
