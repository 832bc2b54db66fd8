"""What a past program did: while it ran, customers took a piece more than they would have.

The program is in ``plans/c14-cashback-pelanggan.yaml``; a part of the customers, drawn at
random, went without it. It has a true effect, so that looking back at it has something to
find; everything else is drawn as if it had never been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from setia.demo.chance import stream
from setia.demo.parties import Roster
from setia.demo.sales.lines import Lines
from setia.demo.sales.moments import Register
from setia.demo.sales.orders import Flow
from setia.demo.seasons import first_day_of

PERCENT = 25
ONE_MORE = 0.75
"""How often a customer takes a piece more; a line mostly holds one or two."""


def days_of_past_program(last_day: date) -> tuple[date, date]:
    """Return its first day and the day after its last: two months, over for more than four."""
    month = last_day.replace(day=1)
    return first_day_of(month, 6), first_day_of(month, 4)


def held_out(seed: int, customers: Sequence[str]) -> list[str]:
    """Draw the customers who went without, from their ids in order."""
    ids = sorted(customers)
    drawn = stream(seed, "held out").permutation(len(ids))[: len(ids) * PERCENT // 100]
    return sorted(ids[int(place)] for place in drawn)


def with_past_program(
    seed: int, lines: Lines, register: Register, roster: Roster, span: tuple[date, date]
) -> Lines:
    """Let customers who had the program take more while it ran."""
    first_day, last_day = span
    begins, over = ((day - first_day).days for day in days_of_past_program(last_day))
    orders = register.orders
    customers = roster.of("customer")
    without = set(held_out(seed, [str(one) for one in roster.ids[customers]]))
    ours = np.array([one for one in customers if str(roster.ids[one]) not in without])
    then = (orders.day >= begins) & (orders.day < over)
    theirs = np.isin(orders.flow, (Flow.RETAIL, Flow.COUNTER))
    rewarded = np.isin(orders.buyer, ours) & then & theirs
    drawn = stream(seed, "past program").random(len(lines.pieces)) < ONE_MORE
    return replace(lines, pieces=lines.pieces + (rewarded[lines.order] & drawn))
