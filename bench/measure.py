"""Measures the site on this machine and writes bench/results.md: ``make bench``.

A server like in public (gunicorn, DEBUG off) serves the demonstration on SQLite and, if one answers, on PostgreSQL. Front page, lesson,
graded submission and a view of constant bytes take turns, so that a disturbance meets all of them. Only 127.0.0.1 is asked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from clients import Plan, get, load

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results.md"
POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
NAMES = ("front page", "front page, kept", "lesson", "lesson, kept", "submission", "constant bytes")


@dataclass
class Series:
    """What one address gave over all rounds; times in milliseconds."""

    requests: int = 0
    seconds: float = 0.0
    medians: list[float] = field(default_factory=list)
    p95s: list[float] = field(default_factory=list)
    errors: int = 0

    def add(self, round_: dict[str, float]) -> None:
        self.requests += int(round_["requests"])
        self.seconds += round_["seconds"]
        self.medians.append(round_["median"])
        self.p95s.append(round_["p95"])
        self.errors += int(round_["errors"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="for one address in one round")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--attempts", type=int, default=6000, help="prepared submissions; each is graded once")
    plan = Plan(**vars(parser.parse_args()))
    parts = [heading(plan)]
    with tempfile.TemporaryDirectory(prefix="westem-up-bench-") as folder:
        parts.append(measure("SQLite", f"sqlite:///{folder}/db.sqlite3", Path(folder), plan))
        with scratch_database() as address:
            parts.append(measure("PostgreSQL", address, Path(folder), plan) if address else "No PostgreSQL answered; not measured.\n")
    RESULTS.write_text("\n".join(parts), encoding="utf-8")
    print(f"Written to {RESULTS.relative_to(ROOT)}")


def heading(plan: Plan) -> str:
    tool = "wrk for reading, the standard library for submissions" if shutil.which("wrk") else "the standard library (a lower bound)"
    return f"""# Measurements

{datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {os.cpu_count()} processors that server, database and client share.
Client: {tool}; {plan.connections} connections; {plan.rounds} round(s) of {plan.seconds} s for each address in turn.
Server: gunicorn, {workers()} workers of 2 threads, DEBUG off, no proxy, in-process cache.
*Kept* pages come from the page cache; the others are made anew for each request (an address with a query is never kept).
Load average of the machine before it began: {os.getloadavg()[0]:.1f} (above 0, others were computing too and the rates are lower bounds).
Median and 95th percentile are the middle one of the rounds. Queries are those of one request after one to warm up; bytes those of the body.
*Constant bytes* is a Django view behind the same middleware that answers as many bytes as the lesson: the most this machine can do.
"""


def workers() -> int:
    return os.cpu_count() or 1


def measure(name: str, database: str, folder: Path, plan: Plan) -> str:
    """One database's table."""
    print(f"{name}: preparing", flush=True)
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "BENCH_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    environment.pop("REDIS_URL", None)
    for words in (["migrate", "--verbosity", "0"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    answer = subprocess.run(
        [sys.executable, "bench/prepare.py", str(plan.attempts)], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(answer.stdout.splitlines()[-1])
    environment["BENCH_BYTES"] = str(found["bytes"]["lesson"])
    found["bytes"]["constant bytes"] = found["bytes"]["lesson"]
    paths = found["paths"] | {"submission": "/"}
    series = {label: Series() for label in NAMES}
    left = list(found["submissions"])
    with server(environment) as port:
        compressed = {label: len(gzip.compress(get(port, path), 6)) for label, path in paths.items() if label != "submission"}
        for round_ in range(plan.rounds):
            for label in NAMES:
                lines = []
                if label == "submission":
                    share = plan.attempts // plan.rounds
                    lines, left = left[:share], left[share:]
                elif round_ == 0:
                    load(port, paths[label], [], Plan(1, 1, plan.connections, 0))  # every worker has seen it once
                series[label].add(load(port, paths[label], lines, plan))
                print(f"  round {round_ + 1}: {label}", flush=True)
    return table(name, series, found, compressed)


def table(name: str, series: dict[str, Series], found: dict[str, dict[str, int]], compressed: dict[str, int]) -> str:
    lines = [
        f"## {name}\n",
        "| address | requests/s | median, ms | 95th, ms | queries | bytes | gzip -6 | errors |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for label in NAMES:
        row = series[label]
        rate = row.requests / row.seconds if row.seconds else 0.0
        middle = f"{statistics.median(row.medians):.1f} | {statistics.median(row.p95s):.1f}"
        small = f"{compressed[label]:,}" if label.startswith(("front page", "lesson")) else ""
        lines.append(
            f"| {label} | {rate:,.0f} | {middle} | {found['queries'][label]} | {found['bytes'][label]:,} | {small} | {row.errors} |"
        )
    return "\n".join(lines) + "\n"


@contextmanager
def server(environment: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free port, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**environment, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": str(workers())}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "warning", "--max-requests", "0"],
        cwd=ROOT,
        env=environment,
    )
    try:
        for _try in range(150):
            try:
                get(port, "/healthz")
                break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit("gunicorn did not start") from None
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def scratch_database() -> Iterator[str | None]:
    """The address of an empty PostgreSQL database that goes afterwards; None where no server answers."""
    import psycopg

    name = f"westemup_bench_{os.getpid()}"
    try:
        connection = psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{POSTGRES}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


if __name__ == "__main__":
    main()
