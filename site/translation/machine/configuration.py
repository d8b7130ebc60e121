"""Which machine a site has, by its environment.

``TRANSLATION_MACHINE``: deepl, libretranslate or offline; empty or absent, the site has none.
``TRANSLATION_MACHINE_KEY``: the account's key; needed for DeepL, for LibreTranslate where the server wants one.
``TRANSLATION_MACHINE_URL``: the server's address; needed for LibreTranslate, for DeepL only to go another way.
``TRANSLATION_MACHINE_TIMEOUT``: seconds to wait for an answer; 30 unless it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from translation.machine.base import MachineTranslator
from translation.machine.deepl import DeepL
from translation.machine.libretranslate import LibreTranslate
from translation.machine.offline import Offline

MACHINE = "TRANSLATION_MACHINE"
KEY = "TRANSLATION_MACHINE_KEY"
URL = "TRANSLATION_MACHINE_URL"
TIMEOUT = "TRANSLATION_MACHINE_TIMEOUT"
USUAL_TIMEOUT = 30.0
LONGEST_TIMEOUT = 300.0


def from_environment(environ: Mapping[str, str]) -> MachineTranslator | None:
    """The machine that the variables describe, or None. Raises ImproperlyConfigured with the name of the variable to mend; never shows a
    key."""
    key, address, timeout = _key(environ), _address(environ), _timeout(environ)
    match environ.get(MACHINE, "").strip().lower():
        case "":
            return None
        case "deepl":
            return DeepL(key=key or _missing(KEY), address=address, timeout=timeout)
        case "libretranslate":
            return LibreTranslate(address=address or _missing(URL), key=key, timeout=timeout)
        case "offline":
            return Offline()
    raise ImproperlyConfigured(f"The environment variable {MACHINE} is deepl, libretranslate, offline or empty.")


def _missing(name: str) -> str:
    raise ImproperlyConfigured(f"Set the environment variable {name}.")


def _key(environ: Mapping[str, str]) -> str:
    key = environ.get(KEY, "").strip()
    if not re.fullmatch(r"[!-~]*", key):
        raise ImproperlyConfigured(f"The environment variable {KEY} holds spaces or characters that no key has.")
    return key


def _address(environ: Mapping[str, str]) -> str:
    address = environ.get(URL, "").strip().rstrip("/")
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or parts.query or parts.fragment or parts.username:
        raise ImproperlyConfigured(f"The environment variable {URL} is an address such as https://translate.example.org.")
    return address


def _timeout(environ: Mapping[str, str]) -> float:
    text = environ.get(TIMEOUT, "").strip()
    try:
        timeout = float(text) if text else USUAL_TIMEOUT
    except ValueError:
        timeout = 0.0
    if not 0 < timeout <= LONGEST_TIMEOUT:
        raise ImproperlyConfigured(f"The environment variable {TIMEOUT} is a number of seconds up to {LONGEST_TIMEOUT:.0f}.")
    return timeout
