"""A server with the demonstration: a template is made once per run, each site is a copy of it in a process of its own.

Not pytest-django's ``live_server``: it flushes the database after each test, and with it languages, pages and accounts.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class ServedSite:
    """Where a site answers and where its data lies."""

    url: str
    folder: Path

    def latest_mail(self, address: str) -> str:
        """The text of the last e-mail to the address."""
        paths = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        mails = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths)
        return next(str(mail.get_content()) for mail in mails if address in mail["To"])

    def count(self, query: str) -> int:
        """The number that an SQL query gives; the server goes on meanwhile."""
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as connection:
            return int(connection.execute(query).fetchone()[0])

    @property
    def serial(self) -> str:
        """The number of the certificate of learner@example.org."""
        return (self.folder / "serial").read_text()


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_", "PYTHON"))}
    return {
        **kept,
        "BROWSER_FOLDER": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "DJANGO_RUNSERVER_HIDE_WARNING": "true",
    }


def run(folder: Path, *words: str) -> str:
    answer = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{answer.stdout}\n{answer.stderr}")
    return answer.stdout


def make_template(shared: Path) -> Path:
    """The folder with the loaded demonstration. Of several processes one makes it, the others wait."""
    folder = shared / "westem-up-template"
    ready = shared / "westem-up-template.ready"
    try:
        folder.mkdir()
    except FileExistsError:
        for _try in range(3000):
            if ready.exists():
                return folder
            time.sleep(0.1)
        raise RuntimeError("The other process did not load the demonstration.") from None
    (folder / "mail").mkdir()
    run(folder, "manage.py", "migrate", "--verbosity", "0")
    run(folder, "manage.py", "load_demo")
    (folder / "serial").write_text(run(folder, "tests/browser/prepare.py").split()[-1])
    ready.touch()
    return folder


@contextmanager
def serve(template: Path, folder: Path) -> Iterator[ServedSite]:
    """A fresh copy of the template, served until the block ends."""
    shutil.copytree(template, folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment(folder),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(port, process, folder)
        yield ServedSite(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _try in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("The server does not answer:\n" + (folder / "server.log").read_text())
