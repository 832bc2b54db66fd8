"""Generated filters, measures and thresholds of plan documents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
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
SLICED = {"quantity": "per_unit", "revenue": "rate", "margin": "rate"}
"""What tiers pay on slices of each sum."""
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


@dataclass(frozen=True)
class Counted:
    """What a plan measures; with ``over`` by how much it grew since then."""

    name: str
    over: str | None = None

    @property
    def written(self) -> object:
        """The measure as a document writes it."""
        return self.name if self.over is None else {"growth": self.name, "over": self.over}

    @property
    def is_running_sum(self) -> bool:
        """Whether a race can run on it."""
        return self.over is None and self.name in {"quantity", "revenue"}

    @property
    def pays_by_slice(self) -> str | None:
        """What tiers pay on slices of it, if they can."""
        return None if self.over and self.name == "quantity" else SLICED.get(self.name)

    @property
    def has_increment(self) -> bool:
        return self.over is not None and self.name in {"revenue", "margin"}


@cache
def measures(growth_over: tuple[str, ...]) -> st.SearchStrategy[Counted]:
    """Return measures; growth where the period lets it be asked for."""
    often = [Counted(name) for name in ("revenue", "quantity")] * 3
    others = [Counted(name) for name in ("margin", *COUNTS, "margin_rate")]
    growth = [Counted(name, over) for name in SLICED for over in growth_over]
    return st.sampled_from([*often, *others, *growth])


@cache
def thresholds(measure: Counted) -> st.SearchStrategy[Any]:
    """Return a value of the measure that small worlds come near."""
    if measure.over is not None:
        return st.sampled_from(
            ["-50%", 0, Decimal("0.1"), "10%", "33.3333%", 1, "200%", "-150%"]
        )
    if measure.name == "margin_rate":
        return st.sampled_from(["-20%", 0, "25%", Decimal("0.5"), "99.9999%", 1])
    if measure.name == "quantity":
        return st.one_of(st.integers(-2, 20), decimals("0.000", "20.000", 3))
    if measure.name in COUNTS:
        return st.integers(0, 4)
    steps = st.integers(-5, 60).map(lambda count: count * 10_000)
    return st.one_of(steps, steps, decimals("0.01", "99999.99", 2), st.just(SMALLEST))


@cache
def ascending(measure: Counted, most: int = 4) -> st.SearchStrategy[list[Any]]:
    """Return one or more thresholds, strictly ascending."""
    found = st.lists(thresholds(measure), min_size=1, max_size=most, unique_by=as_number)
    return found.map(lambda values: sorted(values, key=as_number))


@cache
def sizes(measure: Counted) -> st.SearchStrategy[Decimal]:
    """Return thresholds above 0, such as the size of a step."""
    return thresholds(measure).map(as_number).filter(lambda size: size > 0)


def as_number(written: object) -> Decimal:
    """Return what a threshold means."""
    if isinstance(written, str):
        return Decimal(written.removesuffix("%")) / 100
    return Decimal(str(written))
