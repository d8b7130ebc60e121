"""The browser tests' site with two languages more; nothing of it ships."""

from __future__ import annotations

from tests.browser.pseudo.language import PSEUDO, RIGHT_TO_LEFT, pseudo
from tests.browser.settings import *  # noqa: F403
from tests.browser.settings import DATABASES, FOLDER, LANGUAGES, LOCALE_PATHS

LANGUAGES = [*LANGUAGES, (PSEUDO, pseudo("Pseudo", PSEUDO)), (RIGHT_TO_LEFT, pseudo("Arabic", RIGHT_TO_LEFT))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [FOLDER / "locale", *LOCALE_PATHS]
DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
