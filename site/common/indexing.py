"""The search index and pages that are made together: one look-up and one insertion for all of them.

Wagtail reads every saved page again and puts it into the index by itself, six queries each. Pages of ours say so themselves when they are
saved (``search_auto_update`` is off), to the same handlers, or wait until ``indexing_together`` ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.search.backends import get_search_backends
from wagtail.search.index import get_indexed_models
from wagtail.search.signal_handlers import post_delete_signal_handler, post_save_signal_handler

from common.models import BasePage

# Saved pages by their ids; None where nobody waits.
_WAITING: ContextVar[dict[int, BasePage] | None] = ContextVar("waiting", default=None)


@contextmanager
def indexing_together() -> Iterator[None]:
    """Pages that are saved meanwhile go into the index when it ends, as they are in memory then.

    Belongs inside the transaction that makes them: after an exception neither the pages nor their entries are there.
    """
    if _WAITING.get() is not None:
        yield
        return
    waiting: dict[int, BasePage] = {}
    token = _WAITING.set(waiting)
    try:
        yield
        _add(waiting.values())
    finally:
        _WAITING.reset(token)


def _add(pages: Collection[BasePage]) -> None:
    by_type: dict[type[BasePage], list[BasePage]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
        # The database's index asks for it three times.
        page.__dict__["indexed_text"] = page.indexed_text()
    for backend in get_search_backends(with_auto_update=True):
        for model, items in by_type.items():
            backend.add_bulk(model, items)
    for page in pages:
        del page.__dict__["indexed_text"]


def on_page_saved(sender: type[BasePage], instance: BasePage, raw: bool = False, **kwargs: Any) -> None:
    """At once, or with the others."""
    waiting = _WAITING.get()
    if waiting is None or raw:
        post_save_signal_handler(instance, raw=raw, **kwargs)
    else:
        waiting[instance.pk] = instance


def connect() -> None:
    """Listen to every page type of ours."""
    for model in get_indexed_models():
        if issubclass(model, BasePage):
            post_save.connect(on_page_saved, sender=model)
            post_delete.connect(post_delete_signal_handler, sender=model)
