"""Log lines that machines read and that name nobody."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

EMAIL = re.compile(r"[^\s@<>\"'=,;:()\[\]]+@[^\s@<>\"'=,;:()\[\]]+\.[^\s@<>\"'=,;:()\[\]]+")


class JSONFormatter(logging.Formatter):
    """One JSON object a line: time in UTC, level, logger, message, the request's method, path and status, the user's id.

    E-mail addresses are taken out.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_addresses(record.getMessage()),
        }
        if request := getattr(record, "request", None):
            line["method"] = getattr(request, "method", None)
            line["path"] = without_addresses(getattr(request, "path", ""))
            # Only a user that the request has already loaded: a log line asks the database nothing.
            user = getattr(request, "_cached_user", None)
            line["user"] = str(user.pk) if user is not None and user.pk else None
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info:
            line["exception"] = without_addresses(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def without_addresses(text: str) -> str:
    return EMAIL.sub("[e-mail]", text)
