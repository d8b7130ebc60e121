"""A server on this machine that answers as DeepL and LibreTranslate do, and as badly as told."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

KEY = "0123-test:fx"
DEEPL_LIMIT = 128 * 1024


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """``body`` is sent as it is if bytes, else as JSON. ``promised`` is the Content-Length if it is not the truth; ``delay`` in seconds."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None
    delay: float = 0

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Service:
    """Replies from ``script`` while it lasts, then by ``behaviour``; remembers what was asked."""

    behaviour: Callable[[Request], Reply]
    script: deque[Reply] = field(default_factory=deque)
    requests: list[Request] = field(default_factory=list)
    address: str = ""

    def reply(self, request: Request) -> Reply:
        self.requests.append(request)
        return self.script.popleft() if self.script else self.behaviour(request)


@contextmanager
def serving(behaviour: Callable[[Request], Reply]) -> Iterator[Service]:
    """A service that runs until the end of the block, whatever clients still wait for."""
    service = Service(behaviour)
    closing = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = service.reply(Request(self.path, dict(self.headers), body))
            if reply.delay:
                closing.wait(reply.delay)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply.content) if reply.promised is None else reply.promised))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.content)
            except ConnectionError:
                # The client did not wait.
                self.close_connection = True

        def do_GET(self) -> None:
            service.reply(Request(self.path, dict(self.headers), b""))
            self.send_error(405)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def translated(text: str) -> str:
    """A translation that keeps everything but the words."""
    return re.sub(r"(<code translate=\"no\">.*?</code>|<[^<>]+>|&\w+;)|[A-Za-z]+", lambda m: m[1] or f"{m[0]}en", text)


def deepl(request: Request) -> Reply:
    """DeepL's answers, by its documentation."""
    if request.headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
        return Reply(403, {"message": "Forbidden"})
    if len(request.body) > DEEPL_LIMIT:
        return Reply(413, {"message": "Request Entity Too Large"})
    data = request.data
    if len(data["text"]) > 50:
        return Reply(400, {"message": "Too many texts."})
    if data["target_lang"] not in {"EN-GB", "EN-US", "SV", "EL", "PT-BR", "ZH-HANS"}:
        return Reply(400, {"message": "Value for 'target_lang' not supported."})
    texts = [{"detected_source_language": data["source_lang"], "text": translated(text)} for text in data["text"]]
    return Reply(200, {"translations": texts})


def libretranslate(request: Request) -> Reply:
    """LibreTranslate's answers, by its source: entities come back resolved, a missing pair with status 500."""
    data = request.data
    if data.get("api_key", KEY) != KEY:
        return Reply(403, {"error": "Invalid API key"})
    if data["target"] not in {"sv", "el", "ja"}:
        return Reply(400, {"error": f"{data['target']} is not supported"})
    if data["target"] == "ja":
        reason = "Cannot translate text: 400 Bad Request: Japanese (ja) is not available as a target language from English (en)"
        return Reply(500, {"error": reason})
    texts = [translated(text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for text in data["q"]]
    return Reply(200, {"translatedText": texts})


def seconds_of(action: Callable[[], object]) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start
