"""Who of many parties has most of what the next step of a running program asks.

Read from a standing and the engine's own reasons; nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from setia.awards.next_step import Ahead, steps_ahead
from setia.awards.standing import Standing
from setia.awards.told import Stood, everybody
from setia.programs.promises import promises
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import is_ratio, own_measure

NEAR = Decimal("0.8")
STEPS = frozenset({"tier", "step", "goal"})


@dataclass(frozen=True)
class NearStep:
    """A party that lacks ``more`` of a measure for the next step, and has so much of it."""

    party: str
    program: str
    measure: str
    has: Decimal
    more: Decimal
    until: date | None


def near_steps(
    standing: Standing, parties: Collection[str], day: date
) -> Iterator[NearStep]:
    """Return those who have at least four fifths of what a step of a day's window asks."""
    bound = promises()
    for program in sorted({one.code for one in bound}):
        plans = [one.plan for one in bound if one.code == program]
        yield from _of_program(standing, plans, parties, day)


def _of_program(
    standing: Standing, plans: Sequence[Plan], parties: Collection[str], day: date
) -> Iterator[NearStep]:
    rows = everybody(standing, plans[0].id)
    mine = pc.field("party_id").isin(pa.array(sorted(parties), pa.string()))
    running = (pc.field("window_from") <= day) & (
        pc.field("window_to").is_null() | (pc.field("window_to") >= day)
    )
    here = rows.filter(mine & running & pc.field("order_id").is_null())
    for row in here.to_pylist():
        stood = Stood(_plan_in(plans, row["window_from"]), row, [])
        if not is_ratio(stood.plan.measure) and (step := _nearest(stood)) is not None:
            yield NearStep(
                row["party_id"],
                row["plan_id"],
                step.measure,
                row["measure"],
                step.more,
                row["window_to"],
            )


def _plan_in(plans: Sequence[Plan], window: date) -> Plan:
    """Return the version that binds in a window: the last that had begun."""
    begun = [plan for plan in plans if plan.period.start <= window]
    return begun[-1] if begun else plans[0]


def _nearest(stood: Stood) -> Ahead | None:
    has = stood.row["measure"] or Decimal(0)
    for step in steps_ahead(stood):
        same = own_measure(stood.plan.measure) == step.measure
        if step.kind in STEPS and same and has >= NEAR * (has + step.more):
            return step
    return None
