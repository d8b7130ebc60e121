"""Rules of the whole house: its folders, its production settings, its headers, its lock files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "SECRET_KEY": "this-one-is-long-enough-for-a-test-0123456789-abcdefghij-KLMNOP",
    "PUBLIC_URL": "https://learn.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_FROM": "Westem Up <no-reply@example.org>",
}
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def git(*words: str) -> list[str]:
    """The lines of git's answer, or a skip where the project came without its history."""
    answer = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode not in (0, 1):
        pytest.skip("not a git checkout")
    return answer.stdout.splitlines()


class TestFolders:
    @pytest.mark.parametrize("folder", ["site", "locale"])
    def test_source_roots_are_no_packages(self, folder: str) -> None:
        assert not (ROOT / folder / "__init__.py").exists()

    def test_gitignore_hides_no_tracked_file(self) -> None:
        assert git("ls-files", "--cached", "--ignored", "--exclude-standard") == []

    @pytest.mark.parametrize(
        "path",
        [
            "site/new.py",
            "locale/sv/LC_MESSAGES/django.mo",
            "home/content/new/media/x.png",
            "tests/new.py",
            "site/static/js/new.js",
            "docs/x.md",
        ],
    )
    def test_gitignore_would_hide_nothing_of_ours(self, path: str) -> None:
        assert git("check-ignore", "--no-index", path) == []

    def test_no_tracked_text_holds_a_path_of_somebodys_machine(self) -> None:
        home_folders = "/" + r"(root|home/[a-z]|Users/[A-Za-z]|work/(main|shared)|tmp/brief)\b"
        assert git("grep", "--untracked", "-nIE", home_folders, "--", ".", ":!tests/test_house.py", ":!.ci") == []

    def test_pages_for_documentation_are_not_built_over_the_source(self) -> None:
        # MkDocs wipes a folder named site.
        assert not (ROOT / "mkdocs.yml").exists()


class TestLocks:
    @pytest.mark.parametrize("name", LOCKS)
    def test_every_package_is_pinned_with_hashes(self, name: str) -> None:
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text())
        assert len(entries) > 20
        assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []

    @pytest.mark.parametrize("name", LOCKS)
    def test_no_index_address_is_named(self, name: str) -> None:
        text = (ROOT / name).read_text()
        assert not re.search(r"index-url|find-links|https?://|file:", text)

    def test_development_pins_what_production_pins(self) -> None:
        pins = [dict(re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS]
        assert pins[0].items() <= pins[1].items()

    @pytest.mark.parametrize("stem", ["requirements", "requirements-dev"])
    def test_what_is_asked_for_is_locked(self, stem: str) -> None:
        asked = re.findall(r"^([A-Za-z][A-Za-z0-9-]*)", (ROOT / f"{stem}.in").read_text(), re.MULTILINE)
        locked = re.findall(r"^([a-z0-9-]+)", (ROOT / f"{stem}.txt").read_text(), re.MULTILINE)
        assert {name.lower() for name in asked} <= set(locked)


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs Python under production settings with exactly these variables."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**keep, "DJANGO_SETTINGS_MODULE": "config.settings.production", "PYTHONPATH": "site", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class TestProduction:
    def test_deployment_check_is_clean(self) -> None:
        answer = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
        assert answer.returncode == 0, answer.stderr
        assert "no issues" in answer.stdout

    @pytest.mark.parametrize("name", sorted(PRODUCTION))
    @pytest.mark.parametrize("how", ["missing", "empty"])
    def test_what_is_missing_stops_the_start_by_name(self, name: str, how: str) -> None:
        environment = {key: value for key, value in PRODUCTION.items() if key != name}
        if how == "empty":
            environment[name] = ""
        answer = python("-c", "import config.settings.production", **environment)
        assert answer.returncode != 0
        assert f"Set the environment variable {name}." in answer.stderr

    def test_every_cookie_belongs_to_this_host_alone(self) -> None:
        """Browsers take a name with this prefix only over TLS, for the whole host and from no other: none can be planted by a neighbour."""
        show = "import config.settings.production as s; print(*sorted(v for n, v in vars(s).items() if n.endswith('COOKIE_NAME')))"
        answer = python("-c", f"{show}; print(s.LANGUAGE_COOKIE_SECURE)", **PRODUCTION)
        assert answer.stdout.split() == ["__Host-csrf", "__Host-guest", "__Host-language", "__Host-session", "True"], answer.stderr

    def test_demonstration_is_refused(self) -> None:
        answer = python("manage.py", "load_demo", **PRODUCTION)
        assert answer.returncode != 0
        assert "no such table" not in answer.stderr


class TestHealth:
    def test_answers_without_database(self, client: Client) -> None:
        # No database fixture: a query would fail this test.
        response = client.get("/healthz")
        assert (response.status_code, response.content) == (200, b"ok")
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies

    def test_answers_a_host_that_is_not_ours(self, client: Client, settings) -> None:
        settings.ALLOWED_HOSTS = ["learn.example.org"]
        assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200

    @pytest.mark.parametrize("path", ["/robots.txt", "/cms/", "/en/"])
    def test_nothing_else_answers_a_host_that_is_not_ours(self, client: Client, settings, path: str) -> None:
        settings.ALLOWED_HOSTS = ["learn.example.org"]
        assert client.get(path, headers={"host": "evil.example"}).status_code == 400


class TestHeaders:
    @pytest.fixture
    def public(self, client: Client, en):
        return client.get("/robots.txt")

    def test_content_policy_allows_only_ourselves(self, public) -> None:
        policy = {
            name: sources for name, _, sources in (part.strip().partition(" ") for part in public["Content-Security-Policy"].split(";"))
        }
        assert policy["default-src"] == "'none'"
        assert {policy[name] for name in ("script-src", "style-src", "font-src", "connect-src", "form-action")} == {"'self'"}
        assert {policy[name] for name in ("frame-ancestors", "base-uri", "object-src", "frame-src")} == {"'none'"}
        assert "unsafe" not in public["Content-Security-Policy"]

    @pytest.mark.parametrize(
        ("header", "value"),
        [
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ],
    )
    def test_header_is_set(self, public, header: str, value: str) -> None:
        assert public[header] == value

    def test_permissions_are_refused(self, public) -> None:
        assert "camera=()" in public["Permissions-Policy"]

    def test_not_found_carries_the_policy_too(self, client: Client, en) -> None:
        response = client.get("/en/there-is-no-such-page/")
        assert response.status_code == 404
        assert "default-src 'none'" in response["Content-Security-Policy"]

    @pytest.mark.parametrize("path", ["/cms/", "/cms/login/", "/cms/pages/"])
    def test_strangers_at_the_editors_door_get_the_strict_policy(self, client: Client, en, path: str) -> None:
        response = client.get(path)
        assert response.status_code in (301, 302)
        assert "unsafe" not in response["Content-Security-Policy"]

    def test_editors_get_the_wider_policy_in_their_rooms_only(self, client: Client, en) -> None:
        client.force_login(
            get_user_model().objects.create_superuser(email="editor@example.org", password="long enough 42", display_name="Editor")
        )
        inside = client.get("/cms/")
        assert inside.status_code == 200
        assert "'unsafe-inline'" in inside["Content-Security-Policy"]
        assert "default-src 'none'" in inside["Content-Security-Policy"]
        assert "unsafe" not in client.get("/robots.txt")["Content-Security-Policy"]
