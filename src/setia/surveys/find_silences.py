"""Find who has not come back for much longer than is usual for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from setia.core.clock import now
from setia.core.days import start_of
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine
from setia.surveys.models import Asking, Silence, SilenceLook

LOOKS_BACK = timedelta(days=400)
LEAST_DAYS = 14
"""Nobody is asked after a shorter silence, however often they came before."""
FRESH_DAYS = 30
"""Who fell silent longer ago than this before it was noticed is not asked by itself."""
ROLES = (
    PartyRole.DISTRIBUTOR,
    PartyRole.RESELLER,
    PartyRole.OUTLET,
    PartyRole.CUSTOMER,
)


@dataclass(frozen=True)
class Quiet:
    """Since which day somebody is silent, and the usual gap between their days before."""

    since: date
    gap_days: int


def asking_now() -> Asking | None:
    """Return how those who fall silent are asked by themselves; None where they are not."""
    last = Asking.objects.order_by("pk").last()
    return None if last is None or hasattr(last, "end") else last


def quiet_on(day: date, days: Iterable[date], asking: Asking) -> Quiet | None:
    """Tell whether somebody with these days has just become silent, against their own rhythm.

    The usual gap is the middle one, of an even number the longer one of the two.
    """
    known = sorted(set(days))
    if len(known) < max(asking.least, 2):
        return None
    gaps = sorted((b - a).days for a, b in pairwise(known))
    gap = gaps[len(gaps) // 2]
    waited = (day - known[-1]).days
    tenths = max(gap * asking.tenths, LEAST_DAYS * 10)
    fresh = waited * 10 <= tenths + FRESH_DAYS * 10
    return Quiet(known[-1], gap) if waited * 10 > tenths and fresh else None


def find_silences(day: date, asking: Asking) -> int:
    """Write down who fell silent, each silence once; return how many are new.

    Once a day is enough, and of two who look on a day one does it.
    """
    with transaction.atomic():
        _, first = SilenceLook.objects.get_or_create(day=day)
        if not first:
            return 0
        found = {
            party: quiet
            for party, days in _days_of(day).items()
            if (quiet := quiet_on(day, days, asking))
        }
        return _written(found)


def _days_of(day: date) -> Mapping[int, set[date]]:
    """Return the days on which each sold or bought something, merged parties as one."""
    zone, ends = ZoneInfo(settings.TIME_ZONE), survivors()
    people = Party.objects.standing().filter(role__in=ROLES)
    wanted = set(people.values_list("pk", flat=True))
    rows = SaleLine.objects.standing().filter(
        amount_minor__gt=0, sold_at__gte=start_of(day - LOOKS_BACK)
    )
    found: dict[int, set[date]] = defaultdict(set)
    told: tuple[int, int | None, datetime]
    for told in rows.values_list("seller", "buyer", "sold_at").distinct().iterator():
        seller, buyer, at = told
        on = at.astimezone(zone).date()
        for one in (seller, buyer):
            key = ends.get(one, one) if one is not None else None
            if key is not None and key in wanted:
                found[key].add(on)
    return found


def _written(found: Mapping[int, Quiet]) -> int:
    known = set(Silence.objects.filter(party__in=found).values_list("party", "since"))
    at = now()
    rows = [
        Silence(party_id=party, since=one.since, gap_days=one.gap_days, found_at=at)
        for party, one in sorted(found.items())
        if (party, one.since) not in known
    ]
    Silence.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
