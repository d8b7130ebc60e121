"""Where a string stands: the way from its page through blocks, questions and options, in the words of the editor's screens.

Walks a source instance once and knows every content path of wagtail-localize in it, and every container on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail_localize.fields import get_translatable_fields

# What names a block when it is one of several of its kind.
NAMES = ("title", "heading", "caption", "label", "name")


@dataclass(frozen=True)
class Crumb:
    """One step: what it is in the editor's language, and what it is called in the source's."""

    label: str
    title: str = ""

    def __str__(self) -> str:
        return _("%(label)s “%(title)s”") % {"label": self.label, "title": self.title} if self.title else self.label


@dataclass(frozen=True)
class Spot:
    """A place in a source. ``group`` is the content path of the block or question it belongs to, empty for the page's own fields;
    the first ``depth`` crumbs lead there. ``block_id`` is the block of the page's stream, ``max_length`` in characters of plain text."""

    trail: tuple[Crumb, ...] = ()
    group: str = ""
    depth: int = 0
    block_id: str = ""
    max_length: int | None = None
    is_rich_text: bool = False
    # The form field of what can be chosen per language, for places that hold no words.
    part: Any = None

    @property
    def heading(self) -> tuple[Crumb, ...]:
        """The way to the group."""
        return self.trail[: self.depth]

    @property
    def name(self) -> tuple[Crumb, ...]:
        """The way from the group to the string."""
        return self.trail[self.depth :] or self.trail[-1:]

    def __str__(self) -> str:
        return " › ".join(str(crumb) for crumb in self.trail)

    def below(self, label: Any, title: str = "") -> Spot:
        return replace(self, trail=(*self.trail, Crumb(capfirst(str(label)), title)))

    def as_group(self, path: str) -> Spot:
        return replace(self, group=path, depth=len(self.trail))


class Places:
    """The spots of one instance by content path."""

    def __init__(self, instance: models.Model) -> None:
        self._instance = instance

    @cached_property
    def spots(self) -> dict[str, Spot]:
        return dict(_model(self._instance, "", Spot()))

    def find(self, path: str) -> Spot:
        """The spot of a content path; of a path that is no longer there, that of the nearest container; an empty one at worst."""
        if path in self.spots:
            return self.spots[path]
        # The address of a link inside a rich text: body.<id>.'https://example.org'
        container = path.split(".'", 1)[0]
        while container and container not in self.spots:
            container = container.rpartition(".")[0]
        spot = self.spots.get(container, Spot())
        return replace(spot.below(_("Link")), max_length=None, is_rich_text=False) if ".'" in path else spot


Found = Iterator[tuple[str, Spot]]


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def _model(instance: models.Model, prefix: str, spot: Spot) -> Found:
    """The translatable fields of a page, snippet or child."""
    for translatable in get_translatable_fields(type(instance)):
        field: Any = translatable.get_field(type(instance))
        path = _join(prefix, field.name)
        if isinstance(field, StreamField):
            here = spot.below(field.verbose_name)
            yield path, here
            # The page's stream needs no mention where its blocks have names.
            yield from _stream(field.value_from_object(instance), path, spot)
        elif isinstance(field, models.ManyToOneRel):
            yield from _children(instance, field, path, spot)
        else:
            limit = getattr(field, "max_length", None)
            here = replace(spot.below(field.verbose_name), is_rich_text=isinstance(field, RichTextField), part=field)
            yield path, replace(here, max_length=limit if isinstance(field, models.CharField) else None)


def _children(instance: models.Model, field: models.ManyToOneRel, path: str, spot: Spot) -> Found:
    children = getattr(instance, str(field.get_accessor_name()), None)
    label = field.related_model._meta.verbose_name
    for number, child in enumerate(children.all() if children is not None else [], start=1):
        if hasattr(child, "translation_key"):
            key = _join(path, str(child.translation_key))
            here = spot.below(_numbered(label, number)).as_group(key)
            yield key, here
            yield from _model(child, key, here)


def _stream(value: Any, path: str, spot: Spot) -> Found:
    """The children of a stream: each is a group of its own."""
    item_label = getattr(value.stream_block.meta, "item_label", None)
    for number, child in enumerate(value, start=1):
        key = _join(path, child.id)
        if spot.block_id:
            kind = str(child.block.label)
            label = f"{_numbered(item_label, number)}, {kind[:1].lower()}{kind[1:]}" if item_label else f"{number}. {kind}"
        else:
            label = child.block.label
        here = replace(spot.below(label, _name_of(child.block, child.value)).as_group(key), block_id=spot.block_id or child.id)
        yield from _block(child.block, child.value, key, here)


def _block(block: blocks.Block, value: Any, path: str, spot: Spot) -> Found:
    limit = getattr(getattr(block, "field", None), "max_length", None)
    yield path, replace(spot, is_rich_text=isinstance(block, blocks.RichTextBlock), max_length=limit, part=block)
    if isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            yield _join(path, name), replace(spot.below(child.label), part=child)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            # A stream or list says with each item what it is.
            is_list = isinstance(child, blocks.StreamBlock | blocks.ListBlock)
            here = spot if is_list and _items_speak(child) else spot.below(child.label)
            yield from _block(child, value.get(name), _join(path, name), here)
    elif isinstance(block, blocks.StreamBlock) and value is not None:
        yield from _stream(value, path, spot)
    elif isinstance(block, blocks.ListBlock) and value is not None:
        label = block.child_block.label if _items_speak(block) else None
        for number, item in enumerate(value.bound_blocks, start=1):
            here = spot.below(_numbered(label, number)) if label else _renumbered(spot, number)
            yield from _block(item.block, item.value, _join(path, item.id), here)


def _items_speak(block: blocks.Block) -> bool:
    """Whether "Option 3" says all, and "Options" need not be said before."""
    if isinstance(block, blocks.StreamBlock):
        return bool(getattr(block.meta, "item_label", None))
    return isinstance(block.child_block, blocks.StructBlock)


def _numbered(label: Any, number: int) -> str:
    return _("%(what)s %(number)d") % {"what": capfirst(str(label)), "number": number}


def _renumbered(spot: Spot, number: int) -> Spot:
    """Items without a name of their own: "Cells 2"."""
    last = spot.trail[-1]
    return replace(spot, trail=(*spot.trail[:-1], replace(last, label=_numbered(last.label, number))))


def _name_of(block: blocks.Block, value: Any) -> str:
    """What a block is called in the source, if it has a name."""
    if not isinstance(block, blocks.StructBlock) or isinstance(block, ImageBlock):
        return ""
    texts = (value.get(name) for name in NAMES if isinstance(block.child_blocks.get(name), blocks.CharBlock))
    return next((text for text in texts if isinstance(text, str) and text), "")[:80]
