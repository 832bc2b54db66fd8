"""A program that listens: a real server on this machine, which answers as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from builders import a_draft, an_actor
from standardwebhooks import Webhook

from setia.webhooks.add_endpoint import add_endpoint
from setia.webhooks.models import Delivery
from setia.webhooks.plan_deliveries import plan_deliveries


class Receiver:
    """Keeps what it was sent as (path, headers, body); answers the statuses in their order."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], str]] = []
        self.answers: list[int] = []
        self.then = 200
        self.headers: dict[str, str] = {}
        self.says = b"thanks"

    def answer(self) -> int:
        return self.answers.pop(0) if self.answers else self.then

    def verified(self, secret: str, which: int = -1) -> object:
        """Do what a receiver does: check the signature with the library's own means."""
        _, headers, body = self.got[which]
        return Webhook(secret).verify(body, headers)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Receiver = self.server.receiver
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        receiver.got.append((self.path, dict(self.headers.items()), body))
        self.send_response(receiver.answer())
        for name, value in receiver.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(receiver.says)))
        self.end_headers()
        self.wfile.write(receiver.says)

    def do_GET(self) -> None:
        """Answer who follows a redirect."""
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Say nothing while tests run."""


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    settings.WEBHOOKS_LOCAL = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.receiver = Receiver()
    server.receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.receiver
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def listening(db, receiver):
    """Return an endpoint at the receiver, with its secret."""
    return add_endpoint(receiver.url, an_actor())


@pytest.fixture
def delivery(listening) -> Delivery:
    """Return a delivery that waits: of a program that was added."""
    a_draft()
    plan_deliveries()
    return Delivery.objects.get()
