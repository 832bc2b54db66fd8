"""Say by whose clock territories live; quiet hours there count by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from zoneinfo import available_timezones

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.plain_text import is_plain, plain_text
from setia.core.record_event import record_event
from setia.messages.events import TERRITORIES_FREED, TERRITORIES_PLACED
from setia.messages.models import MessageRules, TerritoryZone
from setia.people.models import Party

MOST_AT_ONCE = 500
LONGEST_SHOWN = 80


def place_territories(territories: Collection[str], zone: str, by: Actor) -> int:
    """Put territories into a time zone; no ``zone`` lets them keep the business's own clock.

    Returns how many of them were elsewhere before. What waits for
    somebody there is looked at again when it comes due.

    Raises:
        NotPermitted: The actor may not set up channels.
        Refused: There is no such zone, no territory is named, too many are, or nobody is in
            one of them.
    """
    by.must("channel.manage")
    named = sorted(set(territories))
    problems = list(_wrong(named, zone))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        # One change of the rules at a time, so that two cannot both add a territory.
        MessageRules.objects.get_or_create(pk=1)
        MessageRules.objects.select_for_update().get(pk=1)
        rows = TerritoryZone.objects.filter(territory__in=named)
        before = dict(rows.values_list("territory", "time_zone"))
        moved = [one for one in named if before.get(one, "") != zone]
        if moved:
            _keep(moved, zone, by)
            _tell(moved, zone, before, by)
    return len(moved)


def _wrong(named: list[str], zone: str) -> Iterator[Problem]:
    if zone and zone not in available_timezones():
        yield Problem("message.zone_unknown", "zone")
    if not named:
        yield Problem("message.territories_missing", "territory")
    elif len(named) > MOST_AT_ONCE:
        yield Problem("message.territories_many", "territory", {"most": MOST_AT_ONCE})
    else:
        for one in _strange(named):
            told = {"territory": plain_text(one)[:LONGEST_SHOWN]}
            yield Problem("message.territory_unknown", "territory", told)


def _strange(named: list[str]) -> list[str]:
    """Return the names that neither a party nor an earlier choice has."""
    plain = [one for one in named if one and is_plain(one)]
    ours = Party.objects.filter(territory__in=plain).order_by("territory")
    known = set(ours.values_list("territory", flat=True).distinct())
    placed = TerritoryZone.objects.filter(territory__in=plain)
    known |= set(placed.values_list("territory", flat=True))
    return [one for one in named if one not in known]


def _keep(territories: list[str], zone: str, by: Actor) -> None:
    TerritoryZone.objects.filter(territory__in=territories).delete()
    if zone:
        TerritoryZone.objects.bulk_create(
            TerritoryZone(
                territory=one, time_zone=zone, changed_at=now(), changed_by=by.name
            )
            for one in territories
        )


def _tell(moved: list[str], zone: str, before: dict[str, str], by: Actor) -> None:
    told: dict[str, object] = {"count": len(moved)}
    kind = TERRITORIES_PLACED if zone else TERRITORIES_FREED
    if zone:
        told["zone"] = zone
    record_event(
        kind,
        by,
        ("message_rules", 1),
        told,
        before={one: before.get(one, "") for one in moved},
        after=dict.fromkeys(moved, zone),
    )
