"""The cache that all workers share, for a site that can be read without it."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache

# Seconds: a server that does not answer must not hold a reader up.
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 2}


class ReadingRedisCache(RedisCache):
    """A server that cannot be reached has kept nothing, and keeps nothing: Wagtail asks it where the site's pages are on every request.

    ``add`` and ``incr`` go on raising. Rate limits begin with them, and a sign-in whose tries cannot be counted is refused. The outage is
    logged where the page cache notices it (``common.page_cache``), once.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**PATIENCE, **params.get("OPTIONS", {})}})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except Exception:  # noqa: BLE001  (whatever the client library raises)
            return default

    def set(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(*args, **kwargs)
        except Exception:  # noqa: BLE001  (whatever the client library raises)
            return

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except Exception:  # noqa: BLE001  (whatever the client library raises)
            return False
