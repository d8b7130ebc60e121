"""LibreTranslate, on a server of one's own or a hosted one: https://docs.libretranslate.com/api/operations/translate"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from translation.machine.base import Drafts
from translation.machine.batches import Limits, draft_in_batches
from translation.machine.connection import Answer, Connection
from translation.machine.errors import BadAnswer, LanguageUnsupported, MachineError, NotAuthorized, QuotaExceeded, TooLong, Unreachable

NAME = "LibreTranslate"
# Servers choose their own limits and say so; these are below most of them. In texts and characters.
LIMITS = Limits(texts=20, total=5000, size=len)
# The codes that are not the first part of ours.
CODES = {"no": "nb", "nn": "nb", "pt-br": "pt-BR", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
# What the service says in English tells errors apart that share a status. A pair of languages that it lacks comes with status 500.
REFUSALS: tuple[tuple[str, type[MachineError]], ...] = (
    ("exceeds text limit", TooLong),
    ("is not supported", LanguageUnsupported),
    ("is not available as a target language", LanguageUnsupported),
    ("too many request limits violations", QuotaExceeded),
    ("api key", NotAuthorized),
)


def language_code(language: str) -> str:
    """LibreTranslate's code of a language: Chinese and Brazilian Portuguese have variants, others have not."""
    code = language.lower()
    return CODES.get(code) or CODES.get(code.split("-")[0]) or code.split("-")[0]


@dataclass(frozen=True)
class LibreTranslate:
    """``address`` is the server's, without path; many take no key. ``timeout`` and ``pause`` are those of Connection."""

    address: str
    key: str = field(default="", repr=False)
    timeout: float = 30.0
    pause: float = 1.0
    name: str = field(default=NAME, init=False)

    def can_translate(self, source_language: str, target_language: str) -> bool:
        return source_language.split("-", maxsplit=1)[0] != target_language.split("-", maxsplit=1)[0]

    def translate(self, source_language: str, target_language: str, texts: Sequence[str]) -> Drafts:
        """See MachineTranslator. Requests of at most 20 texts and 5,000 characters, smaller where the server wants them so."""
        if not self.can_translate(source_language, target_language):
            return Drafts((None,) * len(texts), LanguageUnsupported(self.name))
        send = partial(self._send, language_code(source_language), language_code(target_language))
        return draft_in_batches(self.name, texts, target_language, LIMITS, send)

    def _send(self, source: str, target: str, texts: Sequence[str]) -> object:
        data = {"q": list(texts), "source": source, "target": target, "format": "html"}
        if self.key:
            data["api_key"] = self.key
        answer = Connection(self.name, self.address, self.timeout, self.pause).post("/translate", data)
        self._check(answer)
        return answer.get("translatedText")

    def _check(self, answer: Answer) -> None:
        """Raise the MachineError of a refusal."""
        if answer.status == HTTPStatus.OK:
            return
        said = answer.reason.casefold()
        for words, error in REFUSALS:
            if words in said:
                raise error(self.name, answer.reason)
        match answer.status:
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                raise NotAuthorized(self.name, answer.reason)
            case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                raise TooLong(self.name, answer.reason)
            case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise Unreachable(self.name, answer.reason)
        raise BadAnswer(self.name, answer.reason)
