"""A tier, a place or a race that nobody can reach, or that pays no more for it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from setia_engine.plan.document import Plan
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.measure import own_measure
from setia_engine.plan.reward import (
    Place,
    RaceReward,
    RankingReward,
    Tier,
    TiersReward,
)
from setia_engine.plan.words.phrase import Count, Exact, Measured, Sum, Value, phrase
from setia_engine.plan.worth.award import gross, limited, payment
from setia_engine.plan.worth.example import paid_on
from setia_engine.plan.worth.sales import Sales, sales_at, sales_just_below
from setia_engine.plan.worth.span import Span, allowed

ZERO = Fraction(0)


def unreachable(plan: Plan) -> Iterator[Finding]:
    """Find what a plan promises in vain."""
    span = allowed(plan, plan.measure, plan.scope)
    if span.empty:
        return  # nothing at all can be reached, which is told as impossible
    match plan.reward:
        case TiersReward() as tiers:
            yield from _tiers(plan, tiers, span)
            yield from _capped(plan, tiers)
        case RankingReward() as ranking:
            yield from _places(plan, ranking, span)
        case RaceReward() as race:
            yield from _races(plan, race, span)


def _tiers(plan: Plan, reward: TiersReward, span: Span) -> Iterator[Finding]:
    ends = [*(Fraction(tier.start) for tier in reward.tiers[1:]), None]
    for number, (tier, end) in enumerate(zip(reward.tiers, ends, strict=True)):
        band = span.from_on(Fraction(tier.start))
        if end is not None and reward.mode == "retroactive":
            band = band.up_to(end, included=False)
        if not band.empty:
            continue
        sales = sales_at(plan.measure, max(Fraction(tier.start), ZERO))
        yield _found(
            plan,
            f"reward.tiers[{number}]",
            "tier",
            number + 1,
            Measured(tier.start, plan.measure),
            limited(plan, max(ZERO, payment(tier, reward.of, sales, plan))),
        )


def _places(plan: Plan, reward: RankingReward, span: Span) -> Iterator[Finding]:
    for number, place in enumerate(reward.ranking):
        minimum = Fraction(place.at_least or 0)
        band = span.from_on(minimum, included=place.at_least is not None)
        if band.empty:
            pays = _place_pays(plan, reward, place)
            asked = Measured(minimum, plan.measure)
            path = f"reward.ranking[{number}]"
            yield _found(plan, path, "place", place.place, asked, pays)
    most = _most_parties(plan)
    for place in reward.ranking if most is not None else ():
        if most is not None and place.place > most:
            pays = _place_pays(plan, reward, place)
            path = f"reward.ranking[{place.place - 1}]"
            yield _too_few(plan, path, most, place.place, pays)


def _races(plan: Plan, reward: RaceReward, span: Span) -> Iterator[Finding]:
    most = _most_parties(plan)
    for number, race in enumerate(reward.race):
        path, pays = f"reward.race[{number}]", limited(plan, Fraction(race.flat))
        if race.hold and span.from_on(Fraction(race.reach)).empty:
            asked = Measured(race.reach, plan.measure)
            yield _found(plan, path, "race", number + 1, asked, pays)
        if most is not None and race.winners > most:
            yield _too_few(plan, f"{path}.winners", most, race.winners, pays)


def _capped(plan: Plan, reward: TiersReward) -> Iterator[Finding]:
    """Find tiers that pay no more than the one below, since the cap is reached there."""
    cap = plan.caps.per_party
    for number, (lower, upper) in enumerate(pairwise(reward.tiers), start=1):
        if cap is None or not _follows_the_measure(plan, reward, lower, upper):
            continue
        start = Fraction(upper.start)
        below = sales_just_below(plan.measure, start)
        if not 0 < Fraction(cap) <= gross(plan, below):
            continue
        yield Finding(
            "unreachable",
            "warning",
            plan.id,
            f"reward.tiers[{number}]",
            phrase("unreachable.cap", tier=Count(number + 1), cap=_sum(plan, cap)),
            phrase(
                "unreachable.cap.example",
                start=Measured(start, plan.measure),
                exact=_sum(plan, gross(plan, sales_at(plan.measure, start))),
                cap=_sum(plan, cap),
            ),
        )


def _follows_the_measure(plan: Plan, reward: TiersReward, lower: Tier, upper: Tier) -> bool:
    bases = {paid_on(tier, reward.of) for tier in (lower, upper)}
    return reward.scope is None and bases <= {None, own_measure(plan.measure)}


def _most_parties(plan: Plan) -> int | None:
    """Return how many parties can take part, where they are listed."""
    listed = plan.eligible.party
    if listed is None:
        return None
    excluded = plan.eligible.leave_out
    alone = excluded is not None and excluded.attributes() == {"party"}
    left_out = excluded.party if alone and excluded is not None else None
    return len(set(listed) - set(left_out or ()))


def _place_pays(plan: Plan, reward: RankingReward, place: Place) -> Fraction:
    sales: Sales = sales_at("revenue", Fraction(10_000_000))
    return limited(plan, max(ZERO, payment(place, reward.of, sales, plan)))


def _found(
    plan: Plan, path: str, what: str, number: int, asked: Value, pays: Fraction
) -> Finding:
    return Finding(
        "unreachable",
        "error",
        plan.id,
        path,
        phrase(f"unreachable.{what}", number=Count(number), asked=asked),
        phrase("unreachable.example", asked=asked, promised=_sum(plan, pays)),
    )


def _too_few(plan: Plan, path: str, most: int, asked: int, pays: Fraction) -> Finding:
    return Finding(
        "unreachable",
        "error",
        plan.id,
        path,
        phrase("unreachable.parties", parties=Count(most, "parties"), asked=Count(asked)),
        phrase("unreachable.parties.example", promised=_sum(plan, pays)),
    )


def _sum(plan: Plan, amount: Exact) -> Sum:
    return Sum(amount, plan.settlement.given)
