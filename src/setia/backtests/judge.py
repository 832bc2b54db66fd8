"""What follows from the findings: the verdict, the profit, and what to do next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from setia.backtests.designs import HOLDOUT, TERRITORIES
from setia.backtests.report import (
    CANNOT,
    TOLD,
    UNSURE,
    Checks,
    Range,
    Report,
    Side,
    Step,
    range_of,
)
from setia.backtests.study.contrast import Estimate
from setia.backtests.study.findings import Findings
from setia.backtests.study.stack import (
    AFTER,
    BEFORE,
    DURING,
    MARGIN,
    MATCH,
    NEAR,
    OTHER,
    QUANTITY,
    RETURNED,
    SCOPE,
    Stack,
)
from setia.backtests.timeline import Piece

WHOLE = 10_000
SPANS = {SCOPE: DURING, NEAR: NEAR, AFTER: AFTER, QUANTITY: DURING, OTHER: DURING}
"""Over which time an effect is a share of what would have been sold anyway."""
Laid = tuple[list[Stack], list[tuple[Piece, ...]]]


@dataclass(frozen=True)
class Costs:
    """What the program gave in all and to those compared, each with the house's own part.

    None where it was not money.
    """

    minor: int | None
    house_minor: int | None
    margin_known: bool
    compared: tuple[int, int] = (0, 0)


def judged(
    told: Report, findings: Findings, costs: Costs, laid: Laid | tuple[()]
) -> Report:
    """Put findings, costs and verdict into the report."""
    told = replace(told, cost_minor=costs.minor, house_cost_minor=costs.house_minor)
    told = replace(told, reasons=(*told.reasons, *findings.doubts))
    if laid:
        told = _with_sides(told, laid[0])
    if SCOPE in findings.effects:
        told = _with_effects(told, findings, costs, laid)
    verdict, more = _verdict(told, costs)
    told = replace(told, verdict=verdict, reasons=(*told.reasons, *more))
    return replace(told, advice=_advice(told))


def _with_effects(
    told: Report, findings: Findings, costs: Costs, laid: Laid | tuple[()]
) -> Report:
    stacks, cut = laid or ([], [])
    effects = {}
    for name, found in findings.effects.items():
        rounded = range_of(found, _anyway(stacks, name, found))
        unknown = name == MARGIN and not costs.margin_known
        if rounded is not None and not unknown and _is_there(stacks, name):
            effects[name] = rounded
    told = replace(
        told,
        effects=effects,
        path=_steps(findings.path, cut),
        checks=_checks(findings),
        compared_cost_minor=costs.compared[0] if costs.minor is not None else None,
        cautions=_cautions(told, effects),
    )
    if costs.minor is None:
        return told
    told = replace(told, per_extra=_per_extra(costs.compared[0], effects[SCOPE]))
    if MARGIN in effects:
        told = replace(told, profit=_profit(effects[MARGIN], costs.compared[1]))
    return told


def _anyway(stacks: Sequence[Stack], name: str, found: Estimate) -> float | None:
    """Return what would have been sold without the program, by the estimate."""
    if name not in SPANS:
        return None
    outcome = name if name in {SCOPE, OTHER, QUANTITY} else SCOPE
    seen = sum(
        float(one.amounts[outcome][one.treated][:, one.is_in(SPANS[name])].sum())
        for one in stacks
    )
    return seen - found.total


def _is_there(stacks: Sequence[Stack], name: str) -> bool:
    """Tell whether anything happened that an effect could be about."""
    outcome = SCOPE if name in {NEAR, AFTER} else name
    span = {RETURNED: AFTER, MARGIN: DURING}.get(name) or SPANS[name]
    return any(one.amounts[outcome][:, one.is_in(span)].any() for one in stacks)


def _steps(path: Sequence[Estimate], cut: Sequence[Sequence[Piece]]) -> tuple[Step, ...]:
    if not cut:
        return ()
    return tuple(
        Step(piece.start.isoformat(), piece.end.isoformat(), piece.span, range_of(estimate))
        for piece, estimate in zip(cut[0], path, strict=False)
        if piece.span != MATCH
    )


def _checks(findings: Findings) -> Checks | None:
    found = findings.alike
    if found is None or not isfinite(found.pretended):
        return None
    return Checks(
        slope=_ten_thousandths(found.slope),
        blocks=_ten_thousandths(found.blocks),
        placebo=_ten_thousandths(found.placebo),
        pretended=_ten_thousandths(found.pretended),
        since=None if found.since is None else _ten_thousandths(found.since),
    )


def _ten_thousandths(share: float) -> int:
    return round(share * WHOLE) if isfinite(share) else WHOLE


def _with_sides(told: Report, stacks: Sequence[Stack]) -> Report:
    sides = []
    for ours in (True, False):
        # A territory that waits is held against every cohort, and counts once.
        counted: dict[str, int] = {}
        for one in stacks:
            for unit in np.unique(one.units[one.treated == ours]):
                rows = (one.units == unit) & (one.treated == ours)
                counted[str(unit)] = int(rows.sum())
        sums = [
            sum(
                round(
                    float(one.amounts[SCOPE][one.treated == ours][:, one.is_in(span)].sum())
                )
                for one in (stacks if ours else stacks[:1])
            )
            for span in (BEFORE, DURING)
        ]
        sides.append(Side(sum(counted.values()), len(counted), *sums))
    return replace(told, ours=sides[0], others=sides[1])


def _profit(margin: Range, cost: int) -> Range:
    return Range(margin.best - cost, margin.low - cost, margin.high - cost)


def _per_extra(cost: int, effect: Range) -> Range | None:
    """Return the cost of each extra unit of revenue; no number where there may be none."""
    if effect.low <= 0 or cost < 0:
        return None
    best, low, high = (
        round(cost * WHOLE / one) for one in (effect.best, effect.high, effect.low)
    )
    return Range(best, low, high)


def _verdict(told: Report, costs: Costs) -> tuple[str, tuple[str, ...]]:
    if told.reasons or SCOPE not in told.effects:
        return CANNOT, ()
    if told.profit is None:
        return TOLD, ("not_money",) if costs.minor is None else ("costs_missing",)
    if told.profit.low < 0 < told.profit.high:
        return UNSURE, ("profit_or_loss",)
    return TOLD, ()


def _cautions(told: Report, effects: Mapping[str, Range]) -> tuple[str, ...]:
    found = [*told.cautions]
    for name, code in (
        (NEAR, "near_before"),
        (AFTER, "after_dip"),
        (OTHER, "other_products"),
        (RETURNED, "returned_later"),
    ):
        if name in effects and effects[name].leaves_zero_out:
            down = effects[name].best < 0
            found.append(f"{code}_{'less' if down else 'more'}")
    if told.design not in {HOLDOUT, None}:
        found.append("not_drawn")
    return tuple(found)


def _advice(told: Report) -> tuple[str, ...]:
    found = []
    if told.design != HOLDOUT:
        found.append("hold_out_next")
    if set(told.reasons) & {"everyone_eligible", "too_few_territories"}:
        found.append("stagger_next")
    if "profit_or_loss" in told.reasons and told.design == HOLDOUT:
        found.append("run_longer")
    if set(told.reasons) & {"costs_missing"}:
        found.append("fill_costs")
    if told.design == TERRITORIES and told.verdict == CANNOT:
        found.append("stagger_next")
    return tuple(dict.fromkeys(found))
