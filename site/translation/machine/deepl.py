"""DeepL, by version 2 of its API: https://developers.deepl.com/api-reference/translate"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from translation.machine.base import Drafts
from translation.machine.batches import Limits, draft_in_batches
from translation.machine.connection import Answer, Connection
from translation.machine.errors import BadAnswer, LanguageUnsupported, NotAuthorized, QuotaExceeded, TooLong, Unreachable

NAME = "DeepL"
# A key says by its ending which of the two hosts knows it.
FREE_KEY_ENDING = ":fx"
FREE_ADDRESS, PAID_ADDRESS = "https://api-free.deepl.com", "https://api.deepl.com"
QUOTA_EXCEEDED = 456
LARGEST_REQUEST = 128 * 1024
ROOM_FOR_OPTIONS = 1024
# As a target, a language with variants wants one of them; English is British unless the site says otherwise.
TARGETS = {
    "en": "EN-GB",
    "en-gb": "EN-GB",
    "en-us": "EN-US",
    "es-419": "ES-419",
    "es-mx": "ES-419",
    "pt": "PT-PT",
    "pt-br": "PT-BR",
    "pt-pt": "PT-PT",
    "zh-hans": "ZH-HANS",
    "zh-hant": "ZH-HANT",
}


def source_code(language: str) -> str:
    """DeepL's code of a language to translate from: without variants."""
    base = language.lower().split("-")[0]
    return "NB" if base in {"no", "nn"} else base.upper()


def target_code(language: str) -> str:
    """DeepL's code of a language to translate into; a variant that it does not tell apart is left out."""
    code = language.lower()
    return TARGETS.get(code) or TARGETS.get(code.split("-")[0]) or source_code(code)


def size(text: str) -> int:
    """Bytes of a text in a request, with its comma."""
    return len(json.dumps(text, ensure_ascii=False).encode()) + 2


LIMITS = Limits(texts=50, total=LARGEST_REQUEST - ROOM_FOR_OPTIONS, size=size)


@dataclass(frozen=True)
class DeepL:
    """``address`` overrides the host that the key belongs to; ``timeout`` and ``pause`` are those of Connection."""

    key: str = field(repr=False)
    address: str = ""
    timeout: float = 30.0
    pause: float = 1.0
    name: str = field(default=NAME, init=False)

    def can_translate(self, source_language: str, target_language: str) -> bool:
        return source_code(source_language) != target_code(target_language).split("-")[0]

    def translate(self, source_language: str, target_language: str, texts: Sequence[str]) -> Drafts:
        """See MachineTranslator. Requests of at most 50 texts and 128 KiB."""
        if not self.can_translate(source_language, target_language):
            return Drafts((None,) * len(texts), LanguageUnsupported(self.name))
        send = partial(self._send, source_code(source_language), target_code(target_language))
        return draft_in_batches(self.name, texts, target_language, LIMITS, send)

    @property
    def connection(self) -> Connection:
        address = self.address or (FREE_ADDRESS if self.key.endswith(FREE_KEY_ENDING) else PAID_ADDRESS)
        return Connection(self.name, address, self.timeout, self.pause, {"Authorization": f"DeepL-Auth-Key {self.key}"})

    def _send(self, source: str, target: str, texts: Sequence[str]) -> object:
        if sum(map(size, texts)) > LIMITS.total:
            raise TooLong(self.name)
        data = {"text": list(texts), "source_lang": source, "target_lang": target, "tag_handling": "html", "tag_handling_version": "v2"}
        answer = self.connection.post("/v2/translate", data)
        self._check(answer)
        translations = answer.get("translations")
        if not isinstance(translations, list):
            raise BadAnswer(self.name)
        return [translation.get("text") if isinstance(translation, dict) else None for translation in translations]

    def _check(self, answer: Answer) -> None:
        """Raise the MachineError of a refusal."""
        match answer.status:
            case HTTPStatus.OK:
                return
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                raise NotAuthorized(self.name, answer.reason)
            case HTTPStatus.REQUEST_ENTITY_TOO_LARGE | HTTPStatus.REQUEST_URI_TOO_LONG:
                raise TooLong(self.name, answer.reason)
            case status if status == QUOTA_EXCEEDED:
                raise QuotaExceeded(self.name, answer.reason)
            case HTTPStatus.BAD_REQUEST if "_lang" in answer.reason:
                raise LanguageUnsupported(self.name, answer.reason)
            case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise Unreachable(self.name, answer.reason)
        raise BadAnswer(self.name, answer.reason)
