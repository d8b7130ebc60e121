"""How long a search takes with 100 and with 10,000 pages, without the page cache: rare words and frequent ones, beginnings, misspellings.

    DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres .venv/bin/python bench/search.py [pages] [rounds]

Works in a test database beside ``DATABASE_URL`` (SQLite in memory without it), which goes at the end. The pages are the portraits of
``bench/gallery.py``, a third as many in Swedish. Times are those of Django's test client in this process.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

from gallery import fill, make_galleries

from django.conf import settings  # isort: skip  (the gallery has set Django up)
from django.db import connection  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext, setup_test_environment  # isort: skip
from portraits.models import PortraitPage  # isort: skip
from wagtail.search.backends import get_search_backend  # isort: skip

CASES = {
    "a word on one page": "/en/search/?q={rare}",
    "a word on every page": "/en/search/?q=physicist",
    "the same, page 40": "/en/search/?q=physicist&page=40",
    "the same, one kind": "/en/search/?q=physicist&kind=portraits",
    "two words on every page": "/en/search/?q=ordinary+length",
    "the beginning of a word": "/en/search/?q=perso",
    "a misspelt word": "/en/search/?q=persom",
    "nothing": "/en/search/?q=unobtainium+zirconia",
    "suggestions": "/en/search/suggestions/?q=pers",
}


def main(pages: int, rounds: int) -> None:
    setup_test_environment()
    settings.PAGE_CACHE_BYTES = 0
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        galleries = make_galleries()
        made = 0
        for size in sorted({100, pages}):
            for place, gallery in enumerate(galleries):
                share = 3 if place else 1
                fill(gallery, size // share, since=made // share)
                index(PortraitPage.objects.child_of(gallery).order_by("pk")[made // share :])
            made = size
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
            measure(size, rounds)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def index(pages: list[PortraitPage]) -> None:
    """As ``common.indexing`` does it."""
    found = list(pages)
    for start in range(0, len(found), 500):
        get_search_backend().add_bulk(PortraitPage, found[start : start + 500])


def measure(size: int, rounds: int) -> None:
    """A table row for each case."""
    rare = PortraitPage.objects.order_by("pk").values_list("title", flat=True)[size // 2].split()[-1]
    client = Client()
    print(f"\n{connection.vendor}, {size:,} pages, load {os.getloadavg()[0]:.1f}")
    print("| case | queries | median, ms | processor, ms | database, ms |\n|---|--:|--:|--:|--:|")
    for case, pattern in CASES.items():
        path = pattern.format(rare=rare)
        client.get(path)
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
        number, database = len(queries), sum(float(query["time"]) for query in queries) * 1000
        times, processor = [], []
        for _round in range(rounds):
            started, computed = time.perf_counter(), time.process_time()
            client.get(path)
            times.append((time.perf_counter() - started) * 1000)
            processor.append((time.process_time() - computed) * 1000)
        own = statistics.median(processor)
        print(f"| {case} | {number} | {statistics.median(times):.0f} | {own:.0f} | {database:.0f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 15)
