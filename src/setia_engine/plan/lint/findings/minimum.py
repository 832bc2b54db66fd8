"""A `min_per_unit` above the price, or the margin, of a product in scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from setia_engine.plan.document import Plan
from setia_engine.plan.lint.catalogue import Product, in_scope
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.reward import RateReward
from setia_engine.plan.words.phrase import Count, Sum, phrase


def minimum_too_high(plan: Plan, products: Sequence[Product]) -> Iterator[Finding]:
    """Find products on which the promised minimum loses money with every sale."""
    reward = plan.reward
    if not isinstance(reward, RateReward) or reward.min_per_unit is None:
        return
    if plan.settlement.given != "money":
        return
    least = reward.min_per_unit
    sold = list(in_scope(products, plan.scope if reward.scope is None else reward.scope))
    priced = [(one, one.price) for one in sold if one.price is not None and one.price > 0]
    earned = [
        (one, one.price - one.cost)
        for one in sold
        if one.price is not None and one.cost is not None and one.price >= least
    ]
    for key, values in (("price", priced), ("margin", earned)):
        above = [(value, one) for one, value in values if value < least]
        if above:
            yield _found(plan, key, least, above)


def _found(
    plan: Plan, key: str, least: Decimal, above: list[tuple[Decimal, Product]]
) -> Finding:
    value, product = min(above, key=lambda pair: (pair[0], pair[1].product))
    return Finding(
        "minimum",
        "error",
        plan.id,
        "reward.min_per_unit",
        phrase(f"minimum.{key}", least=Sum(least), products=Count(len(above), "priced")),
        phrase(
            f"minimum.{key}.example",
            product=product.product,
            value=Sum(value),
            least=Sum(least),
            lost=Sum(least - value),
        ),
    )
