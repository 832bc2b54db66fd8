"""Generated filters, measures and thresholds of plan documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from setia_engine.testing.worlds import (
    BRANDS,
    CATEGORIES,
    HISTORY,
    PARTIES,
    PRODUCTS,
    ROLES,
    STRANGERS,
    SUPPLIERS,
    TERRITORIES,
    TIERS,
    decimals,
)

Filter = dict[str, Any]
SUMS = ("quantity", "revenue", "margin")
COUNTS = ("orders", "buyers", "products", "categories")
SMALLEST = Decimal("0.000001")


def one_or_more(*values: str) -> st.SearchStrategy[Any]:
    """Return one value or a list of some; a number may be written as one, or padded."""
    written = st.sampled_from(
        [
            *values,
            *(f" {value} " for value in values[:1]),
            *(int(value) for value in values if value.isdigit()),
        ]
    )
    return st.one_of(written, st.lists(written, min_size=2, max_size=4))


def filters(attributes: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Filter]:
    """Return filters on one or two attributes, some of which leave others out."""

    def some(names: list[str]) -> st.SearchStrategy[Filter]:
        return st.fixed_dictionaries({name: attributes[name] for name in names})

    names = st.sampled_from(sorted(attributes))
    plain = st.lists(names, min_size=1, max_size=2, unique=True).flatmap(some)
    without = st.builds(lambda left: {"not": left}, plain)
    excluding = st.builds(lambda kept, left: {**kept, "not": left}, plain, plain)
    twice = st.builds(lambda left: {"not": left}, excluding)
    return st.one_of(plain, plain, st.just({}), without, without, excluding, twice)


eligibles = filters(
    {
        "party": one_or_more(*PARTIES, *STRANGERS),
        "role": one_or_more(*ROLES),
        "tier": one_or_more(*TIERS),
        "category": one_or_more(*HISTORY["category"]),
        "territory": one_or_more(*TERRITORIES),
    }
)
scopes = filters(
    {
        "product": one_or_more(*PRODUCTS, "tak dikenal"),
        "category": one_or_more(*CATEGORIES),
        "brand": one_or_more(*BRANDS),
        "supplier": one_or_more(*SUPPLIERS),
        "channel": one_or_more("toko", "chat"),
        "weekday": st.lists(
            st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
            min_size=1,
            max_size=4,
        ),
        "buyer_role": one_or_more(*ROLES),
        "buyer_tier": one_or_more(*TIERS),
        "seller": one_or_more(*PARTIES[:4], *STRANGERS),
        "buyer": one_or_more(*PARTIES[2:]),
        "joined_within": st.sampled_from([0, 1, 30, 400]),
    }
)


def measures(growth_over: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Return measures; growth where the period lets it be asked for."""
    plain: st.SearchStrategy[Any] = st.sampled_from(
        [*SUMS, *SUMS, "revenue", *COUNTS, "margin_rate"]
    )
    if not growth_over:
        return plain
    growth = st.fixed_dictionaries(
        {"growth": st.sampled_from(SUMS), "over": st.sampled_from(growth_over)}
    )
    return st.one_of(*(plain for _ in range(6)), growth)


def thresholds(measure: object) -> st.SearchStrategy[Any]:
    """Return a value of the measure that small worlds come near."""
    if isinstance(measure, dict):
        return st.sampled_from(
            ["-50%", 0, Decimal("0.1"), "10%", "33.3333%", 1, "200%", "-150%"]
        )
    if measure == "margin_rate":
        return st.sampled_from(["-20%", 0, "25%", Decimal("0.5"), "99.9999%", 1])
    if measure == "quantity":
        return st.one_of(st.integers(-2, 20), decimals("0.000", "20.000", 3))
    if measure in COUNTS:
        return st.integers(0, 4)
    steps = st.integers(-5, 60).map(lambda count: count * 10_000)
    return st.one_of(steps, steps, decimals("0.01", "99999.99", 2), st.just(SMALLEST))


def ascending(measure: object, most: int) -> st.SearchStrategy[list[Any]]:
    """Return one or more thresholds, strictly ascending."""
    found = st.lists(thresholds(measure), min_size=1, max_size=most, unique_by=as_number)
    return found.map(lambda values: sorted(values, key=as_number))


def as_number(written: object) -> Decimal:
    """Return what a threshold means."""
    if isinstance(written, str):
        return Decimal(written.removesuffix("%")) / 100
    return Decimal(str(written))
