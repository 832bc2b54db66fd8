"""Plain cases of a plan: sales that a reader can follow, and what they are paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import COUNTS, Growth, Name, own_measure
from setia_engine.plan.reward import (
    FlatReward,
    PerUnitReward,
    Place,
    RaceReward,
    RankingReward,
    RateReward,
    StepReward,
    Tier,
    TiersReward,
)
from setia_engine.plan.table import AmountTable, RateTable
from setia_engine.plan.worth.award import award, limited, paid, payment
from setia_engine.plan.worth.sales import Sales, sales_at, usual_value
from setia_engine.plan.worth.span import allowed

ONE = Fraction(1)


@dataclass(frozen=True)
class Case:
    """Assumed sales and what they are paid.

    ``told`` names the sums that matter, in the order in which they are told; ``table`` is
    the one whose first entry holds for everything; ``place`` is the rank, in a ranking.
    """

    sales: Sales
    award: Fraction
    told: Sequence[Name | Growth]
    table: RateTable | AmountTable | None = None
    place: int | None = None


def cases(plan: Plan) -> list[Case]:
    """Return cases that show how a plan pays, in order; a race has none."""
    match plan.reward:
        case RateReward() as rate:
            return list(_rate_cases(plan, rate))
        case PerUnitReward() as per_unit:
            sales = sales_at("quantity", _value(plan, "quantity"))
            return [_case(plan, sales, ["quantity"], per_unit.per_unit)]
        case StepReward() as step:
            return [_case(plan, _few_steps(plan, step), [plan.measure])]
        case TiersReward() as tiers:
            return _tier_cases(plan, tiers)
        case RankingReward() as ranking:
            return list(_place_cases(plan, ranking))
        case FlatReward():
            sales = sales_at(plan.measure, _value(plan, plan.measure))
            return [_case(plan, sales, [plan.measure])]
    return []


def usual_case(plan: Plan) -> Case:
    """Return one case that shows a plan well: the one that pays most."""
    if isinstance(plan.reward, RaceReward):
        highest = max(Fraction(race.reach) for race in plan.reward.race)
        return Case(sales_at(plan.measure, highest), race_total(plan), (plan.measure,))
    return max(cases(plan), key=lambda case: case.award)


def race_total(plan: Plan) -> Fraction:
    """Return what a party gets that wins every race."""
    races = plan.reward.race if isinstance(plan.reward, RaceReward) else ()
    return limited(plan, sum((Fraction(race.flat) for race in races), Fraction(0)))


def paid_on(item: Tier | Place, of: str | None) -> Name | None:
    """Return the sum that a tier or a place pays on; a flat amount is paid on none."""
    if item.rate is not None:
        return None if of == "increment" else "margin" if of == "margin" else "revenue"
    return "quantity" if isinstance(item, Tier) and item.per_unit is not None else None


def _case(
    plan: Plan,
    sales: Sales,
    told: Sequence[Name | Growth],
    pays: object = None,
) -> Case:
    table = pays if isinstance(pays, RateTable | AmountTable) else None
    return Case(sales, award(plan, sales), tuple(told), table)


def _told(plan: Plan, basis: Name | None) -> list[Name | Growth]:
    """Return the sums to be told: the measure, and what is paid on where that is another."""
    if basis is None or basis == own_measure(plan.measure):
        return [plan.measure]
    return [plan.measure, basis]


def _value(plan: Plan, measure: Name | Growth, value: Fraction | None = None) -> Fraction:
    """Return a plain value of a measure that the plan's conditions allow."""
    wish = usual_value(measure) if value is None else value
    ratio = isinstance(measure, Growth) or measure == "margin_rate"
    step = Fraction(1, 100) if ratio else ONE
    return allowed(plan, measure, plan.scope).nearest(wish, step)


