"""What a start says of an environment that is not right."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from translation.machine import configuration

NAMES = [configuration.MACHINE, configuration.KEY, configuration.URL, configuration.TIMEOUT]


@pytest.fixture(autouse=True)
def _no_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def told() -> list[str]:
    return [message.msg for message in run_checks() if message.id == "translation.E001"]


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TRANSLATION_MACHINE": ""},
        {"TRANSLATION_MACHINE": "offline"},
        {"TRANSLATION_MACHINE": "deepl", "TRANSLATION_MACHINE_KEY": "secret-key"},
        {"TRANSLATION_MACHINE": "LibreTranslate", "TRANSLATION_MACHINE_URL": "https://translate.example.org"},
    ],
)
def test_no_machine_or_a_complete_one_is_right(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert told() == []


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"TRANSLATION_MACHINE": "babelfish"}, "TRANSLATION_MACHINE "),
        ({"TRANSLATION_MACHINE": "deepl"}, "TRANSLATION_MACHINE_KEY"),
        ({"TRANSLATION_MACHINE": "deepl", "TRANSLATION_MACHINE_KEY": "two words"}, "TRANSLATION_MACHINE_KEY"),
        ({"TRANSLATION_MACHINE": "libretranslate"}, "TRANSLATION_MACHINE_URL"),
        ({"TRANSLATION_MACHINE": "libretranslate", "TRANSLATION_MACHINE_URL": "translate.example.org"}, "TRANSLATION_MACHINE_URL"),
        ({"TRANSLATION_MACHINE": "offline", "TRANSLATION_MACHINE_TIMEOUT": "soon"}, "TRANSLATION_MACHINE_TIMEOUT"),
    ],
)
def test_the_variable_to_mend_is_named(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], named: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (message,) = told()
    assert named in message
    assert "two words" not in message


def test_nothing_starts_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLATION_MACHINE", "babelfish")
    with pytest.raises(SystemCheckError, match="TRANSLATION_MACHINE"):
        call_command("check")
