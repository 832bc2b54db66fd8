"""Parties and products by the codes that callers know."""

from __future__ import annotations

from setia.catalog.models import Product
from setia.core.errors import Problem, Refused
from setia.people.models import Party
from setia.people.resolve_code import resolve_code


def party_named(code: str, at: str = "party") -> Party:
    """Return a party by its code; an old code leads to the one that was kept.

    Raises:
        Refused: There is nobody with this code.
    """
    if (party := resolve_code(code)) is None:
        raise Refused([Problem("party.unknown", at, {"asked": code})])
    return party


def product_named(code: str, at: str = "product") -> Product:
    """Return a product by its code.

    Raises:
        Refused: There is no product with this code.
    """
    if (product := Product.objects.filter(code=code).first()) is None:
        raise Refused([Problem("product.unknown", at, {"asked": code})])
    return product
