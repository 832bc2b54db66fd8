"""What is laid down: codes, margins, history and counts."""

from __future__ import annotations

import pyarrow as pa
import pytest
from fact_folders import (
    JAKARTA,
    LINE,
    a_line,
    csv_text,
    laid,
    write,
    write_tables,
)

from setia_engine.errors import EngineError
from setia_engine.facts.contract import TABLES
from setia_engine.facts.laid import LINE_COLUMNS
from setia_engine.run.load import open_facts

HISTORY = {"party_id": "R1", "attribute": "tier", "value": "A", "from_date": "2026-01-01"}


def test_the_line_table_has_exactly_its_columns(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    with open_facts(tmp_path, [JAKARTA]) as facts:
        columns = facts.connection.sql(f"DESCRIBE {facts.lines[JAKARTA]}").fetchall()
        schemas = facts.parties.schema, facts.history.schema, facts.products.schema

    assert {name: kind for name, kind, *_ in columns} == LINE_COLUMNS
    text, code = pa.string(), pa.int32()
    texts = dict.fromkeys(
        ("party_id", "name", "role", "tier", "category", "territory"), text
    )
    assert schemas[0] == pa.schema(
        texts | {"parent": code, "joined_on": code, "known": pa.bool_()}
    )
    assert schemas[1] == pa.schema(
        {"party": code, "attribute": text, "value": text, "from_day": code}
    )
    texts = dict.fromkeys(("product_id", "name", "category", "brand", "supplier_id"), text)
    assert schemas[2] == pa.schema(
        texts | {"price": pa.int64(), "cost": pa.int64(), "known": pa.bool_()}
    )


def test_a_line_is_laid_down_in_whole_units_on_its_local_day(tmp_path):
    line = a_line(
        line_no="7",
        sold_at="2026-12-01T00:00:00.000001",
        recorded_at="2026-12-02T10:00:00Z",
        buyer_id="C1",
        quantity="-2.5",
        amount="-100.25",
        cost="-60",
        channel="chat",
        returns_order_id="SO0",
    )
    write_tables(tmp_path, sale_lines=[line])

    assert laid(tmp_path).line() == {
        "order_id": "SO1",
        "line_no": 7,
        "sold_us": 1_796_058_000_000_001,
        "recorded_us": 1_796_205_600_000_000,
        "day": 20_788,
        "seller": "R1",
        "buyer": "C1",
        "product": "P1",
        "quantity": -2_500,
        "amount": -10_025,
        "margin": -4_025_000,
        "channel": "chat",
        "returns_order_id": "SO0",
    }


def test_what_is_not_given_is_null_or_what_the_contract_says(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    line = laid(tmp_path).line()

    names = ("buyer", "margin", "channel", "returns_order_id")
    assert [line[name] for name in names] == [None] * 4
    assert line["recorded_us"] == line["sold_us"]


@pytest.mark.parametrize(
    ("line_cost", "product_cost", "margin"),
    [
        ("60.00", "10.00", (100_00 - 60_00) * 1_000),
        ("", "10.01", 100_00 * 1_000 - 10_01 * 2_500),
        ("0", "10.00", 100_00 * 1_000),
        ("-60", "", (100_00 + 60_00) * 1_000),
        ("", "0", 100_00 * 1_000),
        ("", "", None),
    ],
)
def test_margin_takes_the_cost_of_the_line_else_of_the_product_else_is_none(
    tmp_path, line_cost, product_cost, margin
):
    write_tables(
        tmp_path,
        sale_lines=[a_line(amount="100.00", quantity="2.5", cost=line_cost)],
        products=[{"product_id": "P1", "cost": product_cost}],
    )

    facts = laid(tmp_path)

    assert facts.line()["margin"] == margin
    assert facts.counts.lines_without_margin == (margin is None)


@pytest.mark.parametrize("sign", ["", "-"])
def test_margins_of_the_largest_amounts_are_exact(tmp_path, sign):
    nines = f"{sign}{'9' * 16}.99"
    lines = [
        a_line(amount=nines, quantity=f"-{'9' * 15}.999"),
        a_line(line_no="2", amount=nines, cost=nines.translate({45: None})),
        a_line(line_no="3", amount="1", quantity="0.001", product_id="P2"),
    ]
    products = [{"product_id": "P1", "cost": nines}, {"product_id": "P2", "cost": "0.07"}]
    write_tables(tmp_path, sale_lines=lines, products=products)

    found = [int(line["margin"]) for line in laid(tmp_path).lines[JAKARTA]]

    largest = -(10**18 - 1) if sign else 10**18 - 1
    assert found == [
        largest * 1_000 + (10**18 - 1) * largest,
        (largest - (10**18 - 1)) * 1_000,
        100_000 - 7,
    ]


def test_codes_follow_the_ids_of_all_tables_in_code_point_order(tmp_path):
    write_tables(
        tmp_path,
        sale_lines=[
            a_line(seller_id="z", buyer_id="Z", product_id="é"),
            a_line(line_no="2", seller_id="é", buyer_id="", product_id="f"),
        ],
        parties=[{"party_id": "a", "parent_id": "10"}, {"party_id": "9", "parent_id": ""}],
        party_history=[
            HISTORY | {"party_id": "_"},
            HISTORY | {"party_id": "a", "attribute": "parent_id", "value": "\U0001f6d2"},
            HISTORY | {"party_id": "a", "attribute": "territory", "value": "nowhere"},
        ],
        products=[{"product_id": "\ufb01"}, {"product_id": "F"}],
    )

    facts = laid(tmp_path)

    ids = [party["party_id"] for party in facts.parties]
    assert ids == ["10", "9", "Z", "_", "a", "z", "é", "\U0001f6d2"] == sorted(ids)
    assert [party["party_id"] for party in facts.parties if party["known"]] == ["9", "a"]
    assert [party["parent"] for party in facts.parties] == [*[None] * 4, "10", *[None] * 3]
    assert [product["product_id"] for product in facts.products] == [
        "F",
        "f",
        "é",
        "\ufb01",
    ]
    assert [product["known"] for product in facts.products] == [True, False, False, True]


def test_parties_and_products_keep_what_is_known_of_them(tmp_path):
    write_tables(
        tmp_path,
        "parquet",
        sale_lines=[LINE],
        parties=[
            {
                "party_id": "R1",
                "name": "Ani",
                "role": "reseller",
                "tier": "gold",
                "category": "toko",
                "territory": "Bandung",
                "parent_id": "R1",
                "joined_on": "2026-01-01",
                "phone": "0812",
            }
        ],
        products=[
            {
                "product_id": "P1",
                "name": "Teh",
                "category": "drink",
                "brand": "Setia",
                "supplier_id": "S1",
                "price": "9999999999999999.99",
                "cost": "-0.01",
            }
        ],
    )

    facts = laid(tmp_path)

    assert facts.parties == [
        {
            "party_id": "R1",
            "name": "Ani",
            "role": "reseller",
            "tier": "gold",
            "category": "toko",
            "territory": "Bandung",
            "parent": "R1",
            "joined_on": 20_454,
            "known": True,
        }
    ]
    assert facts.products == [
        {
            "product_id": "P1",
            "name": "Teh",
            "category": "drink",
            "brand": "Setia",
            "supplier_id": "S1",
            "price": 999_999_999_999_999_999,
            "cost": -1,
            "known": True,
        }
    ]


def test_history_is_sorted_and_may_end_a_value(tmp_path):
    rows = [
        HISTORY | {"from_date": "2026-02-01", "value": ""},
        HISTORY,
        HISTORY | {"attribute": "category", "from_date": "2027-01-01"},
        HISTORY | {"party_id": "A"},
    ]
    write_tables(tmp_path, sale_lines=[LINE], party_history=rows)

    found = [tuple(row.values()) for row in laid(tmp_path).history]

    assert found == [
        ("A", "tier", "A", 20_454),
        ("R1", "category", "A", 20_819),
        ("R1", "tier", "A", 20_454),
        ("R1", "tier", None, 20_485),
    ]


def test_lines_with_parties_and_products_of_no_table_are_counted(tmp_path):
    lines = [
        a_line(),
        a_line(line_no="2", seller_id="X"),
        a_line(line_no="3", buyer_id="X"),
        a_line(line_no="4", buyer_id="R1", product_id="X"),
        a_line(line_no="5", seller_id="X", buyer_id="Y", product_id="Z"),
    ]
    write_tables(
        tmp_path,
        sale_lines=lines,
        parties=[{"party_id": "R1"}],
        products=[{"product_id": "P1"}],
    )

    counts = laid(tmp_path).counts

    assert counts.lines == 5
    assert (counts.lines_unknown_party, counts.lines_unknown_product) == (3, 2)
    assert (counts.first_day, counts.last_day) == ({JAKARTA: 20_787}, {JAKARTA: 20_787})


def test_every_step_is_told_and_nothing_is_left_behind(tmp_path):
    write(tmp_path, "data/sale_lines.csv", csv_text([LINE]))
    workdir = tmp_path / "work"
    workdir.mkdir()
    steps = []

    with open_facts(
        tmp_path / "data", [JAKARTA], workdir=workdir, progress=steps.append
    ) as facts:
        held = len(list(workdir.iterdir()))
        staged = list(workdir.rglob("*.staged"))
        assert facts.counts.lines == 1

    assert (held, staged, list(workdir.iterdir())) == (1, [], [])
    assert steps == [
        *(f"reading {table.name}" for table in TABLES),
        *(f"checking {table.name}" for table in TABLES),
        "laying down parties and products",
        f"laying down sale_lines for {JAKARTA}",
    ]


def test_an_error_leaves_nothing_behind_either(tmp_path):
    write(tmp_path, "data/sale_lines.csv", csv_text([a_line(amount="x")]))
    workdir = tmp_path / "work"
    workdir.mkdir()

    with pytest.raises(EngineError):
        laid(tmp_path / "data", workdir=workdir)

    assert list(workdir.iterdir()) == []


def test_a_time_zone_is_needed(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    with pytest.raises(ValueError, match="time zone"), open_facts(tmp_path, []):
        pass
