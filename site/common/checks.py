"""House rules that cannot be forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register


@register()
def source_roots_are_not_packages(**kwargs: Any) -> list[Error]:
    """``site`` shadows a module of the standard library and ``locale`` another as soon as they become packages."""
    return [
        Error(f"{folder}/__init__.py must not exist: {folder}/ is not a package.", id="common.E001")
        for folder in ("site", "locale")
        if (Path(settings.BASE_DIR) / folder / "__init__.py").exists()
    ]
