"""Small worlds for tests of the application: named by what they are, with sane defaults."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from setia.catalog.models import Product
from setia.core.actor import Actor, person
from setia.core.roles import Role
from setia.people.models import Party
from setia.sales.models import Arrival, SaleLine

NOON = datetime(2026, 11, 10, 5, tzinfo=UTC)
"""Noon in Jakarta on 10 November 2026."""
_numbers = count(1)


def an_actor(role: Role = Role.OWNER, **rest) -> Actor:
    return person(1, "Ibu Ratna", role, **rest)


def a_party(code: str, name: str = "", role: str = "reseller", **rest) -> Party:
    name = name or f"Toko {code}"
    return Party.objects.create(
        code=code, name=name, name_key=name.lower(), role=role, registered_at=NOON, **rest
    )


def a_product(code: str, price: int = 100_000, **rest) -> Product:
    return Product.objects.create(
        code=code,
        name=f"Produk {code}",
        price_minor=price * 100,
        registered_at=NOON,
        **rest,
    )


def an_arrival(key: str = "") -> Arrival:
    key = key or f"builder-{next(_numbers)}"
    return Arrival.objects.create(kind="page", source="test", key=key, at=NOON, by="test")


def a_line(order_id: str, seller: Party, product: Product, **rest) -> SaleLine:
    columns = {
        "line_no": 1,
        "sold_at": NOON,
        "recorded_at": NOON,
        "quantity_milli": 1_000,
        "amount_minor": 10_000_000,
        "arrival": rest.pop("arrival", None) or an_arrival(),
    }
    return SaleLine.objects.create(
        order_id=order_id, seller=seller, product=product, **(columns | rest)
    )
