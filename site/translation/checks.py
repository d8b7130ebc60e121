"""What must be right in the environment before anybody presses a button."""

from __future__ import annotations

import os
from typing import Any

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from translation import machine


@register()
def machine_is_known_and_complete(**kwargs: Any) -> list[Error]:
    """A machine that nobody knows, or without its key or address, is told at start and not to the translator who asks it for a draft."""
    try:
        machine.from_environment(os.environ)
    except ImproperlyConfigured as error:
        return [Error(str(error), id="translation.E001")]
    return []
