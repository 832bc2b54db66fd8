"""Products as lint needs them: what they are, what they sell for, what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from setia_engine.plan.filters import Scope

OF_A_PRODUCT = {"product", "category", "brand", "supplier"}


@dataclass(frozen=True)
class Product:
    """A product; a price or a cost that is not known is missing."""

    product: str
    category: str | None = None
    brand: str | None = None
    supplier: str | None = None
    price: Decimal | None = None
    cost: Decimal | None = None

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """What filters and tables look at."""
        return {
            "product": self.product,
            "category": self.category,
            "brand": self.brand,
            "supplier": self.supplier,
        }


def in_scope(products: Iterable[Product], scope: Scope) -> Iterator[Product]:
    """Yield the products of which a sale can be in scope, whatever else it is."""
    for product in products:
        if _can_match(scope, product) and not _always_excluded(scope, product):
            yield product


def _can_match(scope: Scope, product: Product) -> bool:
    wanted = scope.wanted()
    return all(
        (product.attributes[name] or "").strip() in wanted[name]
        for name in OF_A_PRODUCT & wanted.keys()
    )


def _always_excluded(scope: Scope, product: Product) -> bool:
    excluded = scope.excluded
    if excluded is None or not excluded.attributes() <= OF_A_PRODUCT:
        return False
    return excluded.matches(product.attributes)
