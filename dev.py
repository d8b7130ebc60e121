#!/usr/bin/env python3
"""Everything a newcomer needs, with Python 3.11 and nothing else.

    python3 dev.py                 prepare what is missing and serve the demonstration on http://127.0.0.1:8000
    python3 dev.py test [args]     run the tests (arguments go to pytest)
    python3 dev.py <word> [args]   manage.py, for instance: python3 dev.py createsuperuser

It makes .venv beside this file, installs exactly the locked packages (again only when the lock has changed), and keeps all data in var/.
Another port: PORT=8001 python3 dev.py

Only the standard library is used, and no syntax younger than Python 3.6, so that an old Python can say what is wrong.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MANAGE = ROOT / "manage.py"
VAR = ROOT / "var"
HOST = "127.0.0.1"
# What the demonstration is made of: a change in one of these loads it again. Loading keeps what people have done on the site.
DEMONSTRATION = ("home/content", "home/management", "courses/content")
PEOPLE = ("learner", "lecturer", "translator-sv", "reviewer-sv", "translator-el", "reviewer-el", "editor", "coordinator", "admin")


class PreparationError(Exception):
    """Something a person has to mend; the message says how."""


def main(words: "list[str]") -> int:
    try:
        if sys.version_info < NEEDED:
            raise PreparationError(
                f"This needs Python {NEEDED[0]}.{NEEDED[1]} or newer; this is {version()} ({sys.executable}).\n"
                "Install one from your system's packages or https://www.python.org/downloads/, then for instance:\n"
                f"    python{NEEDED[0]}.{NEEDED[1]} dev.py"
            )
        if not words:
            return serve()
        if words[0] in ("-h", "--help"):
            print(__doc__)
            return 0
        if words[0] == "test":
            return test(words[1:])
        prepare("requirements.txt")
        return run(VENV_PYTHON, MANAGE, *words)
    except PreparationError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def serve() -> int:
    """Migrates, loads the demonstration if it is new or has changed, says where it is, and serves until Ctrl-C."""
    port = free_port()
    prepare("requirements.txt")
    must("The database could not be brought up to date.", VENV_PYTHON, MANAGE, "migrate", "--verbosity", "0")
    load_demonstration()
    print(
        f"\nWestem Up is at http://{HOST}:{port}/ and its editors' rooms are at http://{HOST}:{port}/cms/\n"
        f"Sign in as {'@, '.join(PEOPLE)}@example.org\n"
        f"with the password {demonstration_password()} (these accounts exist only in the demonstration).\n"
        "E-mails appear here in the terminal. Ctrl-C stops the site; the data stays in var/.\n",
        flush=True,
    )
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    # What takes longer than a request may: pages sent to translators, translations that follow their source.
    # And pages with a date are published and taken back when it comes.
    beside = (("db_worker", "--backend", "background", "--verbosity", "0"), ("publish_scheduled", "--every", "60"))
    companions = [subprocess.Popen([str(VENV_PYTHON), str(MANAGE), *words]) for words in beside]
    try:
        code = run(VENV_PYTHON, MANAGE, "runserver", f"{HOST}:{port}")
    finally:
        for companion in companions:
            companion.terminate()
        for companion in companions:
            companion.wait()
    return 0 if code == 130 else code


def test(arguments: "list[str]") -> int:
    """Runs pytest. Tests that need Chromium skip themselves where it is missing."""
    prepare("requirements-dev.txt")
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # pyproject.toml names it
    os.chdir(str(ROOT))
    return run(VENV_PYTHON, "-m", "pytest", *arguments)


# --- The environment ----------------------------------------------------------------------------------------------------


def prepare(lock: str) -> None:
    """Leaves a working .venv that holds the packages of the lock file, and the folder for data."""
    for name in ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"):
        os.environ.pop(name, None)  # each of them would lead past .venv
    VAR.mkdir(exist_ok=True)
    if not venv_works():
        make_venv()
    install(ROOT / lock)


def venv_works() -> bool:
    """Whether .venv has a Python that starts, is new enough and can import its packages' folder."""
    question = f"import sys; sys.exit(sys.version_info < {NEEDED!r} or sys.prefix == sys.base_prefix)"
    try:
        return subprocess.call([str(VENV_PYTHON), "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv() -> None:
    """Makes .venv anew; what was there did not work."""
    print(f"Making {VENV} ...", flush=True)
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    # Debian and Ubuntu split ensurepip off into the package python3-venv.
    words = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if run(sys.executable, "-m", "venv", "--clear", *words, VENV):
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise PreparationError(
            f"Python could not make a virtual environment in {VENV}.\n"
            f"On Debian and Ubuntu that part is split off: sudo apt install python{version()}-venv"
        )


def install(lock: Path) -> None:
    """Installs the lock's packages, each checked against its hash, unless the stamp says that they are there."""
    stamp = VENV / (lock.stem + ".sha256")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    installer = pip()
    print(f"Installing the packages of {lock.name}; this takes a minute or two, once ...", flush=True)
    must(
        "The packages could not be installed. Is there a way to the package index? Run the same command again to go on.",
        *installer,
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement",
        lock,
    )
    stamp.write_text(wanted)


def pip() -> "list[object]":
    """The command for pip into .venv: its own, else this Python's."""
    if subprocess.call([str(VENV_PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return [VENV_PYTHON, "-m", "pip"]
    if importlib.util.find_spec("ensurepip") and run(VENV_PYTHON, "-m", "ensurepip", "--default-pip") == 0:
        return [VENV_PYTHON, "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", VENV_PYTHON]
    raise PreparationError(
        "This Python has neither ensurepip nor pip, so no package can be installed.\n"
        f"On Debian and Ubuntu: sudo apt install python{version()}-venv\n"
        "Elsewhere: a Python from https://www.python.org/downloads/ has both. Then run the same command again."
    )


# --- The demonstration --------------------------------------------------------------------------------------------------


def load_demonstration() -> None:
    """Loads pages and accounts at the first start and when their sources have changed; otherwise leaves the database alone."""
    database = os.environ.get("DATABASE_URL", "")
    stamp = VAR / f"demonstration.{hashlib.sha256(database.encode()).hexdigest()[:8]}.sha256"
    wanted = demonstration_digest()
    if stamp.exists() and stamp.read_text() == wanted and (database or demonstration_exists()):
        return
    print("Loading the demonstration ...", flush=True)
    must("The demonstration could not be loaded.", VENV_PYTHON, MANAGE, "load_demo")
    stamp.write_text(wanted)


def demonstration_digest() -> str:
    digest = hashlib.sha256()
    for folder in DEMONSTRATION:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def demonstration_exists() -> bool:
    """Whether the default database holds the demonstration's accounts: false after somebody has deleted the file."""
    with contextlib.closing(sqlite3.connect(str(VAR / "db.sqlite3"))) as connection:
        try:
            return bool(connection.execute("SELECT 1 FROM accounts_user WHERE email = 'admin@example.org'").fetchone())
        except sqlite3.Error:
            return False


def demonstration_password() -> str:
    """The constant in accounts/services.py; read as text, because this Python has no Django."""
    for line in (ROOT / "site" / "accounts" / "services.py").read_text(encoding="utf-8").splitlines():
        if line.startswith("DEMO_PASSWORD"):
            return line.split('"')[1]
    raise PreparationError("site/accounts/services.py no longer names DEMO_PASSWORD.")


# --- Processes ----------------------------------------------------------------------------------------------------------


def version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def free_port() -> int:
    """The port to serve on; raises PreparationError if it is not a number or somebody listens there."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise PreparationError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError:
            other = int(text) + 1 if int(text) < 65535 else 8001
            raise PreparationError(
                f"Port {text} is in use or not allowed. Stop what runs there, or take another:\n    PORT={other} python3 dev.py"
            ) from None
    return int(text)


def must(message: str, *command: object) -> None:
    """Runs the command; raises PreparationError with the message when it fails."""
    code = run(*command)
    if code == 130:
        raise KeyboardInterrupt
    if code:
        raise PreparationError(message)


def run(*command: object) -> int:
    """Runs the command to its end and returns its exit code (128 + signal, as a shell has it)."""
    process = subprocess.Popen([str(word) for word in command])
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    interrupted = False
    while True:
        try:
            code = process.wait(timeout=10 if interrupted else None)
            break
        except KeyboardInterrupt:
            interrupted = True  # the terminal has told the child as well: let it end in its own time
        except subprocess.TimeoutExpired:
            process.terminate()
    if interrupted:
        return 130
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
