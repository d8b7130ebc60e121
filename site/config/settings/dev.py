"""A newcomer's machine: SQLite, mail on the terminal, invented accounts."""

from __future__ import annotations

from config.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development only, never in production"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
IS_DEMONSTRATION = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
