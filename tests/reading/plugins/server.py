"""A small stand-in for a model server, on the loopback: it answers as it is told to and remembers what it was sent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class StandIn:
    """The server. ``say`` writes the answer; ``asked`` holds what came."""

    say: Say
    asked: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""


def answering(content: str, *, status: int = 200) -> Say:
    """The chat completion that has this content."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return say


def proposing(*proposals: dict[str, Any]) -> Say:
    return answering(json.dumps({"proposals": list(proposals)}, ensure_ascii=False))


def raw(body: bytes) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(body)

    return say


def redirecting(to: str) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return say


def slow(seconds: float) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)

    return say


def endless(handler: BaseHTTPRequestHandler) -> None:
    """More and more, until nobody listens."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2000):
        handler.wfile.write(b" " * 65536)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """A sign now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


@contextmanager
def stand_in(say: Say) -> Iterator[StandIn]:
    """A server that is there for as long as the block lasts."""
    server = StandIn(say)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append(json.loads(body))
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has had enough
                server.say(self)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.address = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
