"""Who asks: wrk where it is installed and nothing has to be sent, else threads of the standard library."""

from __future__ import annotations

import http.client
import json
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

REPORT = Path(__file__).with_name("report.lua")


@dataclass(frozen=True)
class Plan:
    """What is asked, how long and how hard. ``attempts``: prepared submissions; each is graded once."""

    rounds: int
    seconds: int
    connections: int
    attempts: int


def load(port: int, path: str, lines: list[str], plan: Plan) -> dict[str, float]:
    """Requests for ``plan.seconds``: GETs of ``path``, or each of the prepared submissions once."""
    if shutil.which("wrk") and not lines:
        return wrk(port, path, plan)
    return threads(port, path, lines, plan)


def wrk(port: int, path: str, plan: Plan) -> dict[str, float]:
    words = [
        "wrk",
        "-t1",
        f"-c{plan.connections}",
        f"-d{plan.seconds}s",
        "-s",
        str(REPORT),
        f"http://127.0.0.1:{port}{path}",
    ]
    answer = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    line = next(line for line in answer.stdout.splitlines() if line.startswith("JSON "))
    result: dict[str, float] = json.loads(line.removeprefix("JSON "))
    return result


def threads(port: int, path: str, lines: list[str], plan: Plan) -> dict[str, float]:
    """The same with the standard library. Submissions end with the list or the time, whichever comes first: none is sent twice."""
    waiting = iter(lines)
    lock = threading.Lock()
    times: list[float] = []
    errors = 0
    start = time.perf_counter()

    def work() -> None:
        nonlocal errors
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() - start < plan.seconds:
            with lock:
                line = next(waiting, None)
            if lines and line is None:
                break
            before = time.perf_counter()
            if line is None:
                connection.request("GET", path)
            else:
                address, cookie, body = line.split("\t")
                connection.request("POST", address, body, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
            response = connection.getresponse()
            response.read()
            times.append((time.perf_counter() - before) * 1000)
            if response.status != (200 if line is None else 302):
                errors += 1
        connection.close()

    crew = [threading.Thread(target=work) for _ in range(plan.connections)]
    for member in crew:
        member.start()
    for member in crew:
        member.join()
    cuts = statistics.quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    return {"requests": len(times), "seconds": time.perf_counter() - start, "median": cuts[9], "p95": cuts[18], "errors": errors}


def get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()
