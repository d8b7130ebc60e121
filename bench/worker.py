"""The worker beside the server, for ``learners.py``: ``make`` a tree of pages and print its id, or ``send`` it to the translators."""

from __future__ import annotations

import sys
import time

import submission
from wagtail.models import Locale, Page


def make(pages: int) -> None:
    print(submission.make_tree(pages, f"tree-{time.time_ns()}").pk)


def send(home: int) -> None:
    page = Page.objects.get(pk=home)
    locales = list(Locale.objects.filter(language_code__in=submission.LANGUAGES))
    print("begins", flush=True)
    wall, processor = time.perf_counter(), time.process_time()
    submission.own_walk(page, locales)
    print(f"{time.perf_counter() - wall:.1f} {time.process_time() - processor:.1f}", flush=True)


if __name__ == "__main__":
    {"make": make, "send": send}[sys.argv[1]](int(sys.argv[2]))
