"""Adjust: rounding, the cap per party, stacking, the budget, in this order.

From here on a row's worth is a whole number of rounding units, and every step only takes
something away from positive awards. What each step left is kept, so that an award can say
what a cap took.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from setia_engine.plan.document import Plan
from setia_engine.stages.arithmetic.exact import (
    Mask,
    Whole,
    minus,
    round_units,
    running_total,
    scale,
    share_out,
    total,
)
from setia_engine.stages.calendar import last_day
from setia_engine.stages.measured import Codes, Measured, Paid
from setia_engine.values.numbers import inverse, units_of, worth
from setia_engine.values.window import Window

WindowOfParty = tuple[Window, str | None, int]
"""What tells awards of several plans to be for the same thing: window, order, party."""


@dataclass
class Award:
    """The awards of one plan, row by row, in units of its rounding.

    ``gross`` is after rounding; ``capped``, ``stacked`` and ``amount`` are what the cap per
    party, stacking and the budget left of it.
    """

    plan: Plan
    measured: Measured
    paid: Paid
    gross: Whole
    capped: Whole
    stacked: Whole = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    amount: Whole = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.measured)


def rounded_and_capped(plan: Plan, measured: Measured, paid: Paid) -> Award:
    """Round each row once, then hold positive ones to the cap per party."""
    units = round_units(
        scale(paid.money, inverse(Fraction(plan.rounding.to))), plan.rounding.mode
    )
    gross = np.where(measured.open, units, 0)
    cap = plan.caps.per_party
    capped = gross if cap is None else np.minimum(gross, units_of(cap, plan.rounding.to))
    return Award(plan, measured, paid, gross, capped, stacked=capped, amount=capped)


def stack(group: Sequence[Award]) -> None:
    """Let each party keep one positive award of a group in each window."""
    ranked = sorted(group, key=lambda award: award.plan.id)
    keep_best = (
        ranked[0].plan.stacking is not None and ranked[0].plan.stacking.keep == "best"
    )
    if not keep_best:
        ranked.sort(
            key=lambda award: award.plan.stacking.priority if award.plan.stacking else 0
        )
    best: dict[WindowOfParty, tuple[Fraction, int]] = {}
    for place, award in enumerate(ranked):
        for _, key, amount in _positive_rows(award):
            held = best.get(key)
            if held is None or (keep_best and amount > held[0]):
                best[key] = (amount, place)
    for place, award in enumerate(ranked):
        award.stacked = award.capped.copy()
        for row, key, _ in _positive_rows(award):
            if best[key][1] != place:
                award.stacked[row] = 0
        award.amount = award.stacked


def _positive_rows(award: Award) -> list[tuple[int, WindowOfParty, Fraction]]:
    measured, to = award.measured, Fraction(award.plan.rounding.to)
    orders = measured.order_ids
    rows = []
    for row in np.flatnonzero(award.capped > 0):
        order = None if orders is None else orders[int(measured.order[row])].as_py()
        key = (measured.windows[int(measured.window[row])], order, int(measured.party[row]))
        rows.append((int(row), key, worth(int(award.capped[row]), to)))
    return rows


def hold_to_budget(award: Award) -> None:
    """Keep the sum of a plan's positive awards within its budget."""
    caps = award.plan.caps
    if caps.budget is None:
        return
    budget = units_of(caps.budget, award.plan.rounding.to)
    positive = np.asarray(award.stacked > 0, dtype=bool)
    if total(award.stacked[positive]) <= budget:
        return
    award.amount = award.stacked.copy()
    kept = _prorated if caps.on_budget == "prorate" else _first_come
    award.amount[positive] = kept(award, positive, budget)


def _prorated(award: Award, positive: Mask, budget: int) -> Whole:
    measured = award.measured
    by = (measured.order[positive], measured.window[positive], measured.party[positive])
    return share_out(budget, award.stacked[positive], _places(np.lexsort(by)))


def _first_come(award: Award, positive: Mask, budget: int) -> Whole:
    measured = award.measured
    ends = np.array([last_day(window) for window in measured.windows], dtype=np.int64)
    by = (
        measured.order[positive],
        measured.party[positive],
        measured.last_us[positive],
        ends[measured.window[positive]],
    )
    order = np.lexsort(by)
    wanted = award.stacked[positive][order]
    before = minus(running_total(wanted), wanted)
    paid = np.clip(minus(np.full(len(wanted), budget), before), 0, wanted)
    return np.asarray(paid[_places(order)])


def _places(order: Codes) -> Codes:
    """Return each row's place in an order."""
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places
