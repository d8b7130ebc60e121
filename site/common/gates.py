"""What must hold before a translated page is published, said by those who know: an app registers its gate when it is ready.

Every way to publish goes through ``BasePage.publish``, and so through the gates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# From the published source and the translation that is about to be published to what differs, one plain sentence each.
Gate = Callable[[Any, Any], list[str]]

_GATES: list[Gate] = []
# What keeps its last approved state for want of words, by block id: there the gates look away.
_KEPT: ContextVar[frozenset[str]] = ContextVar("kept", default=frozenset())
# From a translated page and a revision that is about to be published to whether that is in order.
Release = Callable[[Any, Any], bool]
_RELEASES: list[Release] = []


class NotReleasedError(ValidationError):
    """Somebody is about to publish a translation by a way that leads round its review."""


def register_release(release: Release) -> Release:
    """Usable as a decorator."""
    if release not in _RELEASES:
        _RELEASES.append(release)
    return release


def check_release(page: Any, revision: Any) -> None:
    """Raises NotReleasedError."""
    if not all(release(page, revision) for release in _RELEASES):
        raise NotReleasedError(_("Translations are published from their workbench, once they are approved."))


@contextmanager
def keeping(block_ids: frozenset[str]) -> Iterator[None]:
    """While these blocks stay as readers have them."""
    token = _KEPT.set(block_ids)
    try:
        yield
    finally:
        _KEPT.reset(token)


def is_kept(block_id: str) -> bool:
    """Whether a block stays as readers have it, so that its difference from the source is known and harmless."""
    return block_id in _KEPT.get()


class DiffersError(ValidationError):
    """The translation would not be the same thing in another language; ``messages`` say where."""


def register_gate(gate: Gate) -> Gate:
    """Usable as a decorator."""
    if gate not in _GATES:
        _GATES.append(gate)
    return gate


def check_gates(source: Any, target: Any) -> None:
    """Raises DiffersError with everything that differs."""
    problems = [problem for gate in _GATES for problem in gate(source, target)]
    if problems:
        raise DiffersError(problems)
