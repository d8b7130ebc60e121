"""DeepL: what is asked, in which language, in what portions, and what comes of every way in which it can fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.translation.machine_service import KEY, Reply, Service, deepl, seconds_of, serving
from translation.machine import BadAnswer, Busy, LanguageUnsupported, NotAuthorized, QuotaExceeded, TooLong, Unreachable
from translation.machine.deepl import DeepL, size, source_code, target_code


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(deepl) as service:
        yield service


def machine(service: Service, **options) -> DeepL:
    return DeepL(**{"key": KEY, "address": service.address, "timeout": 5, "pause": 0.01, **options})


class TestAsking:
    def test_request_is_as_deepl_documents_it(self, service: Service) -> None:
        machine(service).translate("en", "sv", ["Hello <b>you</b>."])
        (request,) = service.requests
        assert request.path == "/v2/translate"
        assert request.headers["Content-Type"] == "application/json"
        assert request.data == {
            "text": ["Hello <b>you</b>."],
            "source_lang": "EN",
            "target_lang": "SV",
            "tag_handling": "html",
            "tag_handling_version": "v2",
        }

    @pytest.mark.parametrize(
        ("language", "source", "target"),
        [
            ("en", "EN", "EN-GB"),
            ("en-us", "EN", "EN-US"),
            ("sv", "SV", "SV"),
            ("sv-fi", "SV", "SV"),
            ("el", "EL", "EL"),
            ("no", "NB", "NB"),
            ("pt", "PT", "PT-PT"),
            ("pt-br", "PT", "PT-BR"),
            ("zh-hans", "ZH", "ZH-HANS"),
        ],
    )
    def test_languages_have_deepls_codes(self, language: str, source: str, target: str) -> None:
        assert (source_code(language), target_code(language)) == (source, target)

    @pytest.mark.parametrize(
        ("key", "address"), [("abc:fx", "https://api-free.deepl.com"), ("abc", "https://api.deepl.com")], ids=["free", "paid"]
    )
    def test_key_chooses_the_host(self, key: str, address: str) -> None:
        assert DeepL(key).connection.address == address

    def test_key_is_never_shown(self, service: Service) -> None:
        assert "secret" not in repr(machine(service, key="secret")) + repr(machine(service, key="secret").connection)

    def test_a_netrc_does_not_replace_the_key(self, service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        assert machine(service).translate("en", "sv", ["Hello"]).texts == ("Helloen",)

    def test_the_same_language_is_not_asked_for(self, service: Service) -> None:
        assert not machine(service).can_translate("en", "en-us")
        assert isinstance(machine(service).translate("en", "en-us", ["a"]).error, LanguageUnsupported)
        assert not service.requests


class TestPortions:
    def test_fifty_texts_a_request(self, service: Service) -> None:
        texts = [f"Text {number}" for number in range(120)]
        drafts = machine(service).translate("en", "sv", texts)
        assert [len(request.data["text"]) for request in service.requests] == [50, 50, 20]
        assert drafts.texts == tuple(f"Texten {number}" for number in range(120))
        assert drafts.error is None

    def test_requests_stay_under_the_size_that_deepl_takes(self, service: Service) -> None:
        texts = [f"{number} " + "ψυχή " * 2000 for number in range(10)]
        drafts = machine(service).translate("el", "sv", texts)
        assert drafts.number == 10
        assert max(len(request.body) for request in service.requests) <= 128 * 1024
        assert len(service.requests) < 5

    def test_protection_of_placeholders_does_not_make_a_request_too_large(self, service: Service) -> None:
        texts = [f"{number} " + "{a} " * 1000 for number in range(20)]
        assert machine(service).translate("en", "sv", texts).number == 20

    def test_a_text_that_is_too_long_is_left_out_alone(self, service: Service) -> None:
        drafts = machine(service).translate("en", "sv", ["One", "word " * 40_000, "Two"])
        assert drafts.texts == ("Oneen", None, "Twoen")
        assert isinstance(drafts.error, TooLong)
        assert [request.data["text"] for request in service.requests] == [["One"], ["Two"]]

    def test_a_smaller_limit_than_documented_is_found_by_halving(self, service: Service) -> None:
        service.script.append(Reply(413, {"message": "Request Entity Too Large"}))
        drafts = machine(service).translate("en", "sv", ["One", "Two", "Three"])
        assert drafts.texts == ("Oneen", "Twoen", "Threeen")
        assert [len(request.data["text"]) for request in service.requests] == [3, 1, 2]

    def test_equal_texts_are_paid_for_once_and_blank_ones_never(self, service: Service) -> None:
        drafts = machine(service).translate("en", "sv", ["Same", " ", "Same", ""])
        assert drafts.texts == ("Sameen", None, "Sameen", None)
        assert service.requests[0].data["text"] == ["Same"]

    def test_nothing_to_translate_asks_nobody(self, service: Service) -> None:
        assert machine(service).translate("en", "sv", []).texts == ()
        assert not service.requests

    def test_size_is_in_bytes_of_the_request(self) -> None:
        assert size('ψ"') == len('"ψ\\"", '.encode())


class TestRefusals:
    @pytest.mark.parametrize(
        ("reply", "error"),
        [
            (Reply(403, {"message": "Forbidden"}), NotAuthorized),
            (Reply(401, b""), NotAuthorized),
            (Reply(456, {"message": "Quota Exceeded"}), QuotaExceeded),
            (Reply(400, {"message": "Value for 'target_lang' not supported."}), LanguageUnsupported),
            (Reply(400, {"message": "Bad request"}), BadAnswer),
            (Reply(404, b"<html>Not found</html>"), BadAnswer),
            (Reply(500, {"message": "Internal error"}), Unreachable),
            (Reply(502, b"<html>Bad gateway</html>"), Unreachable),
            (Reply(200, b"<html>Sign in</html>"), BadAnswer),
            (Reply(200, b""), BadAnswer),
            (Reply(200, b"[" * 200_000), BadAnswer),
            (Reply(200, {"translations": [{"text": "halv"}]}, promised=5000), BadAnswer),
            (Reply(200, {"translations": []}), BadAnswer),
            (Reply(200, {"translations": "Hej"}), BadAnswer),
            (Reply(200, {"translations": None}), BadAnswer),
            (Reply(200, ["Hej"]), BadAnswer),
            (Reply(200, {"translations": [{"text": "a"}, {"text": "b"}]}), BadAnswer),
        ],
    )
    def test_refusal_has_its_error(self, service: Service, reply: Reply, error: type) -> None:
        service.script.append(reply)
        drafts = machine(service).translate("en", "sv", ["Hello"])
        assert drafts.texts == (None,)
        assert type(drafts.error) is error
        assert "DeepL" in drafts.error.message
        assert len(service.requests) == 1

    @pytest.mark.parametrize("translation", [None, {}, {"text": None}, {"text": 3}, {"text": ""}, {"text": "nul \x00"}, "Hej"])
    def test_a_missing_translation_costs_only_itself(self, service: Service, translation: object) -> None:
        service.script.append(Reply(200, {"translations": [{"text": "Hej"}, translation]}))
        drafts = machine(service).translate("en", "sv", ["Hello", "World"])
        assert (drafts.texts, drafts.error) == (("Hej", None), None)

    def test_the_services_words_are_passed_on_in_short(self, service: Service) -> None:
        service.script.append(Reply(400, {"message": "No\n" + "x" * 5000}))
        message = machine(service).translate("en", "sv", ["Hello"]).error.message
        assert "(No xxx" in message
        assert len(message) < 400

    def test_drafts_before_an_error_are_kept(self, service: Service) -> None:
        texts = [f"Text {number}" for number in range(160)]
        service.script.extend([deepl_answer(texts[:50]), deepl_answer(texts[50:100]), Reply(456, {"message": "Quota Exceeded"})])
        drafts = machine(service).translate("en", "sv", texts)
        assert drafts.number == 100
        assert drafts.texts[99:102] == ("Swedish 99", None, None)
        assert isinstance(drafts.error, QuotaExceeded)
        assert len(service.requests) == 3

    def test_redirect_is_not_followed_with_the_key(self, service: Service) -> None:
        with serving(deepl) as elsewhere:
            for status in (301, 302, 303, 307, 308):
                service.script.append(Reply(status, b"", {"Location": f"{elsewhere.address}/v2/translate"}))
                assert isinstance(machine(service).translate("en", "sv", ["Hello"]).error, BadAnswer)
            assert not elsewhere.requests


class TestWaiting:
    @pytest.mark.parametrize("status", [429, 503, 529])
    def test_a_busy_service_is_asked_again(self, service: Service, status: int) -> None:
        service.script.append(Reply(status, {"message": "Too many requests"}))
        assert machine(service).translate("en", "sv", ["Hello"]).texts == ("Helloen",)
        assert len(service.requests) == 2

    def test_not_for_ever(self, service: Service) -> None:
        service.script.extend([Reply(429, {"message": "Too many requests"})] * 9)
        assert type(machine(service).translate("en", "sv", ["Hello"]).error) is Busy
        assert len(service.requests) == 3

    def test_the_time_that_the_service_names_is_waited(self, service: Service) -> None:
        service.script.append(Reply(429, b"", {"Retry-After": "1"}))
        assert seconds_of(lambda: machine(service, pause=0).translate("en", "sv", ["Hello"])) >= 1

    def test_but_no_longer_than_ten_seconds(self, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        pauses: list[float] = []
        monkeypatch.setattr("translation.machine.connection.time.sleep", pauses.append)
        service.script.extend([Reply(429, b"", {"Retry-After": "3600"}), Reply(429, b"", {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})])
        machine(service, pause=1).translate("en", "sv", ["Hello"])
        assert pauses == [10, 2]

    def test_silence_ends(self, service: Service) -> None:
        service.script.append(Reply(200, {}, delay=20))
        drafts = machine(service, timeout=0.05).translate("en", "sv", ["Hello"])
        assert type(drafts.error) is Unreachable

    def test_nobody_there(self) -> None:
        drafts = DeepL(KEY, "http://127.0.0.1:1", timeout=1).translate("en", "sv", ["Hello"])
        assert type(drafts.error) is Unreachable

    def test_an_endless_answer_is_cut_off(self, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("translation.machine.connection.LARGEST_ANSWER", 1000)
        service.script.append(Reply(200, b" " * 200_000))
        assert type(machine(service).translate("en", "sv", ["Hello"]).error) is BadAnswer


def deepl_answer(texts: list[str]) -> Reply:
    return Reply(200, {"translations": [{"detected_source_language": "EN", "text": text.replace("Text", "Swedish")} for text in texts]})
