"""The site as browser tests meet it: DEBUG off as in public, a database file of its own, mails as files, uploaded pictures served."""

from __future__ import annotations

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403

FOLDER = Path(os.environ["BROWSER_FOLDER"])
DEBUG = False
ROOT_URLCONF = "tests.browser.urls"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = FOLDER / "mail"
MEDIA_ROOT = FOLDER / "media"
# Without a watcher for every request: the files do not change during a test.
WHITENOISE_AUTOREFRESH = True
# Cut off by the press of a button, a save under way would be an error on the console.
WAGTAIL_AUTOSAVE_INTERVAL = 0
