"""Open a partner's pages on a device with a link, keep them open, and close them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest
from setia.partners.events import SESSION_ENDED, SESSION_OPENED
from setia.partners.having_pages import partner_at, with_pages
from setia.partners.make_link import TOKEN_BYTES
from setia.partners.models import (
    LoginLink,
    LoginLinkRevocation,
    LoginLinkUse,
    PartnerSession,
    SessionEnd,
)
from setia.people.resolve_code import survivors

SEEN_AGAIN = timedelta(hours=1)
"""The moment of the last visit is written at most so often."""


@dataclass(frozen=True)
class Opened:
    """A session with its token, which is told only now."""

    session: PartnerSession
    token: str


def open_session(token: str, device: str) -> Opened:
    """Open the pages of whoever a link was made for; the link is used up by it.

    Whether it is unknown, expired, revoked or used is not told.

    Raises:
        NotFound: The token opens nothing.
    """
    digest = token_digest(token)
    try:
        with transaction.atomic():
            link = _usable(digest)
            return _opened(link, device)
    except IntegrityError as error:
        raise NotFound("link", "") from error


def _usable(digest: str) -> LoginLink:
    """Return a link under a lock, so that nobody uses or revokes it beside us."""
    rows = LoginLink.objects.select_for_update(of=("self",)).select_related("party")
    link = rows.filter(digest=digest, expires_at__gt=now()).first()
    if link is None or not constant_time_compare(link.digest, digest):
        raise NotFound("link", "")
    spent = LoginLinkUse.objects.filter(link=link).exists()
    if spent or LoginLinkRevocation.objects.filter(link=link).exists():
        raise NotFound("link", "")
    return link


def _opened(link: LoginLink, device: str) -> Opened:
    by, at = partner_at(link.party), now()
    if not with_pages().filter(pk=by.id).exists():
        raise NotFound("link", "")
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    session = PartnerSession.objects.create(
        digest=token_digest(secret),
        party_id=by.id,
        device=device[:60],
        opened_at=at,
        seen_at=at,
    )
    LoginLinkUse.objects.create(link=link, session=session, at=at)
    params = {"device": session.device}
    record_event(SESSION_OPENED, by, ("party", by.id), params, after={"link": link.pk})
    return Opened(session, secret)


def session_of(token: str) -> PartnerSession | None:
    """Return the session that a cookie opens now, and keep that it was used."""
    at = now()
    rows = PartnerSession.objects.alive(at).select_related("party")
    session = rows.filter(digest=token_digest(token)).first() if token else None
    if session is None or not _has_pages(session):
        return None
    if session.seen_at < at - SEEN_AGAIN:
        PartnerSession.objects.filter(pk=session.pk).update(seen_at=at)
    return session


def _has_pages(session: PartnerSession) -> bool:
    kept = survivors().get(session.party_id, session.party_id)
    return with_pages().filter(pk=kept).exists()


def end_session(session: PartnerSession, by: Actor) -> None:
    """Sign a device out: the partner its own, the office anybody's.

    Raises:
        NotPermitted: The actor is neither the partner nor may give links.
        NotFound: It is the device of somebody whom the actor may not see.
        Conflict: It was signed out before.
    """
    if not by.may("portal.use"):
        by.must("partner.link")
    if not PartnerSession.objects.visible_to(by).filter(pk=session.pk).exists():
        raise NotFound("session", str(session.pk))
    try:
        with transaction.atomic():
            SessionEnd.objects.create(session=session, at=now(), by=by.name)
            params = {"party": session.party.name, "device": session.device}
            record_event(SESSION_ENDED, by, ("party", session.party_id), params)
    except IntegrityError as error:
        raise Conflict("partner.session_gone") from error
