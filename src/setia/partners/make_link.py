"""Make a link that opens a partner's pages once, and take it back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest
from setia.partners.events import ASK_SET_ASIDE, LINK_MADE, LINK_REVOKED
from setia.partners.having_pages import with_pages
from setia.partners.models import (
    LinkAsk,
    LinkAskEnd,
    LoginLink,
    LoginLinkRevocation,
    LoginLinkUse,
)
from setia.people.models import Party
from setia.people.resolve_code import survivors

LIVES = timedelta(minutes=30)
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Made:
    """A link with its token, which is told only now."""

    link: LoginLink
    token: str


def make_link(party: Party, by: Actor, ask: LinkAsk | None = None, to: str = "") -> Made:
    """Make a link for a partner that opens for 30 minutes, once.

    With ``ask`` it is the answer to somebody who asked for one.

    Raises:
        NotPermitted: The actor may not give links.
        NotFound: The actor may not see the party.
        Refused: Nobody of this role has pages.
        Conflict: Somebody else answered the request in the meantime.
    """
    by.must("partner.link")
    kept = survivors().get(party.pk, party.pk)
    if not Party.objects.visible_to(by).filter(pk=kept).exists():
        raise NotFound("party", party.code)
    owner = with_pages().filter(pk=kept).first()
    if owner is None:
        raise Refused([Problem("partner.no_pages")])
    token = secrets.token_urlsafe(TOKEN_BYTES)
    try:
        with transaction.atomic():
            return Made(_added(owner, token, by, ask, to), token)
    except IntegrityError as error:
        raise Conflict("partner.ask_gone") from error


def _added(owner: Party, token: str, by: Actor, ask: LinkAsk | None, to: str) -> LoginLink:
    at = now()
    link = LoginLink.objects.create(
        digest=token_digest(token),
        party=owner,
        to=ask.normal if ask else to,
        made_at=at,
        made_by=by.name,
        expires_at=at + LIVES,
    )
    if ask is not None:
        _answered(ask, link, by)
    about, params = ("party", owner.pk), {"party": owner.name}
    record_event(LINK_MADE, by, about, params, after={"link": link.pk})
    return link


def answer_ask(ask: LinkAsk, link: LoginLink, by: Actor) -> None:
    """Let a request wait no more, since a link has gone to whoever asked.

    Raises:
        NotPermitted: The actor may not give links.
        Conflict: Somebody else answered it in the meantime.
    """
    by.must("partner.link")
    try:
        with transaction.atomic():
            _answered(ask, link, by)
    except IntegrityError as error:
        raise Conflict("partner.ask_gone") from error


def _answered(ask: LinkAsk, link: LoginLink | None, by: Actor) -> None:
    """Let nothing of this name wait any more: who asked twice needs one answer."""
    LinkAskEnd.objects.create(ask=ask, link=link, at=now(), by=by.name)
    same = LinkAsk.objects.filter(kind=ask.kind, normal=ask.normal, end=None)
    for other in same.exclude(pk=ask.pk):
        LinkAskEnd.objects.create(ask=other, link=link, at=now(), by=by.name)


def revoke_link(link: LoginLink, by: Actor) -> None:
    """Let a link that was not used yet open nothing.

    Raises:
        NotPermitted: The actor may not give links.
        Conflict: It was used or taken back before.
    """
    by.must("partner.link")
    try:
        with transaction.atomic():
            locked = LoginLink.objects.select_for_update().get(pk=link.pk)
            if LoginLinkUse.objects.filter(link=locked).exists():
                raise Conflict("partner.link_gone")
            LoginLinkRevocation.objects.create(link=locked, at=now(), by=by.name)
            params = {"party": link.party.name}
            record_event(LINK_REVOKED, by, ("party", link.party_id), params)
    except IntegrityError as error:
        raise Conflict("partner.link_gone") from error


def set_aside(ask: LinkAsk, by: Actor) -> None:
    """Leave a request without an answer, as when nobody knows who it is.

    Raises:
        NotPermitted: The actor may not give links.
        Conflict: Somebody has answered it already.
    """
    by.must("partner.link")
    try:
        with transaction.atomic():
            _answered(ask, None, by)
            record_event(ASK_SET_ASIDE, by, ("link_ask", ask.pk), {"to": ask.normal})
    except IntegrityError as error:
        raise Conflict("partner.ask_gone") from error
