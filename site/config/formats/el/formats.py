"""Greek: 21 Νοεμβρίου 2026, 14:30."""

from __future__ import annotations

# E: the month in the genitive.
DATE_FORMAT = "j E Y"
DATETIME_FORMAT = "j E Y, H:i"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
