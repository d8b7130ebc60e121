"""Checks of a translation before people read it. Pure: no request, no database."""

from __future__ import annotations

from translation.quality.checks import check
from translation.quality.findings import Finding, FindingCode, Severity
from translation.quality.terms import TermRule

__all__ = ["Finding", "FindingCode", "Severity", "TermRule", "check"]
