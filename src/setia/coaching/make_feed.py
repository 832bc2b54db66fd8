"""Make the secret address of somebody's calendar, renew it, close it, and find whose it is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from setia.coaching.events import FEED_MADE, FEED_REVOKED
from setia.coaching.models import CalendarFeed, FeedRevocation
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound
from setia.core.models import User
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest
from setia.people.models import Party

TOKEN_BYTES = 32
LONGEST_TOKEN = 100


@dataclass(frozen=True)
class MadeFeed:
    """A feed with its token, which is told only now."""

    feed: CalendarFeed
    token: str


def make_feed(owner: Party | User, by: Actor) -> MadeFeed:
    """Make somebody's calendar address; the one before opens nothing any more.

    A partner makes its own, and so does who works here; the office makes one for a partner.

    Raises:
        NotPermitted: It is somebody else's to make.
    """
    _must_own(owner, by)
    whose = _whose(owner)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        # Of itself alone: a database locks no row that an outer join may lack.
        standing = CalendarFeed.objects.standing().filter(**whose)
        for old in standing.select_for_update(of=("self",)):
            FeedRevocation.objects.create(feed=old, at=now(), by=by.name)
        feed = CalendarFeed.objects.create(
            digest=token_digest(token), made_at=now(), made_by=by.name, **whose
        )
        params = {"owner": _name(owner)}
        record_event(FEED_MADE, by, ("calendar_feed", feed.pk), params)
    return MadeFeed(feed, token)


def revoke_feed(feed: CalendarFeed, by: Actor) -> None:
    """Let a calendar address open nothing any more.

    Raises:
        NotPermitted: It is somebody else's to close.
        Conflict: It was closed before.
    """
    owner = feed.party or feed.user
    if owner is None:
        raise NotFound("feed", str(feed.pk))
    _must_own(owner, by)
    try:
        with transaction.atomic():
            FeedRevocation.objects.create(feed=feed, at=now(), by=by.name)
            params = {"owner": _name(owner)}
            record_event(FEED_REVOKED, by, ("calendar_feed", feed.pk), params)
    except IntegrityError as error:
        raise Conflict("feed.gone") from error


def standing_feed(owner: Party | User) -> CalendarFeed | None:
    """Return the address that opens somebody's calendar now, if any."""
    return CalendarFeed.objects.standing().filter(**_whose(owner)).last()


def feed_of(token: str) -> CalendarFeed:
    """Return the feed that a token opens.

    Raises:
        NotFound: The token opens nothing, whatever the reason.
    """
    if len(token) > LONGEST_TOKEN:
        raise NotFound("feed", "")
    digest = token_digest(token)
    rows = CalendarFeed.objects.standing().select_related("party", "user")
    feed = rows.filter(digest=digest).first()
    if feed is None or not constant_time_compare(feed.digest, digest):
        raise NotFound("feed", "")
    if feed.user is not None and (not feed.user.is_active or hasattr(feed.user, "closure")):
        raise NotFound("feed", "")
    return feed


def _must_own(owner: Party | User, by: Actor) -> None:
    if isinstance(owner, User):
        if by.key != f"user {owner.pk}":
            by.must("user.manage")
        return
    if owner.pk not in by.party_ids:
        by.must("partner.link")


def _whose(owner: Party | User) -> dict[str, Party | User]:
    return {"user": owner} if isinstance(owner, User) else {"party": owner}


def _name(owner: Party | User) -> str:
    return owner.display_name if isinstance(owner, User) else owner.name
