"""How a table is cut into files, ordered and written changes nothing about its facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from fact_folders import NEW_YORK, Row, arrow_table, csv_text, laid, write, write_tables
from hypothesis import given, settings
from hypothesis import strategies as st

from setia_engine.facts.contract import SALE_LINES
from setia_engine.values.numbers import MARGIN_UNITS, MINOR, THOUSANDTHS, scaled
from setia_engine.values.zone import DAY, microseconds, offsets_between

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
IDS = st.text(LETTERS, min_size=1, max_size=4)
MONEY = st.decimals(-(10**16) + 1, 10**16 - 1, places=2, allow_nan=False).map(str)
SMALL_MONEY = st.decimals(-1000, 1000, places=2).map(str)
QUANTITY = st.decimals(-(10**15) + 1, 10**15 - 1, places=3).map(str)
SMALL_QUANTITY = st.decimals(-100, 100, places=3).map(str)
MOMENTS = st.datetimes(
    datetime.fromisoformat("2025-10-20"), datetime.fromisoformat("2026-04-01")
).map(datetime.isoformat)
MISSING = st.just("")
PRODUCTS = [{"product_id": "P", "cost": "7.77"}, {"product_id": "big", "cost": "9" * 16}]


@st.composite
def sale_lines(draw):
    """Draw lines with keys of their own, small or enormous amounts, and many gaps."""
    money, quantity = draw(
        st.sampled_from([(SMALL_MONEY, SMALL_QUANTITY), (MONEY, QUANTITY)])
    )
    keys = draw(
        st.lists(st.tuples(IDS, st.integers(-(2**63), 2**63 - 1)), unique=True, max_size=8)
    )
    return [
        {
            "order_id": order,
            "line_no": str(number),
            "sold_at": draw(MOMENTS),
            "recorded_at": draw(MOMENTS | MISSING),
            "seller_id": draw(IDS),
            "buyer_id": draw(IDS | MISSING),
            "product_id": draw(IDS | st.sampled_from(["P", "big"])),
            "quantity": draw(quantity),
            "amount": draw(money),
            "cost": draw(money | MISSING),
            "channel": draw(IDS | MISSING),
            "returns_order_id": draw(IDS | MISSING),
        }
        for order, number in keys
    ]


def meant(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Say in plain Python what lines of text mean."""
    costs = {row["product_id"]: Fraction(row["cost"]) for row in PRODUCTS}
    return sorted((_meant(row, costs) for row in rows), key=_place)


def _place(line):
    return line["order_id"], line["line_no"]


def _meant(row: Row, costs: dict[str, Fraction]) -> dict[str, object]:
    moments = [row["sold_at"], row["recorded_at"] or row["sold_at"]]
    locals_ = [microseconds(datetime.fromisoformat(moment)) for moment in moments]
    offsets = offsets_between(NEW_YORK, min(locals_), max(locals_))
    sold, recorded = (offsets.instant(local) for local in locals_)
    quantity, amount = Fraction(row["quantity"]), Fraction(row["amount"])
    cost = Fraction(row["cost"]) if row["cost"] else None
    if cost is None and row["product_id"] in costs:
        cost = costs[row["product_id"]] * quantity
    return {
        "order_id": row["order_id"],
        "line_no": int(row["line_no"]),
        "sold_us": sold,
        "recorded_us": recorded,
        "day": offsets.local(sold) // DAY,
        "seller": row["seller_id"],
        "buyer": row["buyer_id"] or None,
        "product": row["product_id"],
        "quantity": scaled(quantity, THOUSANDTHS),
        "amount": scaled(amount, MINOR),
        "margin": None if cost is None else scaled(amount - cost, MARGIN_UNITS),
        "channel": row["channel"] or None,
        "returns_order_id": row["returns_order_id"] or None,
    }


@settings(max_examples=25, deadline=None)
@given(rows=sale_lines(), chance=st.randoms(use_true_random=False))
def test_lines_mean_the_same_in_any_order_in_any_files_in_any_form(rows, chance):
    chance.shuffle(rows)
    files = chance.randint(1, 3)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(folder, products=PRODUCTS)
        for number in range(files):
            part = rows[number::files]
            if part and chance.random() < 0.5:
                write(folder, f"sale_lines/{number}.parquet", arrow_table(part, SALE_LINES))
            else:
                text = csv_text(part, [column.name for column in SALE_LINES.columns])
                write(folder, f"sale_lines/{number}.csv", text)

        facts = laid(folder, NEW_YORK)

    assert sorted(facts.lines[NEW_YORK], key=_place) == meant(rows)
    people = {row[who] for row in rows for who in ("seller_id", "buyer_id")} - {""}
    assert [party["party_id"] for party in facts.parties] == sorted(people)
    days = [line["day"] for line in facts.lines[NEW_YORK]]
    assert facts.counts.first_day == ({NEW_YORK: min(days)} if days else {})


