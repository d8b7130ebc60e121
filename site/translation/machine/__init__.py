"""Drafts by a machine: DeepL, LibreTranslate, or one without a network for development and tests."""

from __future__ import annotations

from translation.machine.base import Drafts, MachineTranslator
from translation.machine.configuration import from_environment
from translation.machine.errors import (
    BadAnswer,
    Busy,
    LanguageUnsupported,
    MachineError,
    NotAuthorized,
    QuotaExceeded,
    TooLong,
    Unreachable,
)

__all__ = [
    "BadAnswer",
    "Busy",
    "Drafts",
    "LanguageUnsupported",
    "MachineError",
    "MachineTranslator",
    "NotAuthorized",
    "QuotaExceeded",
    "TooLong",
    "Unreachable",
    "from_environment",
]
