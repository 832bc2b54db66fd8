"""E-mail, given to the mail server that whoever runs the installation has set.

That a server took a message is all that is known: whether it bounced later is not, since nobody
reads the mailbox that it would come back to.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any

from django.core.mail import EmailMessage, get_connection

from setia.messages.adapters.post_json import MOST_ERROR, told_of
from setia.messages.adapters.protocol import Envelope, Outcome, Result

BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class _NotOpen(Exception):
    """The server could not be spoken to, so nothing was sent."""


@dataclass(frozen=True)
class SmtpMail:
    """From which address, and under which name."""

    sender: str
    name: str

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over; its id is our key, so that a second one can be known."""
        host = self.sender.rpartition("@")[2] or "localhost"
        message_id = f"<{envelope.key}@{host}>"
        mail = EmailMessage(
            " ".join(envelope.subject.split()) or self.name,
            envelope.text,
            formataddr((self.name, self.sender)),
            [envelope.address],
            headers={"Message-ID": message_id},
        )
        try:
            with _open() as connection:
                connection.send_messages([mail])
        except _NotOpen as error:
            return Outcome(Result.LATER, "", "no_connection", str(error))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            return outcome_of(error)
        return Outcome(Result.TAKEN, message_id)


def outcome_of(error: Exception) -> Outcome:
    """Read why a server did not take a message: 4xx passes, 5xx of the recipient does not."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _answered(code, said)
    if isinstance(error, smtplib.SMTPSenderRefused):
        # The sender is ours, and somebody mends it while messages wait.
        return Outcome(Result.LATER, "", str(error.smtp_code), _said(error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    if isinstance(error, ValueError):
        return Outcome(Result.NEVER, "", "unreadable", told_of(error))
    return Outcome(Result.LATER, "", "cut_off", told_of(error), is_unsure=True)


def _answered(code: int, said: bytes | str) -> Outcome:
    result = Result.NEVER if code >= 500 else Result.LATER
    return Outcome(result, "", str(code), _said(said))


def _said(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return text.replace("\0", "")[:MOST_ERROR]


@contextmanager
def _open() -> Iterator[Any]:
    """Open a connection, and close it whatever happens.

    Raises:
        _NotOpen: There is no server, or it does not let us in.
    """
    connection = get_connection(BACKEND)
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise _NotOpen(told_of(error)) from error
    try:
        yield connection
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.close()