EXACT_MONEY = re.compile(r"[ \t]*[+-]?[0-9]+(\.[0-9]{1,2}0*)?[ \t]*", re.ASCII)
MONEY_LIKE = (
    st.text("0123456789.+-,e \tRp_", min_size=1, max_size=9)
    | st.from_regex(r"[ \t]?[+-]?0{0,3}[0-9]{1,17}(\.[0-9]{1,4}0{0,3})?", fullmatch=True)
    | st.text(LETTERS, min_size=1)
)


def read_with(folder: Path, column: str, cells: Sequence[str]) -> dict[int, int]:
    """Lay a line for each cell of a column; return what those that can be read mean."""
    sound = {
        "order_id": "SO",
        "sold_at": "2026-11-30",
        "seller_id": "R",
        "product_id": "P",
        "quantity": "1",
        "amount": "1",
    }
    lines = [
        sound | {"line_no": str(number), column: cell} for number, cell in enumerate(cells)
    ]
    write_tables(folder, sale_lines=lines)
    found = laid(folder, "UTC", rejects=folder / "rejects.csv").lines["UTC"]
    name = {"sold_at": "sold_us"}.get(column, column)
    return {line["line_no"]: line[name] for line in found}


@settings(max_examples=10, deadline=None)
@given(cells=st.lists(MONEY_LIKE, min_size=1, max_size=200))
def test_money_is_laid_down_exactly_or_told(cells):
    with TemporaryDirectory() as name:
        found = read_with(Path(name), "amount", cells)

    exact = {
        number: Decimal(cell.strip(" \t"))
        for number, cell in enumerate(cells)
        if EXACT_MONEY.fullmatch(cell)
    }
    assert found == {
        number: amount * 100 for number, amount in exact.items() if abs(amount) < 10**16
    }


@st.composite
def written_moments(draw):
    """Draw a moment in one of the ways to write it, and the instant in UTC that it is."""
    moment = draw(st.datetimes(datetime(1969, 1, 1), datetime(1971, 1, 1)))
    digits = draw(st.integers(0, 9))
    fraction = f".{moment:%f}{draw(st.integers(0, 999)):03}"[: digits + 1] if digits else ""
    clock = f"{moment:%H:%M:%S}{fraction}"
    offset = draw(st.integers(-15 * 60 - 59, 15 * 60 + 59))
    sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    ending, shift = draw(
        st.sampled_from(
            [
                ("", 0),
                ("Z", 0),
                (f"{sign}{hours:02}:{minutes:02}", offset),
                (f"{sign}{hours:02}{minutes:02}", offset),
                (f"{sign}{hours:02}", (hours if offset > 0 else -hours) * 60),
            ]
        )
    )
    gap = " " if ending and draw(st.booleans()) else ""
    cell = (
        f"{moment.year:04}{moment:-%m-%d}{draw(st.sampled_from('T '))}{clock}{gap}{ending}"
    )
    kept = moment.replace(microsecond=int(fraction[1:7].ljust(6, "0") or 0))
    instant = microseconds(kept) - shift * 60 * 10**6
    return draw(st.sampled_from(["", " ", "\t"])) + cell, instant


@settings(max_examples=10, deadline=None)
@given(moments=st.lists(written_moments(), min_size=1, max_size=200))
def test_a_moment_is_the_same_instant_however_it_is_written(moments):
    with TemporaryDirectory() as name:
        found = read_with(Path(name), "sold_at", [cell for cell, _ in moments])

    assert found == {number: instant for number, (_, instant) in enumerate(moments)}


@settings(max_examples=10, deadline=None)
@given(
    cells=st.lists(
        st.text("0123456789-T:. Z+", min_size=1, max_size=12).map("2026-11-30".__add__)
        | st.text("0123456789-/T: ", min_size=1, max_size=20),
        min_size=1,
        max_size=200,
    )
)
def test_a_moment_that_is_read_is_what_a_plain_reading_says(cells):
    with TemporaryDirectory() as name:
        found = read_with(Path(name), "sold_at", cells)

    for number, instant in found.items():
        plain = re.sub(r" (?=[Z+-])", "", cells[number].strip())
        assert instant == microseconds(datetime.fromisoformat(plain)), cells[number]
