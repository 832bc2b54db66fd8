"""Providers of messages on this machine, which speak as their documentation says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

CUT = object()
"""Instead of an answer: the connection ends after the request was read."""


class Provider:
    """Keeps what it was told; gives prepared answers first, then takes everything."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], dict]] = []
        self.answers: list[object] = []
        self.url = ""

    def answer(self, path: str, headers: dict[str, str], body: dict) -> object:
        self.got.append((path, headers, body))
        return self.answers.pop(0) if self.answers else self.takes(path, headers, body)

    def takes(self, path: str, headers: dict[str, str], body: dict) -> object:
        raise NotImplementedError

    @property
    def bodies(self) -> list[dict]:
        return [body for _path, _headers, body in self.got]


class CloudApi(Provider):
    """POST /<version>/<phone number id>/messages, with a bearer's token."""

    def takes(self, path: str, headers: dict[str, str], body: dict) -> object:
        if headers.get("authorization") != "Bearer EAAG":
            return whatsapp_error(190, "Access token has expired", 401)
        if path != "/v23.0/1066/messages" or body.get("messaging_product") != "whatsapp":
            return whatsapp_error(100, "Invalid parameter", 400)
        number = len(self.got)
        return 200, {
            "messaging_product": "whatsapp",
            "contacts": [{"input": body["to"], "wa_id": body["to"]}],
            "messages": [{"id": f"wamid.HBgN{number}", "message_status": "accepted"}],
        }


class BotApi(Provider):
    """POST /bot<token>/sendMessage."""

    def takes(self, path: str, headers: dict[str, str], body: dict) -> object:
        if path != "/bot12:AA/sendMessage":
            return telegram_error(401, "Unauthorized")
        chat = {"id": int(body["chat_id"]), "type": "private", "first_name": "Ani"}
        sent = {"message_id": 500 + len(self.got), "date": 1_762_750_800, "chat": chat}
        return 200, {"ok": True, "result": sent | {"text": body["text"]}}


def whatsapp_error(code: int, details: str, status: int) -> object:
    return status, {
        "error": {
            "message": f"(#{code}) An error",
            "type": "OAuthException",
            "code": code,
            "error_data": {"messaging_product": "whatsapp", "details": details},
            "fbtrace_id": "A1b2",
        }
    }


def telegram_error(code: int, description: str, **parameters: int) -> object:
    told = {"ok": False, "error_code": code, "description": description}
    return code, told | ({"parameters": parameters} if parameters else {})


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        provider: Provider = self.server.provider
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = provider.answer(self.path, headers, body)
        if answer is CUT:
            self.close_connection = True
            return
        status, told = answer
        said = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing while tests run."""


@contextmanager
def listening(provider: Provider) -> Iterator[Provider]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.provider = provider
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
