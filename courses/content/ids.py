"""From readable names in files to the ids in the database.

An id is the uuid5 of the path of names that leads to it, so the same package gives the same ids on every machine. A name that already is a
UUID, as in an exported package, stays what it is.
"""

from __future__ import annotations

import re
import uuid

# Never change this: every id of imported content, and with it every learner's progress, hangs on it.
NAMESPACE = uuid.UUID("6d0f6a53-2f3b-5f0e-9b7e-0b9a3c1d7e42")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_name(text: object) -> bool:
    """Lower-case letters and digits joined by hyphens: what ids and slugs look like. UUIDs do, too."""
    return isinstance(text, str) and bool(NAME.fullmatch(text))


def as_uuid(text: str) -> uuid.UUID | None:
    """The UUID that ``text`` spells in its usual form, or None."""
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None


def derive(*path: str) -> uuid.UUID:
    """The id of what stands at the end of ``path``."""
    return as_uuid(path[-1]) or uuid.uuid5(NAMESPACE, "/".join(path))
