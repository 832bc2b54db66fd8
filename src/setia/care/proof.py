"""Whether care helps: the lists that were drawn, who was reached, and who ordered afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from setia.care.models import DayEntry, Touch, TouchKind
from setia.care.study.effect import Effect, Seen, effect
from setia.care.trade import LOOKED_BACK, Trade, trades_of
from setia.core.actor import Actor
from setia.core.days import end_of, start_of

HORIZON = timedelta(days=90)
THIRD = timedelta(days=60)
"""From this day on the horizon is the third month."""
REACHED_WITHIN = timedelta(days=30)
HALF = 2**31
"""Lots below it stand early: a fair coin for every party and month."""
EVERY = ""


@dataclass(frozen=True)
class Drawn:
    """A party that was drawn in a month: when first, in which stratum, early or late."""

    party_id: int
    day: date
    stratum: tuple[int, int]
    early: bool
    channel: str


@dataclass(frozen=True)
class Proof:
    """What standing early brought for one channel; ``channel`` is empty for all together."""

    channel: str
    order: Effect
    active: Effect


@dataclass(frozen=True)
class Proofs:
    """Every channel, and how many draws are too young to tell what followed."""

    since: date | None
    rows: int
    waiting: int
    every: Sequence[Proof]


def proofs(day: date, by: Actor) -> Proofs:
    """Return what care brought until a day, over all months.

    Raises:
        NotPermitted: The actor may not see the proof.
    """
    by.must("care.proof")
    drawn = _drawn(day - LOOKED_BACK, day)
    known = [one for one in drawn if one.day + HORIZON <= day]
    parties = {one.party_id for one in known}
    trades, touched = trades_of(parties, day), _touched(parties)
    channels = [EVERY, *sorted({one.channel for one in known if one.channel})]
    told = [
        _proof(
            channel,
            [one for one in known if channel in {EVERY, one.channel}],
            trades,
            touched,
        )
        for channel in channels
    ]
    since = min((one.day for one in known), default=None)
    return Proofs(since, len(known), len(drawn) - len(known), told)


def _drawn(since: date, until: date) -> list[Drawn]:
    """Return the first draw of each party in each month; what could not wait was not drawn."""
    rows = DayEntry.objects.filter(band__gt=0, list__day__range=(since, until))
    found: dict[tuple[int, int, int], Drawn] = {}
    columns = ("party", "list__day", "list", "band", "lot", "channel")
    for party, day, drawn, band, lot, channel in (
        rows.order_by("list__day", "pk").values_list(*columns).iterator()
    ):
        key = (party, day.year, day.month)
        if key not in found:
            found[key] = Drawn(party, day, (drawn, band), lot < HALF, channel)
    return list(found.values())


def _touched(parties: set[int]) -> Mapping[int, list[datetime]]:
    """Return the moments of touches by party; what a machine sent is none."""
    rows = Touch.objects.filter(party__in=parties).exclude(kind=TouchKind.MESSAGE)
    found: dict[int, list[datetime]] = defaultdict(list)
    for party, at in rows.order_by("at", "pk").values_list("party", "at"):
        found[party].append(at)
    return found


def _proof(
    channel: str,
    rows: Sequence[Drawn],
    trades: Mapping[int, Trade],
    touched: Mapping[int, list[datetime]],
) -> Proof:
    reached = [_was_reached(one, touched.get(one.party_id, [])) for one in rows]
    days = [trades[one.party_id].days if one.party_id in trades else () for one in rows]
    ordered = [
        _between(some, one.day, one.day + HORIZON)
        for one, some in zip(rows, days, strict=True)
    ]
    active = [
        _between(some, one.day + THIRD, one.day + HORIZON)
        for one, some in zip(rows, days, strict=True)
    ]
    return Proof(
        channel, effect(_seen(rows, reached, ordered)), effect(_seen(rows, reached, active))
    )


def _seen(rows: Sequence[Drawn], reached: Sequence[bool], came: Sequence[bool]) -> Seen:
    strata = {one: place for place, one in enumerate(sorted({row.stratum for row in rows}))}
    return Seen(
        np.array([row.party_id for row in rows], dtype=np.int64),
        np.array([strata[row.stratum] for row in rows], dtype=np.int64),
        np.array([row.early for row in rows], dtype=np.bool_),
        np.array(reached, dtype=np.bool_),
        np.array(came, dtype=np.bool_),
    )


def _was_reached(drawn: Drawn, moments: Sequence[datetime]) -> bool:
    start = bisect_left(moments, start_of(drawn.day))
    return start < len(moments) and moments[start] < end_of(drawn.day + REACHED_WITHIN)


def _between(days: Sequence[date], after: date, until: date) -> bool:
    """Tell whether there was an order after a day, until another one."""
    start = bisect_right(days, after)
    return start < len(days) and days[start] <= until
