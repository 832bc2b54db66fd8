"""Generated facts: small worlds in which things collide.

Few parties, products, orders and moments, so that ties, returns of what is there, changes
of tier on the day of a sale and clock changes around midnight are the rule. Some rows
name who or what is in no table; some amounts reach the largest that the engine promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
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
SIZES = ((4, 40), (0, 1), (8, 40), (12, 40), (16, 40), (25, 40))
"""Least and most lines of a world: nothing and one line are worlds too."""

HOT_DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        *("2024-11-01", "2024-11-02", "2024-11-03", "2024-11-04", "2024-11-30"),
        *("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-09", "2024-03-10"),
        *("2024-03-11", "2024-03-31", "2024-04-01", "2024-10-31", "2024-12-01"),
        *("2024-12-31", "2025-01-01", "2025-02-28", "2024-01-01", "2023-12-31"),
        *("2023-11-01", "2023-10-31", "2023-03-01", "2023-02-28"),
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

DAYS = (
    *HOT_DAYS,
    *(date(2024, 2, 26) + timedelta(days=count) for count in range(17)),
    *(date(2024, 10, 30) + timedelta(days=count) for count in range(35)),
    *(date(2024, 1, 5) + timedelta(days=count) for count in range(0, 360, 9)),
    *(date(2023, 1, 2) + timedelta(days=count) for count in range(0, 820, 41)),
)
LOCAL_TIMES = tuple(
    datetime(day.year, day.month, day.day) + time  # noqa: DTZ001 - local time
    for day in DAYS
    for time in HOT_TIMES
)

days = st.sampled_from(DAYS)
local_times = st.sampled_from(LOCAL_TIMES)
moments = st.sampled_from(
    [time.replace(tzinfo=zone) for time in LOCAL_TIMES for zone in OFFSETS]
)
THE_END = datetime(2100, 1, 1, tzinfo=UTC)
late_moments = st.sampled_from(
    [
        time.replace(tzinfo=zone)
        for time in LOCAL_TIMES
        for zone in OFFSETS
        if time.date() >= date(2024, 10, 30)
    ]
)
as_ofs = st.one_of(st.just(THE_END), late_moments, st.just(THE_END), moments)
"""Moments to evaluate at: around the data, and long after it."""


def decimals(low: str, high: str, places: int) -> st.SearchStrategy[Decimal]:
    """Return exact decimals with so many places."""
    unit = Decimal(1).scaleb(-places)
    steps = st.integers(int(Decimal(low) / unit), int(Decimal(high) / unit))
    return steps.map(lambda step: step * unit)


@cache
def amounts(largest: int = LARGEST) -> st.SearchStrategy[Decimal]:
    """Return amounts of a line: mostly round and small, some negative, some enormous."""
    round_ones = st.integers(1, 40).map(lambda steps: Decimal(steps * 10_000))
    return st.one_of(
        *(round_ones, round_ones, round_ones, round_ones),
        st.integers(-20, 0).map(lambda steps: Decimal(steps * 10_000)),
        decimals("-99999.99", "250000.99", 2),
        decimals("0.01", str(largest), 2),
        decimals(f"-{largest}", "0.00", 2),
    )


units = st.integers(1, 12).map(Decimal)
quantities = st.one_of(
    *(units, units, units, units),
    st.integers(-5, 0).map(Decimal),
    decimals("-2.000", "9.999", 3),
    st.sampled_from([Decimal(150), Decimal("999999.999")]),
)


def sometimes(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Return one of the values, or nothing."""
    return st.sampled_from((*values, *values, *(None for _ in values)))


def party_rows(party_id: str) -> st.SearchStrategy[Party]:
    """Return a party; some have no attributes, a few are their own parent."""
    return st.builds(
        Party,
        party_id=st.just(party_id),
        name=sometimes(("Bu Ani", 'Toko, "Jaya"')),
        role=sometimes(ROLES),
        tier=sometimes(TIERS),
        category=sometimes(HISTORY["category"]),
        territory=sometimes(TERRITORIES),
        parent_id=sometimes(PARTIES),
        joined_on=sometimes(DAYS),
    )


def history_rows(attribute: str) -> st.SearchStrategy[HistoryRow]:
    """Return changes of one attribute of a party; a value may be taken away."""
    return st.builds(
        HistoryRow,
        party_id=st.sampled_from((*PARTIES, *STRANGERS)),
        attribute=st.just(attribute),
        value=sometimes(HISTORY[attribute]),
        from_date=days,
    )


def product_rows(product_id: str) -> st.SearchStrategy[Product]:
    """Return a product; some have no category, some no cost."""
    money = st.one_of(st.integers(1, 50_000).map(Decimal), decimals("0", "99.99", 2))
    return st.builds(
        Product,
        product_id=st.just(product_id),
        name=sometimes(("Sabun Melati",)),
        category=sometimes(CATEGORIES),
        brand=sometimes(BRANDS),
        supplier_id=sometimes(SUPPLIERS),
        price=st.one_of(st.none(), money),
        cost=st.one_of(st.none(), money, money),
    )


@cache
def line_rows(
    *, aware: bool, late: bool, largest: int = LARGEST
) -> st.SearchStrategy[Line]:
    """Return lines; ``late`` ones may have become known after their sale, or before."""
    rows = st.builds(
        Line,
        order_id=st.sampled_from(ORDERS),
        line_no=st.just(0),
        sold_at=moments if aware else local_times,
        seller_id=st.sampled_from((*PARTIES[:4], *PARTIES[:2], *STRANGERS)),
        buyer_id=sometimes(PARTIES[2:]),
        product_id=st.sampled_from((*PRODUCTS, "tak dikenal")),
        quantity=quantities,
        amount=amounts(largest),
        cost=st.one_of(st.none(), st.none(), amounts(largest)),
        channel=sometimes(CHANNELS),
        returns_order_id=sometimes((*ORDERS, "hilang")),
    )
    delays = st.one_of(st.none(), st.integers(-1, 45))
    return st.builds(known_after, rows, delays) if late else rows


def known_after(line: Line, days_after: int | None) -> Line:
    """Return the line as one that became known so many days after its sale."""
    if days_after is None:
        return line
    return replace(line, recorded_at=line.sold_at + timedelta(days=days_after))


def _most(rows: Iterable[st.SearchStrategy[Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return one of each kind of row, a few of them left out."""
    kept = st.tuples(*(st.one_of(row, row, row, st.none()) for row in rows))
    return kept.map(lambda found: tuple(row for row in found if row is not None))


party_tables = _most(party_rows(party_id) for party_id in PARTIES)
product_tables = _most(product_rows(product_id) for product_id in PRODUCTS)
history_tables = st.lists(
    st.one_of([history_rows(attribute) for attribute in HISTORY]),
    max_size=8,
    unique_by=lambda row: (row.party_id, row.attribute, row.from_date),
).map(tuple)


@st.composite
def facts(draw: st.DrawFn, *, most_lines: int = 40, largest: int = LARGEST) -> Facts:
    """Return a small world; all moments of a column have an offset or none has."""
    rows = line_rows(aware=draw(st.booleans()), late=draw(st.booleans()), largest=largest)
    least, most = (min(size, most_lines) for size in draw(st.sampled_from(SIZES)))
    lines = draw(st.lists(rows, min_size=least, max_size=most))
    return Facts(
        lines=tuple(
            replace(line, line_no=number) for number, line in enumerate(lines, start=1)
        ),
        parties=draw(party_tables),
        history=draw(history_tables),
        products=draw(product_tables),
    )
