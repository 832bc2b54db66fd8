"""Generated facts: small worlds in which things collide.

Few parties, products, orders and moments, so that ties, returns of what is there, changes
of tier on the day of a sale and clock changes around midnight are the rule. Some rows
name who or what is in no table; some amounts reach the largest that the engine promises.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from setia_engine.reference.rows import Facts, HistoryRow, Line, Party, Product

PARTIES = ("ani", "Budi", "citra", "éko", "\uff4en", "😀", "7")
"""Party ids: among them a number and two that UTF-16 and code points order differently."""
STRANGERS = ("hantu",)
PRODUCTS = ("sabun", "kopi", "teh", "12")
ROLES = ("reseller", "distributor", "customer")
TIERS = ("emas", "perak", "Perak")
CATEGORIES = ("A", "B", "a")
BRANDS = ("Melati", "7")
SUPPLIERS = ("principal", "pabrik")
TERRITORIES = ("barat", "timur")
CHANNELS = ("toko", "chat", "toko ")
ORDERS = ("O1", "O2", "O3", "O4", "o1", "10", "9")
HISTORY = {
    "tier": TIERS,
    "category": ("besar", "kecil"),
    "territory": TERRITORIES,
    "parent_id": (*PARTIES, *STRANGERS),
}
LARGEST = 10**13

FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2025, 4, 1)
HOT_DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        *("2023-02-28", "2023-03-01", "2023-10-31", "2023-11-01", "2023-12-31"),
        *("2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-09"),
        *("2024-03-10", "2024-03-11", "2024-03-31", "2024-04-01", "2024-10-31"),
        *("2024-11-01", "2024-11-02", "2024-11-03", "2024-11-04", "2024-11-30"),
        *("2024-12-01", "2024-12-31", "2025-01-01", "2025-02-28"),
    )
)
"""Ends and starts of months, a leap day, and New York's clock changes of 2024."""
HOT_TIMES = (
    timedelta(0),
    timedelta(minutes=30),
    timedelta(hours=1, minutes=30),
    timedelta(hours=2, minutes=30),
    timedelta(hours=2, minutes=30, microseconds=1),
    timedelta(hours=12),
    timedelta(hours=17),
    timedelta(hours=22),
    timedelta(days=1, microseconds=-1),
)
OFFSETS = tuple(timezone(timedelta(hours=hours)) for hours in (7, 9, 0, -4, -5))

days = st.one_of(
    st.sampled_from(HOT_DAYS),
    st.dates(date(2024, 2, 26), date(2024, 3, 13)),
    st.dates(date(2024, 10, 30), date(2024, 12, 3)),
    st.dates(FIRST_DAY, LAST_DAY),
)
local_times = st.builds(
    lambda day, time: datetime(day.year, day.month, day.day) + time,  # noqa: DTZ001 - local time
    days,
    st.sampled_from(HOT_TIMES),
)
moments = st.builds(
    lambda time, zone: time.replace(tzinfo=zone), local_times, st.sampled_from(OFFSETS)
)
THE_END = datetime(2100, 1, 1, tzinfo=UTC)
as_ofs = st.one_of(moments, st.just(THE_END), st.just(THE_END))
"""Moments to evaluate at: around the data, and long after it."""


def decimals(low: str, high: str, places: int) -> st.SearchStrategy[Decimal]:
    """Return exact decimals with so many places."""
    unit = Decimal(1).scaleb(-places)
    steps = st.integers(int(Decimal(low) / unit), int(Decimal(high) / unit))
    return steps.map(lambda step: step * unit)


def amounts(largest: int = LARGEST) -> st.SearchStrategy[Decimal]:
    """Return amounts of a line: mostly round and small, some negative, some enormous."""
    usual = st.integers(1, 40).map(lambda steps: Decimal(steps * 10_000))
    return st.one_of(
        usual,
        usual,
        usual.map(lambda amount: -amount),
        st.just(Decimal(0)),
        decimals("-99999.99", "250000.99", 2),
        decimals(f"-{largest}", str(largest), 2),
    )


quantities = st.one_of(
    st.integers(1, 12).map(Decimal),
    st.integers(1, 12).map(Decimal),
    st.integers(-5, 0).map(Decimal),
    decimals("-2.000", "9.999", 3),
    st.sampled_from([Decimal(150), Decimal("999999.999")]),
)


