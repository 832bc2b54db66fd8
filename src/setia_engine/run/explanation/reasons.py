"""Reasons: why an award is not more, or nothing, and what is lacking for the next step.

Each reason is a code with its numbers; a distance is told in the measure's own unit, for
growth also as what must still be sold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Growth
from setia_engine.plan.reward import (
    FlatReward,
    RaceReward,
    RankingReward,
    StepReward,
    Tier,
    TiersReward,
)
from setia_engine.run.explanation.told import Row

ZERO = Decimal(0)


@dataclass(frozen=True)
class Reason:
    """One reason: its code, and the numbers and names that its sentence is filled with."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


def reasons(plan: Plan, row: Row, rivals: Sequence[Row]) -> list[Reason]:
    """Return why this row is not more, the heaviest reason first."""
    failed = list(_failed(plan, row))
    undefined = [Reason("undefined")] if row["measure"] is None else []
    taken = list(_taken(plan, row))
    return [*undefined, *failed, *taken, *_next_step(plan, row, rivals)]


def _failed(plan: Plan, row: Row) -> Iterator[Reason]:
    for number in row["failed"]:
        condition = plan.conditions[number - 1]
        value = row["condition_values"][number - 1]
        lacking = None if value is None else abs(condition.limit - value)
        yield Reason(
            "condition",
            {
                "number": number,
                "measure": condition.measure,
                "comparison": condition.comparison,
                "limit": condition.limit,
                "value": value,
                "lacking": lacking,
            },
        )


def _taken(plan: Plan, row: Row) -> Iterator[Reason]:
    """Tell what cap, stacking and budget took."""
    if row["after_cap"] != row["gross"]:
        yield Reason(
            "cap", {"took": row["gross"] - row["after_cap"], "cap": plan.caps.per_party}
        )
    if row["after_stacking"] != row["after_cap"] and plan.stacking is not None:
        took = row["after_cap"] - row["after_stacking"]
        yield Reason("stacking", {"took": took, "group": plan.stacking.group})
    if row["amount"] != row["after_stacking"]:
        took = row["after_stacking"] - row["amount"]
        yield Reason("budget", {"took": took, "budget": plan.caps.budget})


def _next_step(plan: Plan, row: Row, rivals: Sequence[Row]) -> list[Reason]:
    if row["measure"] is None:
        return []
    reward = plan.reward
    if isinstance(reward, TiersReward):
        return _next_tier(plan, reward, row)
    if isinstance(reward, StepReward):
        return _next_whole_step(reward, row)
    if isinstance(reward, RankingReward):
        return _better_place(reward, row, rivals)
    if isinstance(reward, RaceReward):
        return _goals_ahead(reward, row)
    if isinstance(reward, FlatReward):
        return [Reason("full" if row["measure"] > 0 else "not_above_zero")]
    return []


def _next_tier(plan: Plan, reward: TiersReward, row: Row) -> list[Reason]:
    ahead = [tier for tier in reward.tiers if tier.start > row["measure"]]
    if not ahead:
        return [Reason("highest_tier", {"tier": len(reward.tiers)})]
    tier = ahead[0]
    values = {
        "tier": reward.tiers.index(tier) + 1,
        "start": tier.start,
        "lacking": tier.start - row["measure"],
        "pays": tier,
    }
    if isinstance(plan.measure, Growth):
        return [Reason("next_tier_of_growth", values | {"sell": _still_to_sell(row, tier)})]
    return [Reason("next_tier", values)]


def _still_to_sell(row: Row, tier: Tier) -> Decimal:
    return Decimal(row["base"] * (1 + tier.start) - row["current"])


def _next_whole_step(reward: StepReward, row: Row) -> list[Reason]:
    every = reward.step.every
    steps = (row["measure"] / every).to_integral_value(ROUND_FLOOR)
    lacking = every * (steps + 1) - row["measure"]
    return [Reason("next_step", {"lacking": lacking, "gives": reward.step.give})]


def _better_place(reward: RankingReward, row: Row, rivals: Sequence[Row]) -> list[Reason]:
    if row["place"] == 1:
        return [Reason("first_place")]
    target = reward.ranking[(row["place"] or len(reward.ranking) + 1) - 2]
    minimum = target.at_least or ZERO
    found: list[Reason] = []
    if row["measure"] < minimum or (target.at_least is None and row["measure"] <= 0):
        lacking = max(minimum - row["measure"], ZERO)
        found.append(Reason("place_asks", {"place": target.place, "lacking": lacking}))
    holder = next((other for other in rivals if other["place"] == target.place), None)
    if holder is not None:
        ahead = holder["measure"] - row["measure"]
        found.append(Reason("place_held", {"place": target.place, "ahead": ahead}))
    return found


def _goals_ahead(reward: RaceReward, row: Row) -> list[Reason]:
    found = []
    for number, race in enumerate(reward.race, start=1):
        if number in row["won"]:
            continue
        if row["measure"] < race.reach:
            lacking = race.reach - row["measure"]
            found.append(Reason("goal_ahead", {"reach": race.reach, "lacking": lacking}))
        else:
            found.append(
                Reason("goal_reached", {"reach": race.reach, "winners": race.winners})
            )
    return found
