"""Invite: everybody of a segment, or one by hand; the list stays as it was made."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.events.events import PARTIES_INVITED
from setia.events.models import Gathering, GatheringCancellation, Invitation
from setia.events.segment import Segment, parties_in
from setia.people.models import Party

MOST = 5_000
LONGEST_REASON = 300


def invite_segment(gathering: Gathering, segment: Segment, by: Actor) -> int:
    """Invite everybody of a segment who was not invited yet; return how many.

    Raises:
        NotPermitted: The actor may not plan gatherings.
        Refused: It is over or cancelled, nobody fits, or too many do.
        Conflict: Somebody else invited one of them in the same moment.
    """
    by.must("gathering.write")
    must_be_ahead(gathering)
    there = gathering.invitations.values("party")
    people = list(parties_in(segment, by).exclude(pk__in=there).order_by("pk")[: MOST + 1])
    if len(people) > MOST:
        raise Refused(
            [Problem("gathering.too_many", "", {"count": len(people), "most": MOST})]
        )
    if not people:
        raise Refused([Problem("gathering.nobody")])
    return _invited(gathering, people, segment.told(), by)


def invite_party(gathering: Gathering, party: Party, reason: str, by: Actor) -> Invitation:
    """Invite one by hand, with why they of all.

    Raises:
        NotPermitted: The actor may not plan gatherings.
        NotFound: The party is not theirs to see.
        Refused: It is over or cancelled, they were invited, or no reason is given.
    """
    by.must("gathering.write")
    must_be_ahead(gathering)
    if not Party.objects.visible_to(by).standing().filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    if not reason.strip() or len(reason) > LONGEST_REASON or not is_plain(reason):
        raise Refused([Problem("gathering.why", "reason")])
    if gathering.invitations.filter(party=party).exists():
        named = {"party": party.name}
        raise Refused([Problem("gathering.invited_already", "party", named)])
    _invited(gathering, [party], reason.strip(), by)
    return gathering.invitations.get(party=party)


def must_be_ahead(gathering: Gathering) -> None:
    """Refuse what only makes sense before a gathering is over.

    Raises:
        Refused: It is over, or was cancelled.
    """
    if GatheringCancellation.objects.filter(gathering=gathering).exists():
        raise Refused([Problem("gathering.cancelled")])
    if gathering.ends_at < now():
        raise Refused([Problem("gathering.over")])


def _invited(gathering: Gathering, people: Sequence[Party], reason: str, by: Actor) -> int:
    at = now()
    rows = [
        Invitation(gathering=gathering, party=one, at=at, by=by.name, reason=reason)
        for one in people
    ]
    try:
        with transaction.atomic():
            Invitation.objects.bulk_create(rows, batch_size=500)
            params = {"title": gathering.title, "count": len(rows)}
            about, after = ("gathering", gathering.pk), {"reason": reason}
            record_event(PARTIES_INVITED, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("answer.at_once") from error
    return len(rows)