def sometimes(values: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any values
    """Return one of the values, or nothing."""
    chosen = values if isinstance(values, st.SearchStrategy) else st.sampled_from(values)
    return st.one_of(chosen, chosen, st.none())


@st.composite
def facts(draw: st.DrawFn, *, most_lines: int = 40, largest: int = LARGEST) -> Facts:
    """Return a small world; all moments of a column have an offset or none has."""
    return Facts(
        lines=tuple(draw(sale_lines(most=most_lines, largest=largest))),
        parties=tuple(draw(parties())),
        history=tuple(draw(histories())),
        products=tuple(draw(products())),
    )


@st.composite
def sale_lines(draw: st.DrawFn, *, most: int, largest: int) -> list[Line]:
    """Return lines, each of its own order and number, in no particular order."""
    sold = draw(st.sampled_from([local_times, moments]))
    late = draw(st.booleans())
    size = min(most, draw(st.sampled_from([0, 1, 3, 8, 15, 25, 40, 40])))
    return draw(
        st.lists(
            lines(sold, late, largest),
            min_size=size,
            max_size=size,
            unique_by=lambda line: (line.order_id, line.line_no),
        )
    )


@st.composite
def lines(draw: st.DrawFn, sold: Any, late: bool, largest: int) -> Line:  # noqa: ANN401, FBT001 - drawn
    """Return one line; with ``late`` lines it may have become known after its sale."""
    sold_at = draw(sold)
    delay = draw(st.integers(-1, 45)) if late and draw(st.booleans()) else None
    return Line(
        order_id=draw(st.sampled_from(ORDERS)),
        line_no=draw(st.integers(1, 30)),
        sold_at=sold_at,
        recorded_at=None if delay is None else sold_at + timedelta(days=delay),
        seller_id=draw(st.sampled_from((*PARTIES[:4], *PARTIES[:2], *STRANGERS))),
        buyer_id=draw(sometimes(PARTIES[2:])),
        product_id=draw(st.sampled_from((*PRODUCTS, "tak dikenal"))),
        quantity=draw(quantities),
        amount=draw(amounts(largest)),
        cost=draw(st.one_of(st.none(), st.none(), amounts(largest))),
        channel=draw(sometimes(CHANNELS)),
        returns_order_id=draw(st.one_of(st.none(), st.sampled_from((*ORDERS, "hilang")))),
    )


@st.composite
def parties(draw: st.DrawFn) -> list[Party]:
    """Return most of the parties; some have no attributes, a few are their own parent."""
    known = draw(st.lists(st.sampled_from(PARTIES), unique=True, min_size=3))
    return [
        Party(
            party_id=party_id,
            name=draw(sometimes(("Bu Ani", 'Toko, "Jaya"'))),
            role=draw(sometimes(ROLES)),
            tier=draw(sometimes(TIERS)),
            category=draw(sometimes(HISTORY["category"])),
            territory=draw(sometimes(TERRITORIES)),
            parent_id=draw(sometimes(PARTIES)),
            joined_on=draw(sometimes(days)),
        )
        for party_id in known
    ]


@st.composite
def histories(draw: st.DrawFn) -> list[HistoryRow]:
    """Return changes of tier, category, territory and parent; a value may be taken away."""
    keys = st.tuples(
        st.sampled_from((*PARTIES, *STRANGERS)), st.sampled_from(sorted(HISTORY)), days
    )
    return [
        HistoryRow(
            party_id=party_id,
            attribute=attribute,  # type: ignore[arg-type] # one of HISTORY's keys
            value=draw(sometimes(HISTORY[attribute])),
            from_date=day,
        )
        for party_id, attribute, day in draw(st.lists(keys, max_size=6, unique=True))
    ]


@st.composite
def products(draw: st.DrawFn) -> list[Product]:
    """Return most of the products; some without a category, some without a cost."""
    known = draw(st.lists(st.sampled_from(PRODUCTS), unique=True, min_size=2))
    money = st.one_of(st.integers(1, 50_000).map(Decimal), decimals("0", "99.99", 2))
    return [
        Product(
            product_id=product_id,
            name=draw(sometimes(("Sabun Melati",))),
            category=draw(sometimes(CATEGORIES)),
            brand=draw(sometimes(BRANDS)),
            supplier_id=draw(sometimes(SUPPLIERS)),
            price=draw(sometimes(money)),
            cost=draw(sometimes(money)),
        )
        for product_id in known
    ]
