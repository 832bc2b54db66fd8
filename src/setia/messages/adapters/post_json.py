"""Post JSON to a provider, and tell an answer from what may have arrived without one."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 20
"""Seconds from the call to the end of the answer."""
MOST_READ = 64 * 1024
MOST_ERROR = 300


class NotSent(Exception):
    """There was no connection, so nothing can have arrived."""


class CutOff(Exception):
    """The connection ended after we began to speak: it may have arrived."""


@dataclass(frozen=True)
class Answer:
    """What a provider answered: a status of HTTP, an object, and how long to wait."""

    status: int
    told: Mapping[str, Any]
    retry_after: int | None


def post_json(
    base: str, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Answer:
    """Post an object below an address that whoever runs the installation has set.

    Raises:
        NotSent: There was no connection.
        CutOff: It ended before a whole answer came.
    """
    parts = urlsplit(base)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    late = Event()
    timer = Timer(PATIENCE, _end, [connection, late])
    timer.daemon = True
    timer.start()
    try:
        _connect(connection)
        data = json.dumps(body, ensure_ascii=False).encode()
        sent = {"content-type": "application/json", "user-agent": "Setia"}
        connection.request("POST", f"{parts.path}{path}", data, sent | dict(headers or {}))
        return _answer(connection.getresponse())
    except (OSError, HTTPException, ValueError) as error:
        why = f"no answer within {PATIENCE} seconds" if late.is_set() else told_of(error)
        raise CutOff(why) from error
    finally:
        timer.cancel()
        connection.close()


def _connect(connection: HTTPConnection) -> None:
    try:
        connection.connect()
    except (OSError, ValueError) as error:
        raise NotSent(told_of(error)) from error


def _answer(response: HTTPResponse) -> Answer:
    read = response.read(MOST_READ)
    try:
        told = json.loads(read)
    except ValueError:
        told = None
    wait = response.headers.get("Retry-After", "")
    seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 7 else None
    return Answer(response.status, told if isinstance(told, dict) else {}, seconds)


def told_of(error: Exception) -> str:
    """Return in a few words what went wrong; never an address, which may hold a secret."""
    return f"{type(error).__name__}: {error}".replace("\0", "")[:MOST_ERROR]


def _end(connection: HTTPConnection, late: Event) -> None:
    late.set()
    if (open_now := connection.sock) is not None:
        with suppress(OSError):
            # A TLS socket's own method would take its state away from under its reader.
            socket.socket.shutdown(open_now, socket.SHUT_RDWR)
