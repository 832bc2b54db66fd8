"""A cliff: selling one more pays less in total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from setia_engine.plan.document import Plan
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.measure import own_measure
from setia_engine.plan.reward import Place, RankingReward, Tier, TiersReward
from setia_engine.plan.words.clauses.examples import fact
from setia_engine.plan.words.phrase import Count, Measured, Phrase, Sum, phrase
from setia_engine.plan.worth.award import award, entries, limited, payment
from setia_engine.plan.worth.example import paid_on
from setia_engine.plan.worth.sales import Sales, sales_around, sales_at, sales_just_below

ZERO = Fraction(0)


def cliffs(plan: Plan) -> Iterator[Finding]:
    """Find tiers, places and conditions at which more performance is paid less."""
    if isinstance(plan.reward, TiersReward) and plan.reward.mode == "retroactive":
        yield from _between_tiers(plan, plan.reward)
    if isinstance(plan.reward, RankingReward):
        yield from _between_places(plan, plan.reward)
    yield from _behind_conditions(plan)


def _between_tiers(plan: Plan, reward: TiersReward) -> Iterator[Finding]:
    for number, (lower, upper) in enumerate(pairwise(reward.tiers), start=1):
        if not _comparable(plan, reward, lower, upper):
            continue
        start = Fraction(upper.start)
        at, below = sales_at(plan.measure, start), sales_just_below(plan.measure, start)
        pays = _tables(lower, upper)
        falls = [entry for entry in pays if _falls(plan, reward, (below, at), entry)]
        if falls:
            yield Finding(
                "cliff",
                "error",
                plan.id,
                f"reward.tiers[{number}]",
                phrase(
                    "cliff.tier",
                    tier=Count(number + 1),
                    start=Measured(upper.start, plan.measure),
                ),
                _example(plan, at, below, falls[0]),
            )


def _falls(
    plan: Plan, reward: TiersReward, sales: tuple[Sales, Sales], entry: str | None
) -> bool:
    """Say whether what is paid falls between the sales below and at a tier.

    Where a tier pays on lines that it does not measure, what it pays on stays the same.
    """
    below, at = sales
    pays_below = award(plan, below, entry)
    if reward.scope is not None:
        tier = next(tier for tier in reversed(reward.tiers) if _has(tier, plan, at))
        return limited(plan, payment(tier, reward.of, below, plan, entry)) < pays_below
    return award(plan, at, entry) < pays_below


def _has(tier: Tier, plan: Plan, sales: Sales) -> bool:
    return Fraction(tier.start) <= sales.measured(plan.measure)


def _comparable(plan: Plan, reward: TiersReward, lower: Tier, upper: Tier) -> bool:
    """Say whether both tiers pay on the same thing, or on what is measured."""
    bases = {paid_on(lower, reward.of), paid_on(upper, reward.of)}
    same_kind = (lower.flat is None) == (upper.flat is None) and len(bases) == 1
    measured = reward.scope is None and bases <= {None, own_measure(plan.measure)}
    return same_kind or measured


def _tables(lower: Tier | Place, upper: Tier | Place) -> list[str | None]:
    """Return the entries under which two payments are to be compared."""
    found: list[str | None] = []
    for item in (lower, upper):
        per_unit = item.per_unit if isinstance(item, Tier) else None
        found += [*entries(item.rate), *entries(per_unit)]
    return list(dict.fromkeys([*found, ""])) if found else [None]


def _between_places(plan: Plan, reward: RankingReward) -> Iterator[Finding]:
    for number, (better, lower) in enumerate(pairwise(reward.ranking)):
        if (better.rate is None) != (lower.rate is None):
            continue
        sales = sales_at(plan.measure, Fraction(1))
        for entry in _tables(better, lower):
            more = limited(plan, payment(better, reward.of, sales, plan, entry))
            less = limited(plan, payment(lower, reward.of, sales, plan, entry))
            if more < less:
                yield _worse_place(plan, reward, number)
                break


def _worse_place(plan: Plan, reward: RankingReward, number: int) -> Finding:
    better, lower = reward.ranking[number : number + 2]
    sales = sales_at("revenue", Fraction(10_000_000))
    return Finding(
        "cliff",
        "error",
        plan.id,
        f"reward.ranking[{number}]",
        phrase("cliff.place", place=Count(better.place), lower=Count(lower.place)),
        phrase(
            "cliff.place.example",
            place=Count(better.place),
            lower=Count(lower.place),
            pays=_sum(plan, limited(plan, payment(better, reward.of, sales, plan))),
            paid=_sum(plan, limited(plan, payment(lower, reward.of, sales, plan))),
        ),
    )


def _behind_conditions(plan: Plan) -> Iterator[Finding]:
    """Find upper limits: whoever sells a little more gets nothing at all."""
    for number, condition in enumerate(plan.conditions):
        if condition.comparison not in {"at_most", "below"}:
            continue
        if condition.measure == "margin_rate":
            continue  # a margin rate does not grow by selling more
        limit = Fraction(condition.limit)
        last, beyond = sales_around(condition.measure, limit, condition.comparison)
        if last.revenue > 0 and award(plan, last) > 0:
            yield _behind(plan, number, last, beyond)


def _behind(plan: Plan, number: int, last: Sales, beyond: Sales) -> Finding:
    condition = plan.conditions[number]
    measure = condition.measure
    told = own_measure(measure)
    return Finding(
        "cliff",
        "warning",
        plan.id,
        f"conditions[{number}].{condition.comparison}",
        phrase(
            f"cliff.condition.{condition.comparison}",
            limit=Measured(condition.limit, measure),
        ),
        phrase(
            "cliff.condition.example",
            last=fact(last, told),
            paid=_sum(plan, award(plan, last)),
            beyond=fact(beyond, told),
            pays=_sum(plan, ZERO),
        ),
    )


def _example(plan: Plan, at: Sales, below: Sales, entry: str | None) -> Phrase:
    measure = own_measure(plan.measure)
    return phrase(
        "cliff.tier.example",
        more=fact(at, measure),
        pays=_sum(plan, award(plan, at, entry)),
        less=fact(below, measure),
        paid=_sum(plan, award(plan, below, entry)),
    )


def _sum(plan: Plan, amount: Fraction) -> Sum:
    return Sum(amount, plan.settlement.given)
