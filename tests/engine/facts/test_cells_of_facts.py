"""What a cell may hold, in CSV and in Parquet, and what is told of one that may not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from fact_folders import (
    JAKARTA,
    LINE,
    a_line,
    arrow_table,
    csv_text,
    laid,
    refused,
    write,
    write_tables,
)

from setia_engine.facts.contract import PARTIES, SALE_LINES
from setia_engine.facts.refusals import BadRow
from setia_engine.values.zone import microseconds

TEN = datetime.fromisoformat("2026-11-30T10:00")
MIDNIGHT = datetime.fromisoformat("2026-11-30")
TOO_LONG = "1" * 17
GOOD_IN_TEXT = {
    "amount": [
        ("100000", 10_000_000),
        ("100000.5", 10_000_050),
        ("-0.01", -1),
        ("+7.10", 710),
        ("007", 700),
        ("-0", 0),
        ("1.5000", 150),
        (" 12.00\t", 1_200),
        ("9999999999999999.99", 999_999_999_999_999_999),
        ("-9999999999999999.99", -999_999_999_999_999_999),
        ("0" * 30 + "1.25" + "0" * 30, 125),
    ],
    "quantity": [
        ("1", 1_000),
        ("-2.125", -2_125),
        ("0.001000", 1),
        ("999999999999999.999", 999_999_999_999_999_999),
    ],
    "line_no": [("12", 12), ("3.0", 3), ("-4", -4), ("9223372036854775807", 2**63 - 1)],
}
BAD_IN_TEXT = {
    "amount": [
        *("1.234", "1.005000001", "1,000", "1.000,00", "Rp 5000", "Rp5.000", "5000 IDR"),
        *(
            "NaN",
            "nan",
            "Inf",
            "-Infinity",
            "1e5",
            "1E5",
            ".5",
            "5.",
            "--1",
            "- 1",
            "1 000",
        ),
        *("0x10", "1_000", "½", "٣", "−5", TOO_LONG, "ten", "5\u00a0", "true", "1.2.3"),
    ],
    "quantity": ["1.0001", "1234567890123456", "1/2", "2,5", "1e0"],
    "line_no": ["1.5", "one", "9223372036854775808", "1e0", "#1", "1a"],
    "sold_at": [
        *(
            "2026-02-29T10:00:00",
            "2026-13-01",
            "2026-11-31 10:00",
            "30/11/2026",
            "2026/11/30",
        ),
        *("1899-12-31T23:59:59", "10000-01-01", "0000-01-01", "2026-11-30T24:00:00"),
        *("2026-11-30T10:60", "2026-11-30T10:00:60", "2026-11-30T10", "20261130T100000"),
        *("2026-11-30T10:00:00+7", "2026-11-30T10:00:00+16:00", "2026-11-30T10:00:00 WIB"),
        *(
            "2026-11-30T10:00:00Asia/Jakarta",
            "2026-11-30+07:00",
            "2026-11-30T10:00:00.+07:00",
        ),
        *(
            "infinity",
            "epoch",
            "now",
            "1764486000",
            "2026-11-30T10:00:00+07:00:00",
            "2026-1-5",
        ),
        *("10:00:00", "2026-11-30T10:00:00.5.5", "-2026-11-30", "2026-11-30T", "NaT"),
        *("9999-12-31T23:00:00Z", "1900-01-01T00:00:00+07:00"),
    ],
}


@pytest.mark.parametrize("column", GOOD_IN_TEXT)
def test_a_number_that_is_exact_is_laid_down_in_whole_units(tmp_path, column):
    cells = dict(GOOD_IN_TEXT[column])
    lines = [
        a_line(**{"order_id": f"SO{number:02}", column: cell})
        for number, cell in enumerate(cells)
    ]
    write_tables(tmp_path, sale_lines=lines)

    found = [line[column] for line in laid(tmp_path).lines[JAKARTA]]

    assert dict(zip(cells, found, strict=True)) == cells


@pytest.mark.parametrize("column", BAD_IN_TEXT)
def test_a_cell_that_is_not_what_its_column_asks_for_is_told(tmp_path, column):
    cells = BAD_IN_TEXT[column]
    lines = [
        a_line(**{"order_id": f"SO{number}", column: cell})
        for number, cell in enumerate(cells)
    ]
    write_tables(tmp_path, sale_lines=lines)

    expected = SALE_LINES.column(column).expected
    assert refused(tmp_path) == [
        BadRow("sale_lines.csv", row, column, cell, expected)
        for row, cell in enumerate(cells, start=2)
    ]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_empty_cell_that_must_not_be_empty_is_told(tmp_path, form):
    columns = [column for column in SALE_LINES.columns if column.required]
    lines = [a_line(order_id=f"SO{column.name}") | {column.name: ""} for column in columns]
    write_tables(tmp_path, form, sale_lines=lines)

    first = 2 if form == "csv" else 1
    assert refused(tmp_path) == [
        BadRow(f"sale_lines.{form}", row, column.name, "", column.expected)
        for row, column in enumerate(columns, start=first)
    ]


def test_blanks_alone_are_an_empty_number_but_a_text_like_any_other(tmp_path):
    lines = [a_line(buyer_id="  ", cost=" ", recorded_at="\t", channel=" ")]
    write_tables(tmp_path, sale_lines=lines)

    line = laid(tmp_path).line()

    assert (line["buyer"], line["channel"]) == ("  ", " ")
    assert (line["margin"], line["recorded_us"]) == (None, line["sold_us"])


def test_texts_are_kept_to_the_letter(tmp_path):
    texts = {
        "order_id": " SO 1 ",
        "seller_id": "\uff52\uff11",
        "buyer_id": "R1\u0301",
        "channel": "🛒",
    }
    write_tables(tmp_path, sale_lines=[a_line(**texts)])

    line = laid(tmp_path).line()

    assert [line[name] for name in ("order_id", "seller", "buyer", "channel")] == [
        *texts.values()
    ]


PARQUET_GOOD = [
    ("amount", pa.array([1], pa.int8()), 100),
    ("amount", pa.array([-5], pa.int64()), -500),
    ("amount", pa.array([2**40], pa.uint64()), 2**40 * 100),
    ("amount", pa.array([100000.1], pa.float64()), 10_000_010),
    ("amount", pa.array([0.1 + 0.7], pa.float64()).cast(pa.float32()), 80),
    ("amount", pa.array([123456789012345.67], pa.float64()), 12_345_678_901_234_567),
    ("amount", pa.array([-0.0], pa.float64()), 0),
    ("amount", pa.array(["12.50"]), 1_250),
    ("amount", pa.array(["12.50"], pa.large_string()), 1_250),
    ("amount", pa.array(["12.50"]).dictionary_encode(), 1_250),
    ("amount", pa.array([Decimal("12.5")], pa.decimal128(3, 1)), 1_250),
    ("amount", pa.array([Decimal("12.5")], pa.decimal128(38, 18)), 1_250),
    ("amount", pa.array([Decimal("12.5")], pa.decimal128(20, 2)), 1_250),
    ("quantity", pa.array([1.125], pa.float64()), 1_125),
    ("quantity", pa.array([3], pa.int32()), 3_000),
    ("line_no", pa.array([7], pa.uint8()), 7),
    ("line_no", pa.array([7.0], pa.float64()), 7),
    ("line_no", pa.array([Decimal(7)], pa.decimal128(38, 0)), 7),
    ("line_no", pa.array([7], pa.uint64()), 7),
    ("line_no", pa.array(["7"]), 7),
    ("order_id", pa.array([536365], pa.int32()), "536365"),
    ("order_id", pa.array(["a"]).dictionary_encode(), "a"),
    ("order_id", pa.array(["a"], pa.large_string()), "a"),
    ("order_id", pa.array(["ä".encode()], pa.binary()), "ä"),
]
PARQUET_BAD = [
    ("amount", pa.array([0.1 + 0.2], pa.float64()), "0.30000000000000004"),
    ("amount", pa.array([1e16], pa.float64()), "1e+16"),
    ("amount", pa.array([float("nan")], pa.float64()), "nan"),
    ("amount", pa.array([float("inf")], pa.float64()), "inf"),
    ("amount", pa.array([10**17], pa.int64()), "1" + "0" * 17),
    ("amount", pa.array([Decimal("1.005")], pa.decimal128(18, 3)), "1.005"),
    ("amount", pa.array([Decimal(10**16)], pa.decimal128(38, 2)), "1" + "0" * 16 + ".00"),
    ("amount", pa.array([True]), "true"),
    ("amount", pa.array([b"5"], pa.binary()), "5"),
    ("amount", pa.array([[5]]), "[5]"),
    ("amount", pa.array([{"rp": 5}]), "{'rp': 5}"),
    ("quantity", pa.array([0.0005], pa.float64()), "0.0005"),
    ("line_no", pa.array([1.5], pa.float64()), "1.5"),
    ("line_no", pa.array([2**63], pa.uint64()), str(2**63)),
    ("order_id", pa.array([17850.0], pa.float64()), "17850.0"),
    ("order_id", pa.array([b"\xff"], pa.binary()), "\\xFF"),
    ("order_id", pa.array([b""], pa.binary()), ""),
    ("sold_at", pa.array([1764486000], pa.int64()), "1764486000"),
    ("sold_at", pa.array([2**62], pa.timestamp("us")), None),
    ("sold_at", pa.array([36000], pa.time32("s")), "10:00:00"),
    ("seller_id", pa.array([date(2026, 1, 1)]), "2026-01-01"),
]


def _with_column(name, values):
    table = arrow_table([LINE], SALE_LINES)
    return table.set_column(table.schema.get_field_index(name), name, values)


@pytest.mark.parametrize(("column", "values", "meant"), PARQUET_GOOD)
def test_another_type_is_read_where_its_values_convert_exactly(
    tmp_path, column, values, meant
):
    write(tmp_path, "sale_lines.parquet", _with_column(column, values))

    assert laid(tmp_path).line()[column] == meant


@pytest.mark.parametrize(("column", "values", "shown"), PARQUET_BAD)
def test_another_type_is_told_where_its_values_do_not_convert(
    tmp_path, column, values, shown
):
    write(tmp_path, "sale_lines.parquet", _with_column(column, values))

    (found,) = refused(tmp_path)

    assert (found.file, found.row, found.column) == ("sale_lines.parquet", 1, column)
    assert shown is None or found.value == shown
    assert found.expected == SALE_LINES.column(column).expected


@pytest.mark.parametrize(
    ("values", "instant"),
    [
        (pa.array([TEN], pa.timestamp("s")), "2026-11-30T03:00:00Z"),
        (
            pa.array([TEN], pa.timestamp("ms")),
            "2026-11-30T03:00:00Z",
        ),
        (
            pa.array([1_764_496_800_123_456_789], pa.timestamp("ns")),
            "2025-11-30T03:00:00.123456Z",
        ),
        (pa.array([-1], pa.timestamp("ns")), "1969-12-31T16:59:59.999999Z"),
        (
            pa.array([TEN], pa.timestamp("us", "UTC")),
            "2026-11-30T10:00:00Z",
        ),
        (
            pa.array([TEN], pa.timestamp("ns", "UTC")),
            "2026-11-30T10:00:00Z",
        ),
        (pa.array([date(2026, 11, 30)], pa.date32()), "2026-11-29T17:00:00Z"),
        (pa.array([date(2026, 11, 30)], pa.date64()), "2026-11-29T17:00:00Z"),
        (pa.array(["2026-11-30 10:00:00+07"]), "2026-11-30T03:00:00Z"),
    ],
)
def test_a_moment_of_any_type_is_the_same_instant(tmp_path, values, instant):
    write(tmp_path, "sale_lines.parquet", _with_column("sold_at", values))

    assert laid(tmp_path).line()["sold_us"] == microseconds(datetime.fromisoformat(instant))


def test_a_timestamp_of_the_type_that_does_not_say_whether_it_is_utc_is_told(tmp_path):
    table = arrow_table([LINE], SALE_LINES)
    pa.parquet.write_table(
        table, tmp_path / "sale_lines.parquet", use_deprecated_int96_timestamps=True
    )

    (found,) = refused(tmp_path)

    assert (found.column, found.value) == ("sold_at", "2026-11-30 10:00:00")


def test_a_day_is_laid_down_as_its_number(tmp_path):
    days = {
        "2024-02-29": 19_782,
        " 1900-01-01 ": -25_567,
        "9999-12-31": 2_932_896,
        "": None,
    }
    parties = [
        {"party_id": f"R{n}", "joined_on": cell} for n, cell in enumerate(days, start=1)
    ]
    write_tables(tmp_path, sale_lines=[LINE], parties=parties)

    assert [party["joined_on"] for party in laid(tmp_path).parties] == list(days.values())


def test_a_day_that_does_not_exist_or_is_written_otherwise_is_told(tmp_path):
    cells = [
        "2023-02-29",
        "2026-11-30T10:00",
        "30-11-2026",
        "1899-12-31",
        "soon",
        "2026-1-1",
    ]
    parties = [{"party_id": f"R{n}", "joined_on": cell} for n, cell in enumerate(cells)]
    write_tables(tmp_path, sale_lines=[LINE], parties=parties)

    expected = PARTIES.column("joined_on").expected
    assert refused(tmp_path) == [
        BadRow("parties.csv", row, "joined_on", cell, expected)
        for row, cell in enumerate(cells, start=2)
    ]


@pytest.mark.parametrize(
    ("moment", "day"),
    [(MIDNIGHT, 20_787), (MIDNIGHT.replace(second=1), None)],
)
def test_a_timestamp_is_a_day_only_at_midnight(tmp_path, moment, day):
    write_tables(tmp_path, sale_lines=[LINE])
    parties = pa.table(
        {"party_id": ["R1"], "joined_on": pa.array([moment], pa.timestamp("ns"))}
    )
    write(tmp_path, "parties.parquet", parties)

    if day is None:
        assert [found.column for found in refused(tmp_path)] == ["joined_on"]
    else:
        assert laid(tmp_path).parties[0]["joined_on"] == day


@pytest.mark.parametrize("role", ["Reseller", "reseller ", "agent"])
def test_a_role_or_attribute_outside_its_list_is_told_as_written(tmp_path, role):
    history = {
        "party_id": "R1",
        "attribute": "name",
        "value": "x",
        "from_date": "2026-01-01",
    }
    write_tables(
        tmp_path,
        sale_lines=[LINE],
        parties=[{"party_id": "R1", "role": role}, {"party_id": "R2", "role": ""}],
        party_history=[history],
    )

    found = [(row.file, row.row, row.column, row.value) for row in refused(tmp_path)]

    assert found == [
        ("parties.csv", 2, "role", role),
        ("party_history.csv", 2, "attribute", "name"),
    ]


def test_every_bad_cell_of_every_table_is_told_at_once_in_order(tmp_path):
    lines = [a_line(quantity="x", amount="y"), LINE, a_line(line_no="2", sold_at="z")]
    write_tables(
        tmp_path,
        sale_lines=lines,
        products=[{"product_id": "", "price": "1,5", "cost": "2"}],
        parties=[{"party_id": "R1", "birth_date": "never"}],
    )

    found = [(row.file, row.row, row.column, row.value) for row in refused(tmp_path)]

    assert found == [
        ("sale_lines.csv", 2, "quantity", "x"),
        ("sale_lines.csv", 2, "amount", "y"),
        ("sale_lines.csv", 3, "order_id, line_no", "SO1 / 1"),
        ("sale_lines.csv", 4, "sold_at", "z"),
        ("parties.csv", 2, "birth_date", "never"),
        ("products.csv", 2, "product_id", ""),
        ("products.csv", 2, "price", "1,5"),
    ]


def test_a_long_cell_is_shown_by_its_beginning(tmp_path):
    write_tables(tmp_path, sale_lines=[a_line(amount="9" * 5_000)])

    (found,) = refused(tmp_path)

    assert found.value == "9" * 200 + "…"


def test_header_text_is_trimmed_but_capitals_count(tmp_path):
    text = csv_text([LINE]).replace("order_id", "\ufeff order_id ", 1)
    write(tmp_path, "sale_lines.csv", text)
    assert laid(tmp_path).line()["order_id"] == "SO1"

    write(tmp_path, "sale_lines.csv", csv_text([LINE]).replace("amount", "Amount"))
    (found,) = refused(tmp_path)
    assert (found.row, found.column, found.expected) == (None, "amount", "a column amount")
