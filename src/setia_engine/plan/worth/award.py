"""What an assumed performance is paid: the reward, rounded and within the cap.

This is arithmetic for examples; the meaning of the language is in ``reference``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Growth
from setia_engine.plan.reward import (
    FlatReward,
    PerUnitReward,
    Place,
    RateReward,
    StepReward,
    Tier,
    TiersReward,
)
from setia_engine.plan.table import AmountTable, RateTable
from setia_engine.plan.worth.sales import Sales
from setia_engine.values.rounding import round_units

ZERO = Fraction(0)
Payment = Decimal | RateTable | AmountTable


def award(plan: Plan, sales: Sales, entry: str | None = None) -> Fraction:
    """Return what a party gets whose sales all fall under one entry of the tables.

    Without an entry the first one of each table holds. Rankings and races pay nothing
    here: what they pay depends on others.
    """
    return limited(plan, gross(plan, sales, entry))


def limited(plan: Plan, exact: Fraction) -> Fraction:
    """Round an award and hold it within the cap per party."""
    to = Fraction(plan.rounding.to)
    rounded = round_units(exact / to, plan.rounding.mode) * to
    cap = plan.caps.per_party
    return rounded if cap is None else min(rounded, Fraction(cap))


def gross(plan: Plan, sales: Sales, entry: str | None = None) -> Fraction:
    """Return the reward exactly, before rounding and cap."""
    measured = sales.measured(plan.measure)
    match plan.reward:
        case RateReward() as reward:
            return _by_rate(reward, sales, plan, entry)
        case PerUnitReward() as reward:
            return sales.quantity * paid(reward.per_unit, entry)
        case FlatReward() as reward:
            return Fraction(reward.flat) if measured > 0 else ZERO
        case StepReward() as reward:
            steps = int(measured / Fraction(reward.step.every))
            return steps * Fraction(reward.step.give)
        case TiersReward() as reward:
            return max(ZERO, _by_tiers(reward, sales, plan, entry))
        case _:
            return ZERO


def payment(
    item: Tier | Place, of: str | None, sales: Sales, plan: Plan, entry: str | None = None
) -> Fraction:
    """Return what one tier or place pays on these sales, exactly."""
    if item.rate is not None:
        return basis(of, sales, plan) * paid(item.rate, entry)
    if isinstance(item, Tier) and item.per_unit is not None:
        return sales.quantity * paid(item.per_unit, entry)
    return Fraction(item.flat or 0)


def basis(of: str | None, sales: Sales, plan: Plan) -> Fraction:
    """Return what a rate is a share of."""
    if of == "margin":
        return sales.margin
    if of == "increment" and isinstance(plan.measure, Growth):
        return max(ZERO, sales.measured(plan.measure.growth) - (sales.base or ZERO))
    return sales.revenue


def paid(payment: Payment, entry: str | None = None) -> Fraction:
    """Return the rate or amount that holds for an entry of a table; by default the first."""
    if isinstance(payment, Decimal):
        return Fraction(payment)
    first = next(iter(payment.values.values()))
    found = first if entry is None else payment.values.get(entry, payment.otherwise)
    return Fraction(found)


def entries(payment: Payment | None) -> Iterator[str]:
    """Yield the entries of a table; a plain payment has none."""
    if isinstance(payment, RateTable | AmountTable):
        yield from payment.values


def reached(reward: TiersReward, measured: Fraction) -> tuple[Tier, ...]:
    """Return the tiers that a value of the measure reaches, the highest last."""
    return tuple(tier for tier in reward.tiers if Fraction(tier.start) <= measured)


def _by_rate(reward: RateReward, sales: Sales, plan: Plan, entry: str | None) -> Fraction:
    by_rate = basis(reward.of, sales, plan) * paid(reward.rate, entry)
    if reward.min_per_unit is None:
        return by_rate
    return max(by_rate, Fraction(reward.min_per_unit) * sales.quantity)


def _by_tiers(reward: TiersReward, sales: Sales, plan: Plan, entry: str | None) -> Fraction:
    tiers = reached(reward, sales.measured(plan.measure))
    if not tiers:
        return ZERO
    if reward.mode == "cumulative":
        return sum((Fraction(tier.flat or 0) for tier in tiers), ZERO)
    if reward.mode == "incremental":
        return _by_slices(tiers, sales, plan)
    return payment(tiers[-1], reward.of, sales, plan, entry)


def _by_slices(tiers: tuple[Tier, ...], sales: Sales, plan: Plan) -> Fraction:
    edges = [_edge(tier, sales, plan) for tier in tiers]
    growth = isinstance(plan.measure, Growth)
    name = plan.measure.growth if isinstance(plan.measure, Growth) else plan.measure
    ends = [*edges, sales.measured(name) if growth else sales.measured(plan.measure)]
    slices = [end - edge for edge, end in pairwise(ends)]
    rates = [paid(tier.rate or tier.per_unit or Decimal(0)) for tier in tiers]
    return sum((rate * piece for rate, piece in zip(rates, slices, strict=True)), ZERO)


def _edge(tier: Tier, sales: Sales, plan: Plan) -> Fraction:
    start = Fraction(tier.start)
    return (sales.base or ZERO) * (1 + start) if isinstance(plan.measure, Growth) else start
