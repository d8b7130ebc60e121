"""The one error that files of translators raise."""

from __future__ import annotations

from django.utils.translation import gettext as _


class FileError(ValueError):
    """A file that cannot be read. ``message`` is for the person who uploaded it, in the active language; ``line`` counts from 1."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.line = line
        self.message = message if line is None else _("Line %(line)d: %(message)s") % {"line": line, "message": message}
        super().__init__(self.message)
