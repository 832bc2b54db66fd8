"""Hours in which nobody is written to, by the clock of the place where a person is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.core.models import Business
from setia.messages.models import MessageRules, TerritoryZone
from setia.people.models import Party
from setia.people.resolve_code import survivors

ONE_DAY = timedelta(days=1)


def business_zone() -> ZoneInfo:
    """Return the time zone that the business set for itself."""
    business = Business.objects.filter(pk=1).first()
    return ZoneInfo(business.time_zone if business else settings.TIME_ZONE)


def zones_of(parties: Collection[Party]) -> dict[int, ZoneInfo]:
    """Return for each of some people the zone of their territory; read at once for all.

    Who was merged is where the one is who counts today. A territory that nobody placed keeps
    the business's own clock.
    """
    places = _territories_of(parties)
    rows = TerritoryZone.objects.filter(territory__in=set(places.values()))
    placed = dict(rows.values_list("territory", "time_zone"))
    zones = {territory: ZoneInfo(zone) for territory, zone in placed.items()}
    own = business_zone()
    return {key: zones.get(territory, own) for key, territory in places.items()}


def _territories_of(parties: Collection[Party]) -> dict[int, str]:
    places = {party.pk: party.territory for party in parties}
    gone = {key: end for key, end in survivors().items() if key in places}
    if not gone:
        return places
    rows = Party.objects.filter(pk__in=set(gone.values()))
    today = dict(rows.values_list("pk", "territory"))
    return places | {key: today[end] for key, end in gone.items()}


def end_of_quiet(at: datetime, rules: MessageRules, zone: ZoneInfo) -> datetime | None:
    """Return when the quiet hours are over that a moment lies in; None where it is in none.

    The hours may pass midnight. Equal ends mean that no hour is quiet.
    """
    local = at.astimezone(zone)
    if not _is_quiet(local.time(), rules.quiet_from, rules.quiet_to):
        return None
    ends = rules.quiet_to.replace(fold=local.fold)
    over = datetime.combine(local.date(), ends, zone)
    return over if over > local else over + ONE_DAY


def _is_quiet(clock: time, begins: time, ends: time) -> bool:
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends
