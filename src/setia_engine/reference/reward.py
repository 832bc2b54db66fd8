"""Rewards that a party earns by itself: rate, per unit, flat, step and tiers.

Each says the exact sum and, in the same breath, what every line has to do with it: a
reward that is earned line by line weighs lines by what they earn, any other one by their
part of the measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from setia_engine.plan.reward import (
    FlatReward,
    Of,
    PerUnitReward,
    RateReward,
    StepReward,
    TiersReward,
)
from setia_engine.plan.table import AmountTable, RateTable
from setia_engine.reference.lines import Sale
from setia_engine.reference.measure import ZERO, part_of
from setia_engine.reference.performance import Performance


@dataclass(frozen=True)
class Part:
    """One line of an explanation: what it is weighed on and its weight in the sum."""

    sale: Sale
    basis: Fraction
    weight: Fraction


@dataclass(frozen=True)
class Earned:
    """What a reward comes to, exactly, with the lines that carry it."""

    exact: Fraction
    parts: Sequence[Part] = ()
    tier: int | None = None
    place: int | None = None

    @property
    def not_below_zero(self) -> Earned:
        return replace(self, exact=max(ZERO, self.exact))


NOTHING = Earned(ZERO)


def earned_alone(performance: Performance) -> Earned:
    """Return what a party earns whatever others do; the tier reached is always told."""
    if not performance.earns:
        return Earned(ZERO, tier=tier_reached(performance))
    reward, earned = performance.plan.reward, NOTHING
    match reward:
        case RateReward():
            earned = by_rate(performance, reward.rate, reward.of, reward.min_per_unit)
        case PerUnitReward():
            earned = by_unit(performance, reward.per_unit)
        case FlatReward():
            won = Fraction(reward.flat) if performance.value > 0 else ZERO
            earned = by_measure(performance, won)
        case StepReward():
            steps = int(performance.value / Fraction(reward.step.every))
            earned = by_measure(performance, steps * Fraction(reward.step.give))
        case TiersReward():
            earned = by_tiers(performance, reward).not_below_zero
    return replace(earned, tier=tier_reached(performance))


def tier_reached(performance: Performance) -> int | None:
    """Return the number of the highest tier reached, from 1; nothing below the first."""
    reward = performance.plan.reward
    if not isinstance(reward, TiersReward) or performance.measured.value is None:
        return None
    starts = (Fraction(tier.start) for tier in reward.tiers)
    return sum(start <= performance.value for start in starts) or None


def by_rate(
    performance: Performance,
    rate: Decimal | RateTable,
    of: Of | None,
    min_per_unit: Decimal | None = None,
) -> Earned:
    """Pay a share of revenue or margin, line by line, or of the increment over the base."""
    if of == "increment":
        return by_measure(performance, value_for(rate) * performance.measured.increment)
    basis = _margin if of == "margin" else _revenue
    least = None if min_per_unit is None else Fraction(min_per_unit)
    return _line_by_line(
        performance,
        basis,
        lambda sale: lifted(value_for(rate, sale) * basis(sale), sale.quantity, least),
    )


def by_unit(performance: Performance, per_unit: Decimal | AmountTable) -> Earned:
    """Pay an amount times quantity, line by line."""
    return _line_by_line(
        performance, _quantity, lambda sale: value_for(per_unit, sale) * sale.quantity
    )


def by_measure(performance: Performance, exact: Fraction) -> Earned:
    """Pay one sum that its lines carry by their part of the measure.

    Where ``reward.scope`` leaves no line to carry it, the counted lines do.
    """
    parts = (
        (sale, part_of(performance.plan.measure, sale))
        for sale in performance.paid or performance.counted
    )
    return Earned(exact, [Part(sale, part, part) for sale, part in parts])


def lifted(reward: Fraction, quantity: Fraction, least: Fraction | None) -> Fraction:
    """Lift a line's reward to at least ``least`` a unit, a return's to at most that."""
    if least is None or quantity == 0:
        return reward
    pick = max if quantity > 0 else min
    return pick(reward, least * quantity)


def value_for(
    rate: Decimal | RateTable | AmountTable | None, sale: Sale | None = None
) -> Fraction:
    """Return the rate, or the amount per unit, that holds for a line; none is 0."""
    if not isinstance(rate, RateTable | AmountTable):
        return Fraction(rate or 0)
    value = sale.attributes[rate.by] if sale else None
    found = rate.values.get(value.strip()) if value else None
    return Fraction(rate.otherwise if found is None else found)


def by_tiers(performance: Performance, reward: TiersReward) -> Earned:
    """Pay what the bands reached say; below the first nothing is paid."""
    reached = reward.tiers[: tier_reached(performance) or 0]
    if not reached:
        return NOTHING
    if reward.mode == "incremental":
        return by_slices(performance, reward)
    if reward.mode == "cumulative":
        flats = (Fraction(tier.flat or 0) for tier in reached)
        return by_measure(performance, sum(flats, ZERO))
    tier = reached[-1]
    return payment(performance, tier.rate, tier.per_unit, tier.flat, reward.of)


def payment(
    performance: Performance,
    rate: Decimal | RateTable | None,
    per_unit: Decimal | AmountTable | None,
    flat: Decimal | None,
    of: Of | None,
) -> Earned:
    """Pay what one tier or place promises: exactly one of the three."""
    if rate is not None:
        return by_rate(performance, rate, of)
    if per_unit is not None:
        return by_unit(performance, per_unit)
    return by_measure(performance, Fraction(flat or 0))


def by_slices(performance: Performance, reward: TiersReward) -> Earned:
    """Pay each slice of the measure between thresholds at its own rate.

    With growth the slices lie between base × (1 + ``from``). A line weighs what the
    running measure earns with it less what it earned without it.
    """
    base = performance.measured.base
    starts = [Fraction(tier.start) for tier in reward.tiers]
    edges = starts if base is None else [base * (1 + start) for start in starts]
    ends = [*edges[1:], None]
    rates = [value_for(tier.rate) + value_for(tier.per_unit) for tier in reward.tiers]

    def worth(measure: Fraction) -> Fraction:
        slices = (
            max(ZERO, (measure if end is None else min(measure, end)) - edge)
            for edge, end in zip(edges, ends, strict=True)
        )
        return sum((rate * piece for rate, piece in zip(rates, slices, strict=True)), ZERO)

    running, parts = ZERO, []
    for sale in performance.counted:
        part = part_of(performance.plan.measure, sale)
        parts.append(Part(sale, part, worth(running + part) - worth(running)))
        running += part
    return Earned(worth(running), parts)


def _line_by_line(
    performance: Performance,
    basis: Callable[[Sale], Fraction],
    earns: Callable[[Sale], Fraction],
) -> Earned:
    parts = [Part(sale, basis(sale), earns(sale)) for sale in performance.paid]
    return Earned(sum((part.weight for part in parts), ZERO), parts)


def _revenue(sale: Sale) -> Fraction:
    return sale.amount


def _margin(sale: Sale) -> Fraction:
    return sale.margin or ZERO


def _quantity(sale: Sale) -> Fraction:
    return sale.quantity
