"""The site as it runs in public, but on this machine without TLS or mail, with invented content and one extra address of constant bytes."""

from __future__ import annotations

import os
from pathlib import Path

from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "measurements only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
IS_DEMONSTRATION = True
ROOT_URLCONF = "bench.urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PAGE_CACHE_BYTES = 64 * 1024 * 1024
# Pages are kept for the address that the site is known by.
WAGTAILADMIN_BASE_URL = f"http://{os.environ.get('BIND', '127.0.0.1')}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
MEDIA_ROOT = Path(os.environ["BENCH_FOLDER"]) / "media"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"none": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["none"]},
}
if redis := os.environ.get("REDIS_URL"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}}
