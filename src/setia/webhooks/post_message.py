"""Send one message over the wire, and tell what came back."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer

from standardwebhooks import Webhook

from setia.core.errors import Refused
from setia.webhooks.address import Target, checked_ips, target_of

PATIENCE = 15
"""Seconds from the call to the end of the answer; a slow receiver acknowledges first."""
MOST_READ = 1024
MOST_ERROR = 300


@dataclass(frozen=True)
class Message:
    """All that is needed to send a delivery, so that no database is needed meanwhile."""

    url: str
    message_id: str
    body: str
    secrets: tuple[str, ...] = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What came back: a status of HTTP, or why there is none."""

    status: int | None
    error: str
    duration_ms: int


def post_message(message: Message) -> Outcome:
    """Send a message to the address that its host has now; whatever happens is an outcome."""
    began = time.monotonic()
    try:
        target = target_of(message.url)
        status, error = _exchanged(target, checked_ips(target), message)
    except Refused as refused:
        status, error = None, refused.problems[0].code
    except (OSError, HTTPException, ValueError) as failed:
        status, error = None, f"{type(failed).__name__}: {failed}"
    took = round((time.monotonic() - began) * 1000)
    return Outcome(status, _bounded(error), took)


def headers_of(message: Message) -> dict[str, str]:
    """Return the headers of Standard Webhooks, signed with every secret that counts."""
    at = message.at.astimezone(UTC)
    signed = [
        Webhook(secret).sign(message.message_id, at, message.body)
        for secret in message.secrets
    ]
    return {
        "content-type": "application/json",
        "user-agent": "Setia",
        "webhook-id": message.message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def _exchanged(target: Target, ips: list[str], message: Message) -> tuple[int, str]:
    """Send and return the status, with the beginning of an answer that is no thanks.

    Raises:
        OSError: There is no connection, or it ended, or it took too long.
    """
    connection, late = _connection(target), Event()
    timer = Timer(PATIENCE, _cut_off, [connection, late])
    timer.daemon = True
    timer.start()
    try:
        _connect(connection, target, ips, late)
        if late.is_set():
            raise TimeoutError
        return _asked(connection, target, headers_of(message), message.body)
    except (OSError, HTTPException, ValueError) as error:
        if late.is_set():
            raise TimeoutError(f"no answer within {PATIENCE} seconds") from error
        raise
    finally:
        timer.cancel()
        connection.close()


def _asked(
    connection: HTTPConnection, target: Target, headers: Mapping[str, str], body: str
) -> tuple[int, str]:
    connection.request("POST", target.path, body.encode(), dict(headers))
    response = connection.getresponse()
    try:
        if 200 <= response.status < 300:
            return response.status, ""
        said = b""
        # The status is what counts, also where the rest of the answer is broken off.
        with suppress(OSError, HTTPException, ValueError):
            said = response.read(MOST_READ)
        return response.status, said.decode(errors="replace")
    finally:
        response.close()


def _connection(target: Target) -> HTTPConnection:
    kind = HTTPSConnection if target.secure else HTTPConnection
    connection = kind(target.host, target.port, timeout=PATIENCE)
    connection.auto_open = 0
    return connection


def _connect(
    connection: HTTPConnection, target: Target, ips: list[str], late: Event
) -> None:
    """Connect to an address that was checked, under the name that was asked for.

    Were the library to connect by itself it would look the name up once more, and could
    be told another address than the one that was checked.
    """
    connection.sock = _reached(ips, target.port, late)
    if target.secure:
        connection.sock = ssl.create_default_context().wrap_socket(
            connection.sock, server_hostname=target.host
        )


def _reached(ips: list[str], port: int, late: Event) -> socket.socket:
    """Return a connection to the first address that answers.

    Raises:
        OSError: None does, or the time is over.
    """
    failed: OSError = TimeoutError()
    for ip in ips:
        try:
            reached = socket.create_connection((ip, port), PATIENCE)
        except OSError as error:
            failed = error
        else:
            return reached
        if late.is_set():
            break
    raise failed


def _cut_off(connection: HTTPConnection, late: Event) -> None:
    """End a connection whose receiver is slower, also one that sends a letter at a time."""
    late.set()
    if (open_now := connection.sock) is not None:
        with suppress(OSError):
            # A TLS socket's own method would take its state away from under its reader.
            socket.socket.shutdown(open_now, socket.SHUT_RDWR)


def _bounded(text: str) -> str:
    """Return the beginning of a text, without the letter that no database takes."""
    return text.replace("\0", "")[:MOST_ERROR]
