"""A trial: a plan on its stretch of history, evaluated by the engine that will pay it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.period import Period
from setia_engine.plan.terms import HOUSE
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import Outcome, evaluate
from setia_engine.simulate.stretch import Stretch, moved, shifted


@dataclass(frozen=True)
class Cost:
    """What a plan comes to, and the part of it that the business bears itself.

    In minor units of what the plan gives: money, points or goods.
    """

    amount: int
    house: int


@dataclass(frozen=True)
class Trial:
    """A plan moved onto history, with the plans of its stacking group."""

    plan: Plan
    stretch: Stretch
    group: tuple[Plan, ...]
    facts: LaidFacts
    as_of: datetime

    def outcome(
        self, lines: str | None = None, *, explain: bool = False, plan: Plan | None = None
    ) -> Outcome:
        """Evaluate the plan, over a table of changed lines where one is named."""
        own = self.plan if plan is None else plan
        zone = own.period.timezone
        facts = self.facts
        if lines is not None:
            facts = replace(facts, lines={**facts.lines, zone: lines})
        found = evaluate(
            [own, *self.group], facts, DuckDBEngine(facts), self.as_of, explain=explain
        )
        return next(outcome for outcome in list(found) if outcome.plan.id == own.id)

    def cost(self, lines: str | None = None) -> Cost:
        """Return what the plan costs over its sales, or over changed ones."""
        return cost_of(self.outcome(lines))


def on_history(
    plan: Plan, others: Sequence[Sequence[Plan]], stretch: Stretch
) -> tuple[Plan, tuple[Plan, ...], list[list[Plan]]]:
    """Move a plan and those that bind beside it; tell its stacking group from the rest.

    The group is looked at over the plan's own days, the rest keep the length of theirs.
    """
    own = _over(plan, moved(plan.period, stretch))
    group: list[Plan] = []
    rest: list[list[Plan]] = []
    for run in others:
        apart: list[Plan] = []
        for one in run:
            if one.id == plan.id:
                continue
            if _are_stacked(plan, one):
                group.append(_over(one, own.period))
            else:
                apart.append(_over(one, shifted(one.period, stretch)))
        if there := [one for one in apart if _overlaps(one, stretch)]:
            rest.append(there)
    return own, tuple(group), rest


def cost_of(outcome: Outcome) -> Cost:
    """Return what the awards of an outcome come to."""
    funding = outcome.funding
    house = funding.filter(pc.equal(funding["funder"], HOUSE))
    return Cost(minor(outcome.awards["amount"]), minor(house["amount"]))


def minor(column: pa.ChunkedArray) -> int:
    """Sum a column of money exactly, in minor units."""
    total: Decimal | None = pc.sum(column).as_py()
    return 0 if total is None else int(total.scaleb(2))


def house_share(plan: Plan) -> Fraction:
    """Return the share of each award that the business bears itself."""
    return 1 - sum(
        (Fraction(one.share) for one in plan.funding if one.party != HOUSE), Fraction(0)
    )


def _over(plan: Plan, period: Period) -> Plan:
    return plan.model_copy(update={"period": period})


def _overlaps(plan: Plan, stretch: Stretch) -> bool:
    ends = plan.period.end
    return plan.period.start <= stretch.end and (ends is None or ends >= stretch.start)


def _are_stacked(plan: Plan, other: Plan) -> bool:
    if plan.stacking is None or other.stacking is None:
        return False
    same = plan.stacking.group == other.stacking.group
    return same and plan.period == other.period
