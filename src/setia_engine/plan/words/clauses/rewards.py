"""What is paid, one function for each kind of reward."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import own_measure
from setia_engine.plan.reward import (
    FlatReward,
    PerUnitReward,
    Place,
    Race,
    RaceReward,
    RankingReward,
    RateReward,
    StepReward,
    Tier,
    TiersReward,
    paid_on_own_lines,
)
from setia_engine.plan.table import AmountTable, RateTable
from setia_engine.plan.words.clauses.filters import sales
from setia_engine.plan.words.clauses.measures import measure_of
from setia_engine.plan.words.phrase import (
    Count,
    Listing,
    Measured,
    Percent,
    Phrase,
    Sum,
    Value,
    phrase,
    point,
)


def reward(plan: Plan) -> Iterator[Phrase]:
    """Say what is paid."""
    match plan.reward:
        case RateReward() as rate:
            yield from _rate(plan, rate)
        case PerUnitReward() as per_unit:
            yield phrase("reward.per_unit", pay=_per_unit(plan, per_unit.per_unit))
        case FlatReward() as flat:
            measure = measure_of(plan.measure)
            yield phrase("reward.flat", amount=_sum(plan, flat.flat), measure=measure)
        case StepReward() as step:
            yield _step(plan, step)
        case TiersReward() as tiers:
            yield from _tiers(plan, tiers)
        case RankingReward() as ranking:
            yield from _ranking(plan, ranking)
        case RaceReward() as race:
            yield from _race(plan, race)


def _rate(plan: Plan, rate: RateReward) -> Iterator[Phrase]:
    yield phrase("reward.rate", pay=_share(plan, rate.rate, rate.of))
    if rate.min_per_unit is not None:
        yield phrase("reward.min_per_unit", amount=_sum(plan, rate.min_per_unit))
    if rate.of == "margin":
        yield phrase("basis.no_margin")


def _step(plan: Plan, step: StepReward) -> Phrase:
    return phrase(
        "reward.step",
        give=_sum(plan, step.step.give),
        every=Measured(step.step.every, plan.measure),
        measure=measure_of(plan.measure),
    )


def _tiers(plan: Plan, tiers: TiersReward) -> Iterator[Phrase]:
    measure = measure_of(plan.measure)
    all_flat = all(tier.flat is not None for tier in tiers.tiers)
    highest = tiers.mode == "retroactive" and all_flat
    yield phrase("tiers.highest" if highest else f"tiers.{tiers.mode}", measure=measure)
    follow = [tier.start for tier in tiers.tiers[1:]]
    for tier, end in zip_longest(tiers.tiers, follow):
        yield _tier(plan, tiers, tier, end)
    first = Measured(tiers.tiers[0].start, plan.measure)
    yield phrase("tiers.below", start=first)


def _tier(plan: Plan, tiers: TiersReward, tier: Tier, end: Decimal | None) -> Phrase:
    start = Measured(tier.start, plan.measure)
    pay = _slice(plan, tier) if tiers.mode == "incremental" else _pay(plan, tier, tiers.of)
    if end is None or tiers.mode == "cumulative":
        return point("tier.from", start=start, pay=pay)
    return point("tier.between", start=start, end=Measured(end, plan.measure), pay=pay)


def _slice(plan: Plan, tier: Tier) -> Phrase:
    """Say what a slice of the measure earns: tiers of one number each."""
    measure = phrase(f"measure.{own_measure(plan.measure)}")
    if isinstance(tier.per_unit, Decimal):
        return phrase("pay.slice.per_unit", amount=_sum(plan, tier.per_unit))
    rate = tier.rate if isinstance(tier.rate, Decimal) else Decimal(0)
    return phrase("pay.slice.rate", rate=Percent(rate), measure=measure)


def _ranking(plan: Plan, ranking: RankingReward) -> Iterator[Phrase]:
    yield phrase("ranking", measure=measure_of(plan.measure))
    for place in ranking.ranking:
        pay, number = _pay(plan, place, ranking.of), Count(place.place)
        if place.at_least is None:
            yield point("place.above_zero", place=number, pay=pay)
        else:
            minimum = Measured(place.at_least, plan.measure)
            yield point("place.at_least", place=number, minimum=minimum, pay=pay)
    yield phrase("ranking.order")
    yield phrase("ranking.ties")


def _race(plan: Plan, race: RaceReward) -> Iterator[Phrase]:
    yield phrase("race", measure=measure_of(plan.measure))
    for one in race.race:
        yield _one_race(plan, one)
    yield phrase("race.order")


def _one_race(plan: Plan, one: Race) -> Phrase:
    many = "first" if one.winners == 1 else "several"
    return point(
        f"race.{many}.{'hold' if one.hold else 'free'}",
        reach=Measured(one.reach, plan.measure),
        winners=Count(one.winners, "parties"),
        amount=_sum(plan, one.flat),
    )


def _pay(plan: Plan, item: Tier | Place, of: str | None) -> Phrase:
    if item.rate is not None:
        return _share(plan, item.rate, of)
    if isinstance(item, Tier) and item.per_unit is not None:
        return _per_unit(plan, item.per_unit)
    return phrase("pay.flat", amount=_sum(plan, item.flat or Decimal(0)))


def _share(plan: Plan, rate: Decimal | RateTable, of: str | None) -> Phrase:
    paid: Value = _table(plan, rate) if isinstance(rate, RateTable) else Percent(rate)
    return phrase("pay.rate", rate=paid, basis=_basis(plan, of))


def _per_unit(plan: Plan, paid: Decimal | AmountTable) -> Phrase:
    amount = _table(plan, paid) if isinstance(paid, AmountTable) else _sum(plan, paid)
    own = paid_on_own_lines(plan.reward)
    if own is None:
        return phrase("pay.per_unit", amount=amount)
    which = sales(own)
    if which is None:
        return phrase("pay.per_unit.all", amount=amount)
    return phrase("pay.per_unit.own", amount=amount, sales=which)


def _basis(plan: Plan, of: str | None) -> Phrase:
    if of == "increment":
        measure = phrase(f"measure.{own_measure(plan.measure)}")
        return phrase("basis.increment", measure=measure)
    name = of or "revenue"
    own = paid_on_own_lines(plan.reward)
    if own is None:
        return phrase(f"basis.{name}")
    which = sales(own)
    if which is None:
        return phrase(f"basis.{name}.all")
    return phrase(f"basis.{name}.own", sales=which)


def _table(plan: Plan, table: RateTable | AmountTable) -> Phrase:
    def worth(amount: Decimal) -> Value:
        return Percent(amount) if isinstance(table, RateTable) else _sum(plan, amount)

    entries = [
        phrase("table.entry", value=value, paid=worth(paid))
        for value, paid in table.values.items()
    ]
    by = phrase(f"by.{table.by}")
    rest = worth(table.otherwise)
    kind = "rate" if isinstance(table, RateTable) else "amount"
    return phrase(
        f"table.{kind}", entries=Listing(entries, "beside"), by=by, otherwise=rest
    )


def _sum(plan: Plan, amount: Decimal) -> Sum:
    return Sum(amount, plan.settlement.given)
