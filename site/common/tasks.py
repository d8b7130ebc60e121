"""What takes longer than a request may."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import models, transaction
from django_tasks import task
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.signals import page_published

from common.blocks import FigureBlock
from common.fields import StreamField
from common.pictures import Shape, find_renditions, make_renditions


def pictures_of(page: Page) -> Iterator[tuple[AbstractImage, Shape]]:
    """The page's own pictures, which are shown square, and the figures of its texts."""
    for field in page._meta.get_fields():
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, AbstractImage) and getattr(page, field.attname):
            yield getattr(page, field.name), Shape.SQUARE
        elif isinstance(field, StreamField):
            stream = getattr(page, field.name)
            for name, block in stream.stream_block.child_blocks.items():
                if isinstance(block, FigureBlock):
                    yield from ((child.value["image"], Shape.WHOLE) for child in stream.blocks_by_name(name) if child.value["image"])


@task(backend="background")
def prepare_pictures(page_id: int) -> None:
    """Make what browsers choose from, so that no reader waits for it."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    pictures = list(pictures_of(page.specific)) if page else []
    find_renditions(image for image, _shape in pictures)
    for image, shape in pictures:
        make_renditions(image, shape)


def prepare_after_commit(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page with pictures was published."""
    if any(True for _picture in pictures_of(instance)):
        transaction.on_commit(partial(prepare_pictures.enqueue, instance.pk))


def connect() -> None:
    """Listen to publications."""
    page_published.connect(prepare_after_commit, dispatch_uid="prepare_pictures")
