"""What must hold before a translated page is published, said by those who know: an app registers its gate when it is ready.

Every way to publish goes through ``BasePage.publish``, and so through the gates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

# From the published source and the translation that is about to be published to what differs, one plain sentence each.
Gate = Callable[[Any, Any], list[str]]

_GATES: list[Gate] = []


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
