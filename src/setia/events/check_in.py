"""At the door: who came, with whom of the family, and who came without being asked."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.events.events import PARTY_CAME
from setia.events.guests import Coming, guests_of
from setia.events.models import (
    DoorEntry,
    Gathering,
    GatheringCancellation,
    Invitation,
)
from setia.people.models import Party

WALKED_IN = "at the door"


def check_in(gathering: Gathering, party: Party, coming: Coming, by: Actor) -> DoorEntry:
    """Record that somebody came, with how many; with nobody, that they did not after all.

    Who was not invited is from now on, at the door. Saying the same again changes nothing.

    Raises:
        NotPermitted: The actor may not check people in.
        NotFound: The party is not theirs to see.
        Refused: The door is not open, or the number makes no sense.
        Conflict: Somebody else checked them in in the same moment.
    """
    by.must("gathering.answer")
    if not Party.objects.visible_to(by).standing().filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    _must_be_open(gathering)
    guests = guests_of(party, coming, 0 if not coming.family and not coming.heads else 1)
    try:
        with transaction.atomic():
            return _entered(_invitation(gathering, party, by), coming, guests, by)
    except IntegrityError as error:
        raise Conflict("answer.at_once") from error


def door_is_open(gathering: Gathering) -> bool:
    """Tell whether people can be checked in: from the day on which it begins."""
    zone = ZoneInfo(settings.TIME_ZONE)
    opens = gathering.starts_at.astimezone(zone).date()
    return today(settings.TIME_ZONE) >= opens and not gathering.is_cancelled


def _must_be_open(gathering: Gathering) -> None:
    if GatheringCancellation.objects.filter(gathering=gathering).exists():
        raise Refused([Problem("gathering.cancelled")])
    if not door_is_open(gathering):
        raise Refused([Problem("door.early")])


def _invitation(gathering: Gathering, party: Party, by: Actor) -> Invitation:
    found, _made = Invitation.objects.get_or_create(
        gathering=gathering,
        party=party,
        defaults={"at": now(), "by": by.name, "reason": WALKED_IN, "at_door": True},
    )
    return found


def _entered(
    invitation: Invitation, coming: Coming, guests: list[dict[str, object]], by: Actor
) -> DoorEntry:
    last = invitation.door.order_by("number").last()
    if last is not None and (last.heads, last.guests) == (coming.heads, guests):
        return last
    row = DoorEntry.objects.create(
        invitation=invitation,
        number=last.number + 1 if last else 1,
        heads=coming.heads,
        guests=guests,
        at=now(),
        by=by.name,
    )
    party, gathering = invitation.party, invitation.gathering
    params = {"party": party.name, "title": gathering.title, "heads": coming.heads}
    record_event(PARTY_CAME, by, ("party", party.pk), params, after={"guests": guests})
    return row
