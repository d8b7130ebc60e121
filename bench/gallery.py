"""How long the gallery takes with 100 and with 10,000 portraits, without the page cache: first page, filters, search, an empty answer.

    DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres .venv/bin/python bench/gallery.py [portraits] [rounds]

Works in a test database beside ``DATABASE_URL`` (SQLite in memory without it), which goes at the end. A third as many are there in
Swedish. Times are those of Django's test client in this process: the whole middleware and the template, no network. Processor time is that
of this process; database time is that of one request's queries.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from common.enums import Motif, Theme  # noqa: E402
from common.facets import LISTED, Facet  # noqa: E402
from common.text import fold  # noqa: E402
from home.models import HomePage  # noqa: E402
from portraits.enums import CareerStage, Discipline  # noqa: E402
from portraits.enums import Path as Way  # noqa: E402
from portraits.models import PortraitIndexPage, PortraitPage  # noqa: E402

COUNTRIES = ("SE", "GR", "CY", "IT", "DE", "FR", "ES", "PL", "NO", "AT", "HU", "UA", "GB", "US", "KE", "IR")
CASES = {
    "first page": "?anew",
    "by year, page 3": "?sort=year&page=3",
    "one filter": "?field=physics",
    "three filters": "?field=physics&country=SE&country=GR&era=1950-1999",
    "five kinds": "?field=physics&country=SE&era=today&stage=professor&path=migration",
    "a name": "?q=person+77",
    "nothing fits": "?field=physics&country=SE&era=before-1800&stage=student&path=family-at-home&q=nobody",
}


def main(portraits: int, rounds: int) -> None:
    setup_test_environment()
    settings.PAGE_CACHE_BYTES = 0
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        galleries = make_galleries()
        made = 0
        for size in sorted({100, portraits}):
            for gallery, number in zip(galleries, (size, size // 3), strict=True):
                fill(gallery, number, since=made if gallery is galleries[0] else made // 3)
            made = size
            measure(size, rounds)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def make_galleries() -> list[PortraitIndexPage]:
    """A front page and a gallery in English and in Swedish."""
    Page.objects.filter(depth__gt=1).delete()
    root, key, gallery_key = Page.get_first_root_node(), uuid.uuid4(), uuid.uuid4()
    galleries = []
    for code in ("en", "sv"):
        locale = Locale.objects.get_or_create(language_code=code)[0]
        home = root.add_child(instance=HomePage(title=code, slug=code, hero_title="T", locale=locale, translation_key=key))
        index = PortraitIndexPage(title="Portraits", slug="portraits", lead="L", locale=locale, translation_key=gallery_key)
        galleries.append(home.add_child(instance=index))
        if code == "en":
            Site.objects.all().delete()
            Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)
    return galleries


@transaction.atomic
def fill(gallery: PortraitIndexPage, number: int, *, since: int) -> None:
    """Portraits from ``since`` on, written at once: rows of the tree, of the type and of the facets."""
    chance = random.Random(since)  # noqa: S311
    kind = ContentType.objects.get_for_model(PortraitPage)
    pages = [portrait(gallery, place, chance, kind) for place in range(since + 1, number + 1)]
    first = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    bases = []
    for pk, page in enumerate(pages, start=first):
        page.pk = page.page_ptr_id = pk
        bases.append(Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}))
    Page.objects.bulk_create(bases, batch_size=500)
    for start in range(0, len(pages), 500):
        fields = PortraitPage._meta.local_concrete_fields
        PortraitPage._base_manager._insert(pages[start : start + 500], fields=fields, using="default")
    rows = [(page.pk, LISTED, "") for page in pages]
    rows += [(page.pk, kind.name, value) for page in pages for kind in page.facet_kinds for value in kind.values_of(page)]
    Facet.objects.bulk_create(
        (Facet(page_id=page, listing_id=gallery.pk, kind=kind, value=value) for page, kind, value in rows), batch_size=1000
    )
    Page.objects.filter(pk=gallery.pk).update(numchild=number)


def portrait(gallery: PortraitIndexPage, place: int, chance: random.Random, kind: ContentType) -> PortraitPage:
    title = f"Person {chance.choice(COUNTRIES)}{place:05}"
    return PortraitPage(
        title=title,
        draft_title=title,
        slug=f"person-{place}",
        path=f"{gallery.path}{Page._int2str(place).rjust(Page.steplen, Page.alphabet[0])}",
        depth=gallery.depth + 1,
        url_path=f"{gallery.url_path}person-{place}/",
        locale_id=gallery.locale_id,
        content_type=kind,
        live=True,
        folded_name=fold(title),
        occupation="Physicist",
        work="What she worked on, in one line of an ordinary length.",
        work_year=chance.choice([1780, 1850, 1910, 1960, 1990, 2005, 2015]),
        countries=sorted(chance.sample(COUNTRIES, 2)),
        disciplines=chance.sample(Discipline.values, 2),
        career_stage=chance.choice(CareerStage.values),
        paths=chance.sample(Way.values, 2),
        themes=chance.sample(Theme.values, 3),
        motif=chance.choice(Motif.values),
        body=[{"type": "rich_text", "id": str(uuid.uuid4()), "value": f"<p>{'Words of a portrait. ' * 150}</p>"}],
    )


def measure(size: int, rounds: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    client = Client()
    print(f"\n{connection.vendor}, {size:,} portraits, {Facet.objects.count():,} facet rows, load {os.getloadavg()[0]:.1f}")
    print("| case | queries | median, ms | 95th, ms | processor, ms | database, ms |\n|---|--:|--:|--:|--:|--:|")
    for case, query in CASES.items():
        address = f"/en/portraits/{query}"
        for _ in range(3):
            client.get(address)
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        number, database = len(queries), sum(float(query["time"]) for query in queries) * 1000
        times, processor = [], []
        for _ in range(rounds):
            started, computed = time.perf_counter(), time.process_time()
            client.get(address)
            times.append((time.perf_counter() - started) * 1000)
            processor.append((time.process_time() - computed) * 1000)
        late = statistics.quantiles(times, n=20)[-1]
        own = statistics.median(processor)
        print(f"| {case} | {number} | {statistics.median(times):.0f} | {late:.0f} | {own:.0f} | {database:.0f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 40)
