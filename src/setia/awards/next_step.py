"""What more would give more: how much more of what, and what the award then comes to.

How much is lacking is told by the engine's reasons. What it gives is evaluated: a sale of that
much more, like the party's last one, is laid beside the facts, and the whole window with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from setia.awards.inquiry import Inquiry, question
from setia.awards.standing import Standing
from setia.awards.told import Stood, stood
from setia.awards.what_if import Pattern, pattern_of, sold_too, stands
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Name, own_measure
from setia_engine.plan.reward import RankingReward, RateReward, TiersReward
from setia_engine.run.explanation.reasons import Reason

Unit = Literal["money", "points", "goods"]
Kind = Literal["condition", "tier", "step", "place", "goal"]
KINDS: dict[str, Kind] = {
    "condition": "condition",
    "next_tier": "tier",
    "next_tier_of_growth": "tier",
    "next_step": "step",
    "place_asks": "place",
    "place_held": "place",
    "goal_ahead": "goal",
}
LEAST: dict[Name, Decimal] = {"quantity": Decimal(1), "revenue": Decimal(1)}
"""The least that can be sold more of each measure that a sale can be made up for."""
SMALLEST = {"quantity": Decimal("0.001"), "revenue": Decimal("0.01")}
LACKING = ("sell", "lacking", "ahead")
MOST_TRIES = 6


@dataclass(frozen=True)
class NextStep:
    """The nearest step ahead of a party: ``more`` of ``measure`` gives ``amount`` in all.

    ``gain`` is how much that is above what the party gets now. ``sold_for`` is what the
    pieces were taken to sell for, at the price of the last ones, where the award depends on
    that; elsewhere nothing.
    """

    kind: Kind
    more: Decimal
    measure: Name
    amount: Decimal
    gain: Decimal
    unit: Unit
    threshold: Decimal | None = None
    place: int | None = None
    tier: int | None = None
    sold_for: Decimal | None = None


@dataclass(frozen=True)
class Ahead:
    """One thing that is ahead: what it is, and how much of which measure it lacks."""

    kind: Kind
    more: Decimal
    measure: Name
    threshold: Decimal | None
    place: int | None = None
    tier: int | None = None


def next_step(
    standing: Standing, program: str, party: str, window: date, order_id: str = ""
) -> NextStep | None:
    """Return the nearest step that gives a party more in a window; None where none does.

    There is none where the window is over or is one order, where the award grows with every
    sale, and where more sales alone cannot bring more.

    Raises:
        NotFound: The program has no such window.
    """
    now = stood(standing, program, party, window, order_id)
    if now is None or now.plan.per_order or now.row["status"] == "final":
        return None
    ahead = steps_ahead(now)
    if not ahead:
        return None
    with Inquiry(standing, question(program, window)) as inquiry:
        pattern, before = pattern_of(inquiry, party), stands(inquiry, party)
        if pattern is None or before is None:
            return None
        for step in ahead:
            if (found := _tried(inquiry, party, step, pattern, before)) is not None:
                return found
    return None


def steps_ahead(now: Stood) -> list[Ahead]:
    """Return what is ahead by the engine's reasons, the nearest first."""
    found = [step for reason in now.reasons for step in _steps(now.plan, reason)]
    return sorted(set(found), key=lambda step: (step.more, step.kind))[:MOST_TRIES]


def _steps(plan: Plan, reason: Reason) -> Iterator[Ahead]:
    kind, values = KINDS.get(reason.code), reason.values
    if kind is None:
        return
    measure = values["measure"] if kind == "condition" else own_measure(plan.measure)
    more = next((values[name] for name in LACKING if values.get(name) is not None), None)
    # Of growth and ratios a distance is no quantity of anything that can be sold.
    if not isinstance(measure, str) or measure not in LEAST or more is None:
        return
    exact = more.quantize(SMALLEST[measure], ROUND_CEILING)
    # Past somebody else, and above a limit, it takes a little more than the distance.
    past = reason.code == "place_held" or values.get("comparison") == "above"
    for enough in (exact, exact + LEAST[measure]) if past else (exact,):
        if enough > 0:
            place, tier = values.get("place"), values.get("tier")
            yield Ahead(kind, enough, measure, _threshold(values), place, tier)


def _threshold(values: dict[str, object]) -> Decimal | None:
    for name in ("start", "reach", "limit"):
        if isinstance(value := values.get(name), Decimal):
            return value
    return None


def _tried(
    inquiry: Inquiry, party: str, step: Ahead, pattern: Pattern, before: Stood
) -> NextStep | None:
    """Evaluate a step; None where it brings nothing more."""
    by = {"quantity": step.more} if step.measure == "quantity" else {"amount": step.more}
    line = pattern.sold(**by)
    with sold_too(inquiry, line):
        after = stands(inquiry, party)
    if after is None or after.row["amount"] <= before.row["amount"]:
        return None
    plan = inquiry.asked.plan
    priced = step.measure == "quantity" and _depends_on_price(plan)
    return NextStep(
        kind=step.kind,
        more=step.more,
        measure=step.measure,
        amount=after.row["amount"],
        gain=after.row["amount"] - before.row["amount"],
        unit=plan.settlement.given,
        threshold=step.threshold,
        place=after.row["place"] or step.place,
        tier=after.row["tier"] or step.tier,
        sold_for=line.amount if priced else None,
    )


def _depends_on_price(plan: Plan) -> bool:
    """Tell whether an award is a share of what was sold, not only a matter of how much."""
    reward = plan.reward
    if isinstance(reward, TiersReward):
        return any(tier.rate is not None for tier in reward.tiers)
    if isinstance(reward, RankingReward):
        return any(place.rate is not None for place in reward.ranking)
    return isinstance(reward, RateReward)
