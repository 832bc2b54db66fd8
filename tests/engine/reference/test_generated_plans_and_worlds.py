"""The strategies give valid plans, cover the language, and worlds in which things collide."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, seed, settings

from setia_engine.plan.check import check_run
from setia_engine.plan.filters import Eligible, Scope
from setia_engine.plan.read import plan_from
from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.lines import is_return
from setia_engine.testing.strategies import documents, situations
from setia_engine.testing.worlds import LARGEST, facts

unhurried = settings(deadline=None)


ROUNDS = 8
"""What a round of examples holds shifts with the constants of whatever modules are loaded."""


def gathered(strategy, tell, count: int, wanted: Collection[str]) -> set[str]:
    """Return what is told of rounds of so many examples, until all that is wanted was."""
    found: set[str] = set()
    for number in range(ROUNDS):
        found |= one_round(strategy, tell, count, number)
        if found >= set(wanted):
            break
    return found


def one_round(strategy, tell, count: int, number: int) -> set[str]:
    found: set[str] = set()

    @seed(number)
    @settings(
        database=None,
        deadline=None,
        max_examples=count,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(example) -> None:
        found.update(tell(example))

    gather()
    return found


@unhurried
@given(situations())
def test_generated_plans_are_valid_together(situation) -> None:
    found = [plan_from(document) for document in situation.documents]

    assert found == situation.plans
    assert check_run(situation.plans) == []


def said(value: object, steps: tuple[str, ...] = ()) -> Iterator[str]:
    """Tell everything that a document says, by every path that ends in it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from said(item, (*steps, key))
    elif isinstance(value, list):
        for item in value:
            yield from said(item, steps)
    else:
        for start in range(len(steps)):
            path = ".".join(steps[start:])
            yield from (path, f"{path}={value}")


KEYS = {
    *("title.id", "title", "period.to", "every=order", "every=week", "every=quarter"),
    *("timezone=America/New_York", "credit=upline"),
    *(f"eligible.{name}" for name in set(Eligible.model_fields) - {"leave_out"}),
    *(f"scope.{name}" for name in set(Scope.model_fields) - {"leave_out"}),
    *("not.role", "not.tier", "not.channel", "not.not.brand"),
    *("measure=margin", "measure=categories", "measure=margin_rate", "growth=margin"),
    *("over=previous", "over=last_year", "measure.growth", "conditions.measure.growth"),
    *("at_least", "above", "at_most", "below", "conditions.scope.product"),
    *("reward.rate", "of=margin", "of=increment", "min_per_unit", "per_unit"),
    *("by=product", "by=category", "by=brand", "by=supplier", "by=channel", "by=tier"),
    *("rate.by", "per_unit.by", "otherwise", "reward.scope.product", "reward.flat"),
    *("step.give", "mode=retroactive", "mode=incremental", "mode=cumulative"),
    *("tiers.rate", "tiers.per_unit", "tiers.flat", "tiers.rate.by", "ranking.at_least"),
    *("ranking.rate", "ranking.flat", "race.winners=2", "race.hold=False"),
    *("returns=deduct", "returns=restate", "returns=ignore", "rounding.to=0.05"),
    *("rounding.mode=half_even", "caps.per_party", "caps.budget"),
    *("on_budget=first_come", "funding.share", "funding.party=house"),
    *("payee=yayasan", "as=points", "release=when_paid"),
}


def test_generated_plans_cover_the_language() -> None:
    assert sorted(KEYS - gathered(documents(), said, 1_000, KEYS)) == []


def ties(world) -> bool:
    moments = sorted(line.sold_at for line in world.lines)
    return any(one == other for one, other in pairwise(moments))


def names_a_return(world) -> bool:
    returned = {line.order_id for line in world.lines if is_return(line)}
    return any(
        is_return(line) and line.returns_order_id in returned for line in world.lines
    )


WORLDS = {
    "empty": lambda world: not world.lines,
    "one line": lambda world: len(world.lines) == 1,
    "forty lines": lambda world: len(world.lines) == 40,
    "ties": ties,
    "returns of returns": names_a_return,
    "late lines": lambda world: any(
        line.recorded_at and line.recorded_at > line.sold_at for line in world.lines
    ),
    "moments with offsets": lambda world: any(line.sold_at.tzinfo for line in world.lines),
    "enormous amounts": lambda world: any(
        line.amount > LARGEST // 10 for line in world.lines
    ),
    "thousandths": lambda world: any(
        line.quantity % 1 == Decimal("0.001") for line in world.lines
    ),
    "a value taken away": lambda world: any(row.value is None for row in world.history),
    "unknown products": lambda world: any(
        line.product_id not in {product.product_id for product in world.products}
        for line in world.lines
    ),
}


def test_generated_worlds_hold_what_makes_evaluation_hard() -> None:
    def tell(world) -> list[str]:
        keys = [(line.order_id, line.line_no) for line in world.lines]
        assert len(set(keys)) == len(keys)
        return [what for what, holds in WORLDS.items() if holds(world)]

    assert gathered(facts(), tell, 300, WORLDS) == set(WORLDS)


OUTCOMES = {
    "an award cut by a cap": lambda row: 0 < row.amount < row.gross,
    "a clawback": lambda row: row.amount < 0,
    "an award that became nothing": lambda row: row.amount == 0 != row.gross,
    "a second place": lambda row: row.place == 2,
    "a second tier": lambda row: row.tier == 2,
    "a provisional award": lambda row: row.status == "provisional",
    "an award of an order": lambda row: row.order_id is not None,
}


RUNS = {
    "rivals for the best": ("best", "best"),
    "rivals for the first": ("first", "first"),
}


def test_generated_situations_come_to_every_outcome() -> None:
    def tell(one) -> list[str]:
        rows = evaluate(one.plans, one.facts, one.as_of).awards
        kept = tuple(plan.stacking.keep for plan in one.plans if plan.stacking)
        return [
            *(what for what, is_so in OUTCOMES.items() if any(map(is_so, rows))),
            *(what for what, rivals in RUNS.items() if kept == rivals),
        ]

    wanted = {*OUTCOMES, *RUNS}
    assert gathered(situations(), tell, 600, wanted) == wanted
