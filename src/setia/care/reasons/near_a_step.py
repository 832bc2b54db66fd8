"""A little more would give somebody the next step of a running program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from setia.awards.next_step import Ahead, steps_ahead
from setia.awards.standing import Standing, latest_standing
from setia.awards.told import Stood, everybody
from setia.care.reasons.found import Found, Looked
from setia.programs.promises import promises
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import is_ratio, own_measure

NEAR = Decimal("0.8")
STEPS = frozenset({"tier", "step", "goal"})


def near_a_step(looked: Looked) -> Iterator[Found]:
    """Find those who have at least four fifths of what the next step asks."""
    standing = latest_standing()
    if standing is None:
        return
    codes = {party.code: key for key, party in looked.parties.items()}
    bound = promises()
    for program in sorted({one.code for one in bound}):
        plans = [one.plan for one in bound if one.code == program]
        yield from _of_program(standing, plans, codes, looked)


def _of_program(
    standing: Standing, plans: Sequence[Plan], codes: dict[str, int], looked: Looked
) -> Iterator[Found]:
    rows = everybody(standing, plans[0].id)
    mine = pc.field("party_id").isin(pa.array(list(codes), pa.string()))
    running = (pc.field("window_from") <= looked.day) & (
        pc.field("window_to").is_null() | (pc.field("window_to") >= looked.day)
    )
    here = rows.filter(mine & running & pc.field("order_id").is_null()).to_pylist()
    for row in here:
        stood = Stood(_plan_in(plans, row["window_from"]), row, [])
        if not is_ratio(stood.plan.measure) and (step := _nearest(stood)) is not None:
            yield Found(codes[row["party_id"]], "near_a_step", _figures(row, step))


def _plan_in(plans: Sequence[Plan], window: date) -> Plan:
    """Return the version that binds in a window: the last that had begun."""
    begun = [plan for plan in plans if plan.period.start <= window]
    return begun[-1] if begun else plans[0]


def _figures(row: dict[str, Any], step: Ahead) -> dict[str, str]:
    params = {"program": row["plan_id"], **_amounts(row["measure"], step)}
    if row["window_to"] is not None:
        params["until_on"] = row["window_to"].isoformat()
    return params


def _amounts(has: Decimal, step: Ahead) -> dict[str, str]:
    """Write money in hundredths, and what is counted as it is."""
    if step.measure == "revenue":
        return {
            "has_minor": str(int(has.scaleb(2))),
            "more_minor": str(int(step.more.scaleb(2))),
        }
    return {"has": f"{has.normalize():f}", "more": f"{step.more.normalize():f}"}


def _nearest(stood: Stood) -> Ahead | None:
    has = stood.row["measure"] or Decimal(0)
    for step in steps_ahead(stood):
        same = own_measure(stood.plan.measure) == step.measure
        if step.kind in STEPS and same and has >= NEAR * (has + step.more):
            return step
    return None
