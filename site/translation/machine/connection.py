"""JSON over HTTP to a machine translator: bounded waiting, bounded answers, and the key goes nowhere else."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import requests
from requests.exceptions import ChunkedEncodingError, ContentDecodingError, RequestException

from translation.machine.errors import BadAnswer, Busy, Unreachable

ATTEMPTS = 3
# Seconds before the second attempt, doubled for the third, unless the service names another time; never longer than this.
LONGEST_PAUSE = 10.0
LARGEST_ANSWER = 8 * 1024 * 1024
PIECE = 64 * 1024
# DeepL's word for an overloaded server.
OVERLOADED = 529
BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, OVERLOADED})


@dataclass(frozen=True)
class Answer:
    """What a service said. ``data`` is its JSON, or None if it sent none; ``retry_after`` is in seconds, if it asks to be left alone."""

    status: int
    data: Any
    retry_after: float | None = None

    def get(self, key: str) -> Any:
        """What the answer's object has under the key, or None."""
        return self.data.get(key) if isinstance(self.data, dict) else None

    @property
    def reason(self) -> str:
        """The service's words about an error, or the empty text."""
        found = self.get("message") or self.get("error") or ""
        return found if isinstance(found, str) else ""


@dataclass(frozen=True)
class Connection:
    """The way to one service. ``timeout`` is in seconds, for connecting and for each silence of the service; ``pause`` in seconds before a
    busy service is asked again. ``headers`` may hold the key, so they are not shown."""

    machine: str
    address: str
    timeout: float = 30.0
    pause: float = 1.0
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def post(self, path: str, data: Mapping[str, Any]) -> Answer:
        """Send an object and return the answer to it, whatever its status, asking a busy service again.

        Raises Unreachable without an answer, Busy if the service still is after the last attempt, BadAnswer for a redirect, which is never
        followed, for a broken answer, and for a success that is not JSON.
        """
        body = json.dumps(data, ensure_ascii=False).encode()
        for attempt in range(ATTEMPTS):
            answer = self._send(path, body)
            if answer.status not in BUSY:
                break
            if attempt + 1 < ATTEMPTS:
                wanted = self.pause * 2**attempt if answer.retry_after is None else answer.retry_after
                time.sleep(min(wanted, LONGEST_PAUSE))
        else:
            raise Busy(self.machine, answer.reason)
        if answer.status < HTTPStatus.BAD_REQUEST and (answer.status >= HTTPStatus.MULTIPLE_CHOICES or answer.data is None):
            raise BadAnswer(self.machine)
        return answer

    def _send(self, path: str, body: bytes) -> Answer:
        try:
            with requests.post(
                self.address + path,
                data=body,
                # English, because some errors can only be told apart by their words.
                headers={"Content-Type": "application/json", "Accept": "application/json", "Accept-Language": "en", **self.headers},
                timeout=self.timeout,
                allow_redirects=False,
                # Without this requests would put the password of a .netrc in place of the key.
                auth=lambda request: request,
                stream=True,
            ) as response:
                content = bytearray()
                for piece in response.iter_content(PIECE):
                    content += piece
                    if len(content) > LARGEST_ANSWER:
                        raise BadAnswer(self.machine)
        except (ChunkedEncodingError, ContentDecodingError) as error:
            raise BadAnswer(self.machine) from error
        except RequestException as error:
            raise Unreachable(self.machine) from error
        retry_after = response.headers.get("Retry-After", "")
        return Answer(response.status_code, _parsed(bytes(content)), float(retry_after) if retry_after.isdecimal() else None)


def _parsed(content: bytes) -> Any:
    """JSON, or None for anything else."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
