"""Thresholds: what a party's sales lack to the next one, as a factor on all of them.

Looked up in the standing that the engine gives each party and window. Only a measure that
grows with every sale can be lifted: quantity, revenue, margin, and the growth of these.
"""

# ruff: noqa: S608 - statements are put together from our own names, never from cells

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import SUMS, Growth
from setia_engine.plan.reward import RaceReward, RankingReward, StepReward, TiersReward
from setia_engine.simulate.counted import COUNTED
from setia_engine.simulate.trial import Trial
from setia_engine.values.window import day_number

MILLION = 1_000_000
MOST_TIMES = 100
"""Who would have to sell a hundred times as much does not."""


def lifts(trial: Trial) -> dict[int, int]:
    """Return for each cell of window and party by which millionths its sales must grow.

    The cells are written into the counted lines. Cells that lack nothing are not named.
    """
    if not _can_be_lifted(trial.plan):
        return {}
    standings = trial.outcome(explain=True).standings
    if standings is None or standings.num_rows == 0:
        return {}
    cells = _cells(trial)
    found: dict[int, int] = {}
    for row in standings.to_pylist():
        cell = cells.get((day_number(row["window_from"]), row["party_id"]))
        factor = _factor(trial.plan, row)
        if cell is not None and factor is not None and 1 < factor <= MOST_TIMES:
            found[cell] = -(-factor.numerator * MILLION // factor.denominator)
    return found


def next_threshold(plan: Plan, value: Fraction) -> Fraction | None:
    """Return the lowest threshold of a reward that a measure has not reached."""
    above = [one for one in _thresholds(plan, value) if one > value]
    return min(above, default=None)


def _can_be_lifted(plan: Plan) -> bool:
    named = plan.measure.growth if isinstance(plan.measure, Growth) else plan.measure
    return named in SUMS and not plan.per_order


def _factor(plan: Plan, row: Mapping[str, Any]) -> Fraction | None:
    """Return by how much a party must grow to reach what it lacks, all conditions too."""
    lacking = [*_by_reward(plan, row), *_by_conditions(plan, row)]
    return max(lacking, default=None)


def _by_reward(plan: Plan, row: Mapping[str, Any]) -> Iterator[Fraction]:
    if row["measure"] is None:
        return
    wanted = next_threshold(plan, Fraction(row["measure"]))
    if wanted is None:
        return
    if isinstance(plan.measure, Growth):
        current, base = Fraction(row["current"] or 0), Fraction(row["base"] or 0)
        if current > 0:
            yield base * (1 + wanted) / current
    elif row["measure"] > 0:
        yield wanted / Fraction(row["measure"])


def _by_conditions(plan: Plan, row: Mapping[str, Any]) -> Iterator[Fraction]:
    for number in row["failed"]:
        condition = plan.conditions[number - 1]
        value: Decimal | None = row["condition_values"][number - 1]
        limit = condition.at_least if condition.at_least is not None else condition.above
        plain = condition.measure in SUMS and condition.scope is None
        if plain and limit is not None and value is not None and value > 0:
            # One unit of the finest measure above is enough for either comparison.
            yield (Fraction(limit) + Fraction(1, 100)) / Fraction(value)


def _thresholds(plan: Plan, value: Fraction) -> list[Fraction]:
    match plan.reward:
        case TiersReward():
            return [Fraction(tier.start) for tier in plan.reward.tiers]
        case RankingReward():
            return [Fraction(place.at_least or 0) for place in plan.reward.ranking]
        case RaceReward():
            return [Fraction(race.reach) for race in plan.reward.race]
        case StepReward():
            every = Fraction(plan.reward.step.every)
            return [(value // every + 1) * every]
        case _:
            return []


def _cells(trial: Trial) -> dict[tuple[int, str], int]:
    """Return the cells of the counted lines by the first day of the window and the party."""
    rows = trial.facts.connection.execute(
        f"SELECT DISTINCT window_from, party, cell FROM {COUNTED}"
    ).fetchall()
    ids: pa.ChunkedArray = trial.facts.parties["party_id"]
    return {(int(day), ids[int(party)].as_py()): int(cell) for day, party, cell in rows}
