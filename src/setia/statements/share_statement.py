"""Give a link to one payee's statement of one month, and take it back.

A token is random, signed, and expires; the database keeps only a digest of it. So a link can
neither be guessed nor read out of a backup, and each can be revoked on its own.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest
from setia.people.models import Party
from setia.people.resolve_code import survivors
from setia.statements.events import LINK_REVOKED, STATEMENT_SHARED
from setia.statements.models import LinkRevocation, LinkVisit, StatementLink

LIVES = timedelta(days=30)
SALT = "setia.statements.link"


@dataclass(frozen=True)
class Shared:
    """A link with its token, which is told only now."""

    link: StatementLink
    token: str


def share_statement(payee: Party, month: date, by: Actor) -> Shared:
    """Make a link to a statement that opens for 30 days.

    Raises:
        NotPermitted: The actor may not share statements.
        NotFound: The actor may not see the payee.
    """
    by.must("statement.share")
    kept = Party.objects.visible_to(by).filter(pk=survivors().get(payee.pk, payee.pk))
    owner = kept.first()
    if owner is None:
        raise NotFound("party", payee.code)
    token = _signer().sign(secrets.token_urlsafe(24))
    at = now()
    with transaction.atomic():
        link = StatementLink.objects.create(
            digest=token_digest(token),
            payee=owner,
            month=month,
            at=at,
            by=by.name,
            expires_at=at + LIVES,
        )
        record_event(
            STATEMENT_SHARED,
            by,
            ("party", owner.pk),
            _params(link),
            after={"link": link.pk},
        )
    return Shared(link, token)


def revoke_link(link: StatementLink, by: Actor) -> LinkRevocation:
    """Let a link open nothing any more.

    Raises:
        NotPermitted: The actor may not share statements.
        Conflict: It was revoked before.
    """
    by.must("statement.share")
    try:
        with transaction.atomic():
            gone = LinkRevocation.objects.create(link=link, at=now(), by=by.name)
            record_event(LINK_REVOKED, by, ("party", link.payee_id), _params(link))
    except IntegrityError as error:
        raise Conflict("statement.link_gone") from error
    return gone


def opened_link(token: str) -> StatementLink:
    """Return the link that a token opens now.

    The signature is compared in constant time before the database is asked. Whether a token
    is unknown, expired or revoked is not told.

    Raises:
        NotFound: The token opens nothing.
    """
    try:
        _signer().unsign(token, max_age=LIVES)
    except BadSignature as error:
        raise NotFound("link", "") from error
    rows = StatementLink.objects.filter(revocation=None, expires_at__gt=now())
    link = rows.select_related("payee").filter(digest=token_digest(token)).first()
    if link is None:
        raise NotFound("link", "")
    return link


def count_visit(link: StatementLink) -> None:
    """Keep that a link was opened."""
    LinkVisit.objects.create(link=link, at=now())


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT, sep=".")


def _params(link: StatementLink) -> dict[str, str]:
    return {"payee": link.payee.name, "month": f"{link.month:%Y-%m}"}
