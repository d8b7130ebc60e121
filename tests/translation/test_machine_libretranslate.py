"""LibreTranslate: its request, its limits, and the many things that it says with one status."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.translation.machine_service import KEY, Reply, Request, Service, libretranslate, serving
from translation.machine import BadAnswer, Busy, LanguageUnsupported, NotAuthorized, QuotaExceeded, TooLong, Unreachable
from translation.machine.libretranslate import LibreTranslate, language_code


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(libretranslate) as service:
        yield service


def machine(service: Service, **options) -> LibreTranslate:
    return LibreTranslate(service.address, **{"timeout": 5, "pause": 0.01, **options})


class TestAsking:
    def test_request_is_as_the_server_wants_it(self, service: Service) -> None:
        machine(service, key=KEY).translate("en", "sv-fi", ["Hello <b>you</b>."])
        (request,) = service.requests
        assert request.path == "/translate"
        assert request.headers["Accept-Language"] == "en"
        assert request.data == {"q": ["Hello <b>you</b>."], "source": "en", "target": "sv", "format": "html", "api_key": KEY}

    def test_no_key_is_sent_where_there_is_none(self, service: Service) -> None:
        assert machine(service).translate("en", "sv", ["Hello"]).texts == ("Helloen",)
        assert "api_key" not in service.requests[0].data

    def test_key_is_never_shown(self, service: Service) -> None:
        assert KEY not in repr(machine(service, key=KEY))

    @pytest.mark.parametrize(
        ("language", "code"), [("sv", "sv"), ("sv-fi", "sv"), ("zh-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("pt", "pt"), ("no", "nb")]
    )
    def test_languages_have_its_codes(self, language: str, code: str) -> None:
        assert language_code(language) == code

    def test_the_same_language_is_not_asked_for(self, service: Service) -> None:
        assert not machine(service).can_translate("en", "en-gb")
        assert isinstance(machine(service).translate("en", "en-gb", ["a"]).error, LanguageUnsupported)
        assert not service.requests


class TestPortions:
    def test_few_texts_and_characters_a_request(self, service: Service) -> None:
        texts = [f"{number} " + "word " * 100 for number in range(45)]
        assert machine(service).translate("en", "sv", texts).number == 45
        assert all(len(request.data["q"]) <= 20 and sum(map(len, request.data["q"])) <= 5000 for request in service.requests)

    def test_a_servers_own_limit_is_found_by_halving(self, service: Service) -> None:
        def strict(request: Request) -> Reply:
            length = sum(map(len, request.data["q"]))
            if length > 30:
                return Reply(400, {"error": f"Invalid request: request ({length}) exceeds text limit (30)"})
            return libretranslate(request)

        service.behaviour = strict
        drafts = machine(service).translate("en", "sv", ["Alpha beta gamma", "x" * 31, "Delta epsilon", "Zeta"])
        assert drafts.texts == ("Alphaen betaen gammaen", None, "Deltaen epsilonen", "Zetaen")
        assert isinstance(drafts.error, TooLong)


class TestMarkup:
    def test_entities_that_come_back_resolved_are_escaped_again(self, service: Service) -> None:
        drafts = machine(service).translate("en", "sv", ["Research &amp; study", "if a &lt; b"])
        assert drafts.texts == ("Researchen &amp; studyen", "ifen aen &lt; ben")

    def test_a_tag_that_was_text_is_no_tag(self, service: Service) -> None:
        assert machine(service).translate("en", "sv", ["Write &lt;b&gt; here"]).texts == (None,)


class TestRefusals:
    @pytest.mark.parametrize(
        ("reply", "error"),
        [
            (Reply(400, {"error": "tlh is not supported"}), LanguageUnsupported),
            (Reply(400, {"error": "Visit https://portal.libretranslate.com to get an API key"}), NotAuthorized),
            (Reply(400, {"error": "Invalid request: missing q parameter"}), BadAnswer),
            (Reply(403, {"error": "Invalid API key"}), NotAuthorized),
            (Reply(403, {"error": "Too many request limits violations"}), QuotaExceeded),
            (Reply(403, b"Forbidden"), NotAuthorized),
            (Reply(500, {"error": "Cannot translate text: out of memory"}), Unreachable),
            (Reply(502, b"<html>Bad gateway</html>"), Unreachable),
            (Reply(405, b"<html>Method not allowed</html>"), BadAnswer),
            (Reply(200, b"<!doctype html><title>LibreTranslate</title>"), BadAnswer),
            (Reply(200, {"translatedText": ["Hej"]}), BadAnswer),
            (Reply(200, {"translatedText": "Hej"}), BadAnswer),
            (Reply(200, {"translatedText": None}), BadAnswer),
            (Reply(200, {"error": "odd"}), BadAnswer),
            (Reply(200, None), BadAnswer),
            (Reply(200, {"translatedText": ["Hej", "d"]}, promised=5000), BadAnswer),
            (Reply(302, b"", {"Location": "http://127.0.0.1:1/"}), BadAnswer),
        ],
    )
    def test_refusal_has_its_error(self, service: Service, reply: Reply, error: type) -> None:
        service.script.append(reply)
        drafts = machine(service, key=KEY).translate("en", "sv", ["Hello", "you"])
        assert drafts.texts == (None, None)
        assert type(drafts.error) is error
        assert "LibreTranslate" in drafts.error.message

    def test_a_pair_that_it_lacks_is_unsupported_though_it_says_500(self, service: Service) -> None:
        assert type(machine(service).translate("en", "ja", ["Hello"]).error) is LanguageUnsupported

    def test_a_null_costs_only_itself(self, service: Service) -> None:
        service.script.append(Reply(200, {"translatedText": ["Hej", None]}))
        assert machine(service).translate("en", "sv", ["Hello", "you"]).texts == ("Hej", None)

    def test_too_many_requests_is_busy_after_waiting(self, service: Service) -> None:
        service.script.extend([Reply(429, {"error": "Slowdown: 10 per 1 minute"})] * 3)
        drafts = machine(service).translate("en", "sv", ["Hello"])
        assert type(drafts.error) is Busy
        assert "10 per 1 minute" in drafts.error.message

    def test_drafts_before_an_error_are_kept(self, service: Service) -> None:
        service.script.extend([Reply(200, {"translatedText": [f"Ord {number}" for number in range(20)]}), Reply(500, b"")])
        drafts = machine(service).translate("en", "sv", [f"Word {number}" for number in range(30)])
        assert drafts.texts == (*(f"Ord {number}" for number in range(20)), *[None] * 10)
        assert type(drafts.error) is Unreachable

    def test_silence_ends(self, service: Service) -> None:
        service.script.append(Reply(200, {}, delay=20))
        assert type(machine(service, timeout=0.05).translate("en", "sv", ["Hello"]).error) is Unreachable