def _rate_cases(plan: Plan, reward: RateReward) -> Iterator[Case]:
    if reward.of == "increment":
        sales = sales_at(plan.measure, _value(plan, plan.measure))
        yield _case(plan, sales, [plan.measure], reward.rate)
        return
    rate = paid(reward.rate)
    if reward.min_per_unit is None or rate == 0:
        basis: Name = "margin" if reward.of == "margin" else "revenue"
        yield _case(plan, sales_at(basis, _value(plan, basis)), [basis], reward.rate)
        return
    even = Fraction(reward.min_per_unit) / rate
    for price in (even * Fraction(4, 5), even * Fraction(4, 3)):
        yield _one_piece(plan, reward, Fraction(round(price)))


def _one_piece(plan: Plan, reward: RateReward, price: Fraction) -> Case:
    """Return the case of one piece whose price, or whose margin, is given."""
    basis: Name = "margin" if reward.of == "margin" else "revenue"
    sales = replace(sales_at(basis, price), quantity=ONE)
    return _case(plan, sales, ["quantity", basis], reward.rate)


def _few_steps(plan: Plan, reward: StepReward) -> Sales:
    """Return sales of three whole steps and some more."""
    value = Fraction(reward.step.every) * Fraction(37, 10)
    whole = plan.measure in {*COUNTS, "quantity"} and value >= ONE
    value = Fraction(int(value)) if whole else value
    return sales_at(plan.measure, _value(plan, plan.measure, value))


def _tier_cases(plan: Plan, reward: TiersReward) -> list[Case]:
    """Return a case of each tier that can be reached; of all where none can."""
    span = allowed(plan, plan.measure, plan.scope)
    starts = _starts(plan, reward)
    told = [
        _tier_case(plan, reward, tier, start)
        for tier, start in zip(reward.tiers, starts, strict=True)
    ]
    within = [
        case
        for case, start in zip(told, starts, strict=True)
        if not span.from_on(start).up_to(start).empty
    ]
    return within or told


def _tier_case(plan: Plan, reward: TiersReward, tier: Tier, start: Fraction) -> Case:
    basis = paid_on(tier, reward.of) if reward.mode == "retroactive" else None
    told = _told(plan, basis)
    pays = tier.per_unit if tier.rate is None else tier.rate
    return _case(plan, sales_at(plan.measure, start), told, pays)


def _starts(plan: Plan, reward: TiersReward) -> list[Fraction]:
    """Return a value in each tier: its start; of slices the middle, which pays something."""
    starts = [Fraction(tier.start) for tier in reward.tiers]
    ratio = isinstance(plan.measure, Growth) or plan.measure == "margin_rate"
    if reward.mode == "incremental":
        beyond = starts[-1] + (
            Fraction(1, 10) if ratio else max(starts[-1], Fraction(1_000))
        )
        ends = [*starts[1:], beyond]
        return [
            _middle(start, end, ratio=ratio)
            for start, end in zip(starts, ends, strict=True)
        ]
    if starts[0] <= 0 and not ratio:
        end = starts[1] if len(starts) > 1 else 2 * usual_value(plan.measure)
        starts[0] = _middle(starts[0], end, ratio=ratio)
    return starts


def _middle(start: Fraction, end: Fraction, *, ratio: bool) -> Fraction:
    middle = (start + end) / 2
    return middle if ratio or middle <= start + ONE else Fraction(int(middle))


def _place_cases(plan: Plan, reward: RankingReward) -> Iterator[Case]:
    for place, value in zip(reward.ranking, _descending(plan, reward), strict=True):
        told = _told(plan, paid_on(place, reward.of))
        sales = sales_at(plan.measure, value)
        exact = payment(place, reward.of, sales, plan)
        table = place.rate if isinstance(place.rate, RateTable) else None
        pays = limited(plan, max(exact, Fraction(0)))
        yield Case(sales, pays, tuple(told), table, place.place)


def _descending(plan: Plan, reward: RankingReward) -> list[Fraction]:
    """Return a value for each place: its minimum, and more than the place below."""
    usual = usual_value(plan.measure)
    values: list[Fraction] = []
    for place in reversed(reward.ranking):
        above = values[-1] + usual / 10 if values else usual
        asked = above if place.at_least is None else Fraction(place.at_least)
        values.append(max(asked, above) if values else asked)
    return values[::-1]
