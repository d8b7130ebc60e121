"""One learner's writes come one after the other."""

from __future__ import annotations

from accounts.owners import hold

__all__ = ["hold"]
