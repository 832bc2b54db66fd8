"""A mail server that speaks SMTP, keeps letters, and refuses as it is told."""

from __future__ import annotations

import socket


class PostOffice:
    """What aiosmtpd asks at each step of a letter."""

    def __init__(self) -> None:
        self.letters = []
        self.to_recipient = "250 OK"
        self.to_letter = "250 OK"
        self.cuts = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd asks by this name
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as above
        if self.cuts:
            server.transport.abort()
            return "421 gone"
        if self.to_letter.startswith("250"):
            self.letters.append(envelope)
        return self.to_letter


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
