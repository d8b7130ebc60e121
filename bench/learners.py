"""How long learners wait for a graded quiz while a tree of pages is sent to translators, on SQLite, where everybody shares one lock.

    .venv/bin/python bench/learners.py [--pages 200] [--rounds 3] [--rate 20]

A server like in public answers learners who submit at a steady rate: alone, beside a worker that sends a tree, and beside a process that
only computes. The last one shows how much of the waiting is for a processor and how much for the lock.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from measure import ROOT, server

COMPUTING = "while True: sum(range(100_000))"
CASES = ("alone", "beside a submission", "beside computing")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=int, default=20, help="submissions per second")
    parser.add_argument("--seconds", type=int, default=10, help="for one round without a submission")
    plan = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="westem-up-bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "BENCH_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        }
        for words in (["migrate", "--verbosity", "0"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity", "0"]):
            run(["manage.py", *words], environment)
        trees = [run(["bench/worker.py", "make", str(plan.pages)], environment) for _round in range(plan.rounds)]
        attempts = plan.rate * plan.rounds * (2 * plan.seconds + plan.pages // 4 + 10)
        lines = iter(json.loads(run(["bench/prepare.py", str(attempts)], environment).splitlines()[-1])["submissions"])
        times: dict[str, list[float]] = {case: [] for case in CASES}
        with server(environment) as port:
            learn(port, lines, plan.rate, for_seconds(3))
            for tree in trees:
                times["alone"] += report("alone", learn(port, lines, plan.rate, for_seconds(plan.seconds)))
                with sending(tree, environment) as goes_on:
                    times["beside a submission"] += report("beside a submission", learn(port, lines, plan.rate, goes_on))
                with computing():
                    times["beside computing"] += report("beside computing", learn(port, lines, plan.rate, for_seconds(plan.seconds)))
    print(f"All rounds, load average {os.getloadavg()[0]:.1f}")
    for case in CASES:
        report(case, times[case])


def run(words: list[str], environment: dict[str, str]) -> str:
    answer = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return answer.stdout.strip()


def report(case: str, times: list[float]) -> list[float]:
    cuts = statistics.quantiles(times, n=100)
    figures = f"median {cuts[49]:6.1f}, 95th {cuts[94]:6.1f}, 99th {cuts[98]:6.1f}, longest {max(times):6.1f} ms"
    print(f"  {case:20} {len(times):5} submissions, {figures}", flush=True)
    return times


def for_seconds(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() < end


@contextmanager
def sending(tree: str, environment: dict[str, str]) -> Iterator[Callable[[], bool]]:
    """A worker that has begun to send the tree; whether it still does."""
    words = [sys.executable, "bench/worker.py", "send", tree]
    process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    answer = process.stdout or sys.stdin
    answer.readline()
    yield lambda: process.poll() is None
    print(f"  the submission took, s of wall and processor: {answer.read().strip()}")
    if process.wait():
        raise SystemExit("The submission failed.")


@contextmanager
def computing() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-c", COMPUTING])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def learn(port: int, lines: Iterator[str], rate: int, goes_on: Callable[[], bool]) -> list[float]:
    """Milliseconds that each submission took. A slow answer does not hold the next learner up."""
    times: list[float] = []
    crew = []
    due = time.perf_counter()
    while goes_on():
        crew.append(threading.Thread(target=submit, args=(port, next(lines), times)))
        crew[-1].start()
        due += 1 / rate
        time.sleep(max(0.0, due - time.perf_counter()))
    for member in crew:
        member.join()
    if len(times) < len(crew):
        raise SystemExit(f"{len(crew) - len(times)} of {len(crew)} submissions were not graded.")
    return times


def submit(port: int, line: str, times: list[float]) -> None:
    address, cookie, body = line.split("\t")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    before = time.perf_counter()
    connection.request("POST", address, body, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
    response = connection.getresponse()
    response.read()
    if response.status == 302:
        times.append((time.perf_counter() - before) * 1000)
    connection.close()


if __name__ == "__main__":
    main()
