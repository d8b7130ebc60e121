"""Tagged PDF from our own HTML: WeasyPrint, which needs Pango on the machine. Without it everything else works."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders

# Where the HTML seems to stand. Nothing is ever fetched from there: what begins so is read from the static files.
STATIC = "https://static.invalid/"


class PdfUnavailableError(Exception):
    """This machine cannot make PDF files."""


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    """The library, or None where it or Pango is missing. Looked for once in a process: it takes about a second."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError):
        return None


def can_make_pdf() -> bool:
    """Whether this machine can."""
    return _weasyprint() is not None


def static_file(url: str) -> Path:
    """The file behind an address in the HTML. Raises ValueError for anything else: no other file of the machine, no network."""
    found = finders.find(unquote(url.removeprefix(STATIC))) if url.startswith(STATIC) else None
    if not isinstance(found, str):
        raise ValueError(f"{url} is no static file of this site")
    return Path(found)


def make_pdf(html: str) -> bytes:
    """A PDF/UA file; addresses in the HTML are those of static files, such as ``css/print.css``. Raises PdfUnavailableError."""
    library = _weasyprint()
    if library is None:
        raise PdfUnavailableError

    def fetch(self: Any, url: str, headers: Any = None) -> Any:
        path = static_file(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return library.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    fetcher = type("StaticFetcher", (library.urls.URLFetcher,), {"fetch": fetch})
    document: bytes = library.HTML(string=html, base_url=STATIC, url_fetcher=fetcher()).write_pdf(pdf_variant="pdf/ua-1")
    return document
