"""How much an uploaded file may hold. Far above any course, far below what would keep a worker busy for long."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

# One file.
MAX_BYTES = 5 * MEGABYTE
MAX_UNITS = 20_000
# Lines of a PO file, elements of an XLIFF file; 5 MB of real texts have about 60,000.
MAX_PARTS = 200_000
# Elements inside each other; tools write about ten.
MAX_DEPTH = 64

# One ZIP: as it is uploaded, files in it, and their bytes when unpacked.
MAX_BUNDLE_BYTES = 20 * MEGABYTE
MAX_BUNDLE_FILES = 2_000
MAX_BUNDLE_UNPACKED = 40 * MEGABYTE
# Unpacked to packed bytes of one file; texts reach about 30. Small files may be repetitive.
MAX_RATIO = 100
RATIO_MATTERS_FROM = 256 * 1024
