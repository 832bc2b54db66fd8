"""A commission per unit below what sellers find worth their while."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from setia_engine.plan.document import CREDITED, Plan
from setia_engine.plan.lint.catalogue import OF_A_PRODUCT, Product, in_scope
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.reward import PerUnitReward, RateReward
from setia_engine.plan.table import AmountTable, RateTable
from setia_engine.plan.words.phrase import Count, Phrase, Sum, phrase

Paid = Decimal | RateTable | AmountTable


def hardly_worthwhile(
    plan: Plan, products: Sequence[Product], worthwhile: Decimal
) -> Iterator[Finding]:
    """Find commissions that nobody would go out for.

    A commission is a share or an amount for each unit, in money, without conditions, paid
    to those who sell. Without products only amounts per unit can be told.
    """
    if not _is_commission(plan):
        return
    reward = plan.reward
    if isinstance(reward, PerUnitReward):
        yield from _by_amount(plan, reward, products, worthwhile)
    elif isinstance(reward, RateReward) and reward.of != "increment":
        yield from _by_product(plan, reward, products, worthwhile)


def _is_commission(plan: Plan) -> bool:
    to_sellers = plan.credit == "seller" and plan.payee == CREDITED
    return to_sellers and plan.settlement.given == "money" and not plan.conditions


def _by_amount(
    plan: Plan, reward: PerUnitReward, products: Sequence[Product], worthwhile: Decimal
) -> Iterator[Finding]:
    if not products or not isinstance(reward.per_unit, AmountTable):
        best = _best(reward.per_unit)
        if 0 < best < worthwhile:
            example = phrase("worthwhile.unit.example", paid=Sum(best))
            path = "reward.per_unit"
            yield _found(plan, path, worthwhile, phrase("worthwhile.every"), example)
        return
    paid = [
        (Fraction(_for_product(reward.per_unit, one)), one)
        for one in in_scope(products, reward.scope or plan.scope)
    ]
    yield from _lowest(plan, "reward.per_unit", paid, worthwhile)


def _by_product(
    plan: Plan, reward: RateReward, products: Sequence[Product], worthwhile: Decimal
) -> Iterator[Finding]:
    paid = []
    for product in in_scope(products, reward.scope or plan.scope):
        basis = _basis(reward, product)
        if basis is not None and basis > 0:
            share = Fraction(_for_product(reward.rate, product)) * Fraction(basis)
            paid.append((max(share, Fraction(reward.min_per_unit or 0)), product))
    yield from _lowest(plan, "reward.rate", paid, worthwhile)


def _basis(reward: RateReward, product: Product) -> Decimal | None:
    if reward.of == "revenue":
        return product.price
    if product.price is None or product.cost is None:
        return None
    return product.price - product.cost


def _lowest(
    plan: Plan, path: str, paid: list[tuple[Fraction, Product]], worthwhile: Decimal
) -> Iterator[Finding]:
    low = [pair for pair in paid if 0 < pair[0] < worthwhile]
    if low:
        least, product = min(low, key=lambda pair: (pair[0], pair[1].product))
        which = phrase("worthwhile.some", products=Count(len(low), "priced"))
        example = phrase(
            "worthwhile.product.example",
            product=product.product,
            price=Sum(product.price or 0),
            paid=Sum(least),
        )
        yield _found(plan, path, worthwhile, which, example)


def _for_product(paid: Paid, product: Product) -> Decimal:
    """Return what holds for a product; where that depends on more, the best there is."""
    if isinstance(paid, Decimal):
        return paid
    if paid.by not in OF_A_PRODUCT:
        return _best(paid)
    value = product.attributes[paid.by]
    return paid.values.get((value or "").strip(), paid.otherwise)


def _best(paid: Paid) -> Decimal:
    return paid if isinstance(paid, Decimal) else max(*paid.values.values(), paid.otherwise)


def _found(
    plan: Plan, path: str, worthwhile: Decimal, which: Phrase, example: Phrase
) -> Finding:
    says = phrase("worthwhile", which=which, worthwhile=Sum(worthwhile))
    return Finding("worthwhile", "warning", plan.id, path, says, example)
