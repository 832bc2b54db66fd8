"""Which files make up a table, and what is told of those that cannot."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
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

from setia_engine.facts.contract import SALE_LINES
from setia_engine.facts.refusals import FactsMissing


def parquet(*lines):
    return arrow_table(lines, SALE_LINES)


def _renamed(table, pattern):
    return table.rename_columns([pattern.format(name) for name in table.column_names])


def places(folder):
    return [(row.file, row.row, row.column, row.value) for row in refused(folder)]


def orders(folder):
    return [line["order_id"] for line in laid(folder).lines[JAKARTA]]


@pytest.mark.parametrize(
    "name",
    [
        "sale_lines.parquet",
        "sale_lines.PARQUET",
        "sale_lines/x.parquet",
        "sale_lines/month=2026-11/x.parquet",
        "sale_lines/year=2026/month=11/day=30/x.parquet",
        "sale_lines.parquet/part-0000.snappy.parquet",
        "sale_lines/[1]*?'{a,b}.parquet",
        "sale_lines/bulan november/penjualan ☕.parquet",
    ],
)
def test_a_table_is_found_as_a_file_or_in_a_folder_of_files(tmp_path, name):
    write(tmp_path, name, parquet(LINE))

    assert orders(tmp_path) == ["SO1"]


def test_csv_and_parquet_may_share_a_folder_and_marks_of_other_programs_are_passed_over(
    tmp_path,
):
    write(tmp_path, "sale_lines/month=1/a.parquet", parquet(LINE))
    write(tmp_path, "sale_lines/month=2/b.CSV", csv_text([a_line(order_id="SO2")]))
    for mark in ("_SUCCESS", ".a.parquet.crc", "_delta_log/0.json", ".hidden/c.csv"):
        write(tmp_path, f"sale_lines/{mark}", "")
    write(tmp_path, "README.md", "about this data")
    write(tmp_path, "sale_lines_old.csv", "")

    assert orders(tmp_path) == ["SO1", "SO2"]


def test_a_pattern_in_a_name_is_not_followed_to_other_files(tmp_path):
    write(tmp_path, "sale_lines/[ab].parquet", parquet(LINE))
    write(tmp_path, "parties/a.csv", "party_id\nR1\n")
    write(tmp_path, "sale_lines/a.parquet", parquet(a_line(order_id="SO2")))

    assert orders(tmp_path) == ["SO1", "SO2"]


@pytest.mark.parametrize("other", ["sale_lines.csv", "sale_lines/x.csv"])
def test_a_table_in_two_places_is_told_with_both(tmp_path, other):
    write(tmp_path, "sale_lines.parquet", parquet(LINE))
    write(tmp_path, other, csv_text([LINE]))

    (found,) = refused(tmp_path)

    assert {found.file, found.value} == {"sale_lines.parquet", other.split("/", 1)[0]}
    assert found.expected == "one place for sale_lines"


def test_a_file_in_the_folder_of_a_table_that_cannot_be_read_is_told(tmp_path):
    write(tmp_path, "sale_lines/2026-11.csv", csv_text([LINE]))
    write(tmp_path, "sale_lines/2026-12.xlsx", "sales")
    write(tmp_path, "sale_lines/2027-01.csv.gz", "sales")

    assert places(tmp_path) == [
        ("sale_lines/2026-12.xlsx", None, None, ".xlsx"),
        ("sale_lines/2027-01.csv.gz", None, None, ".gz"),
    ]


def test_a_missing_folder_or_table_of_lines_is_an_error_of_its_own(tmp_path):
    with pytest.raises(FactsMissing) as missing:
        laid(tmp_path / "nowhere")
    assert (missing.value.folder, missing.value.table) == (tmp_path / "nowhere", None)

    (tmp_path / "sale_lines").mkdir()
    with pytest.raises(FactsMissing) as missing:
        laid(tmp_path)
    assert (missing.value.folder, missing.value.table) == (tmp_path, "sale_lines")


def test_all_other_tables_may_be_missing(tmp_path):
    write_tables(tmp_path, sale_lines=[a_line(buyer_id="C1")])

    facts = laid(tmp_path)

    assert [(row["party_id"], row["known"]) for row in facts.parties] == [
        ("C1", False),
        ("R1", False),
    ]
    assert [(row["product_id"], row["known"]) for row in facts.products] == [("P1", False)]
    assert (facts.counts.lines_unknown_party, facts.counts.lines_unknown_product) == (1, 1)


def test_files_that_are_no_parquet_are_told_each(tmp_path):
    sound = write(tmp_path, "sale_lines/a.parquet", parquet(LINE)).read_bytes()
    write(tmp_path, "sale_lines/b.parquet", b"")
    write(tmp_path, "sale_lines/c.parquet", sound[: len(sound) // 2])
    write(tmp_path, "sale_lines/d.parquet", csv_text([LINE]))

    found = refused(tmp_path)

    assert [row.file for row in found] == [f"sale_lines/{name}.parquet" for name in "bcd"]
    assert {(row.row, row.column, row.expected) for row in found} == {
        (None, None, "a Parquet file that can be read")
    }


@pytest.mark.parametrize("column", ["amount", "channel"])
def test_a_file_with_a_broken_page_is_told(tmp_path, column):
    lines = [
        a_line(order_id=f"PO{n}", channel=f"c{n}", amount=str(n)) for n in range(3_000)
    ]
    write(tmp_path, "sale_lines/a.parquet", parquet(LINE))
    path = write(tmp_path, "sale_lines/b.parquet", parquet(*lines))
    chunk = pq.ParquetFile(path).metadata.row_group(0)
    place = next(n for n in range(9) if chunk.column(n).path_in_schema == column)
    offset = chunk.column(place).dictionary_page_offset
    content = bytearray(path.read_bytes())
    content[offset : offset + 200] = bytes(200)
    path.write_bytes(content)

    (found,) = refused(tmp_path)

    assert (found.file, found.row) == ("sale_lines/b.parquet", None)


def test_text_in_parquet_that_is_not_utf8_makes_the_file_unreadable(tmp_path):
    table = parquet(LINE)
    values = pa.array([b"\xff\xfe"], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 1, values.buffers())
    write(tmp_path, "sale_lines.parquet", table.append_column("channel", text))

    (found,) = refused(tmp_path)

    assert (found.file, found.expected) == (
        "sale_lines.parquet",
        "a Parquet file that can be read",
    )


def test_a_column_that_some_files_lack_is_null_there(tmp_path):
    write(tmp_path, "sale_lines/a.parquet", parquet(a_line(cost="1", channel="shop")))
    write(tmp_path, "sale_lines/b.parquet", parquet(a_line(order_id="SO2")))
    write(tmp_path, "sale_lines/c.csv", csv_text([a_line(order_id="SO3", channel="chat")]))

    lines = laid(tmp_path).lines[JAKARTA]

    assert [line["channel"] for line in lines] == ["shop", None, "chat"]
    assert [line["margin"] is None for line in lines] == [False, True, True]


def test_files_of_one_table_may_differ_in_types_and_order_of_columns(tmp_path):
    table = parquet(a_line(order_id="SO2"))
    shuffled = table.select(sorted(table.column_names))
    place = shuffled.schema.get_field_index("amount")
    floats = shuffled.set_column(place, "amount", pa.array([100000.0]))
    write(tmp_path, "sale_lines/a.parquet", parquet(LINE))
    write(tmp_path, "sale_lines/b.parquet", floats)
    write(tmp_path, "sale_lines/c.parquet", parquet(a_line(order_id="SO3")))

    lines = laid(tmp_path).lines[JAKARTA]

    assert [(line["order_id"], line["amount"]) for line in lines] == [
        ("SO1", 10_000_000),
        ("SO2", 10_000_000),
        ("SO3", 10_000_000),
    ]


def test_the_name_of_a_folder_never_becomes_a_column(tmp_path):
    write(tmp_path, "sale_lines/channel=chat/a.csv", csv_text([LINE]))
    (found,) = refused(tmp_path)
    assert (found.column, found.value) == ("channel", "channel=chat")

    write(tmp_path, "sale_lines/channel=chat/a.csv", csv_text([a_line(channel="shop")]))
    assert laid(tmp_path).line()["channel"] == "shop"


def test_missing_columns_of_parquet_are_told_for_each_file(tmp_path):
    write(
        tmp_path,
        "sale_lines/a.parquet",
        parquet(LINE).drop_columns(["amount", "seller_id"]),
    )
    write(tmp_path, "sale_lines/b.parquet", _renamed(parquet(LINE), "MY_{}"))
    write(tmp_path, "sale_lines/c.parquet", parquet(LINE))

    assert [(file, column) for file, _, column, _ in places(tmp_path)] == [
        ("sale_lines/a.parquet", "seller_id"),
        ("sale_lines/a.parquet", "amount"),
        *(("sale_lines/b.parquet", name) for name in LINE),
    ]


def test_other_columns_are_ignored_whatever_they_hold(tmp_path):
    more = pa.array([{"deep": [1]}])
    table = (
        parquet(LINE).append_column("note", more).append_column("filename", pa.array(["x"]))
    )
    write(tmp_path, "sale_lines.parquet", table)

    assert orders(tmp_path) == ["SO1"]


def test_a_name_that_is_kept_for_row_numbers_is_told(tmp_path):
    table = parquet(LINE).append_column("file_row_number", pa.array([7]))
    write(tmp_path, "sale_lines.parquet", table)

    assert places(tmp_path) == [
        ("sale_lines.parquet", None, "file_row_number", "file_row_number")
    ]


def test_parquet_names_are_trimmed_and_two_alike_are_told(tmp_path):
    trimmed = _renamed(parquet(LINE), " {} ")
    write(tmp_path, "sale_lines.parquet", trimmed)
    assert orders(tmp_path) == ["SO1"]

    write(tmp_path, "sale_lines.parquet", trimmed.append_column("Amount", pa.array([5])))
    assert places(tmp_path) == [("sale_lines.parquet", None, "amount", "amount, Amount")]


def test_what_is_found_in_all_files_is_told_at_once(tmp_path):
    write(tmp_path, "sale_lines/a.csv", csv_text([a_line(amount="x")]))
    write(tmp_path, "sale_lines/b.parquet", b"nothing")
    write(tmp_path, "sale_lines/c.csv", 'order_id\n"')
    write(tmp_path, "parties.csv", "name\nAni\n")

    assert [(file, row, column) for file, row, column, _ in places(tmp_path)] == [
        ("sale_lines/a.csv", 2, "amount"),
        ("sale_lines/b.parquet", None, None),
        *(("sale_lines/c.csv", None, name) for name in LINE if name != "order_id"),
        ("parties.csv", None, "party_id"),
    ]


@pytest.mark.parametrize("name", ["b.csv", "b.parquet"])
def test_a_link_to_nothing_is_told(tmp_path, name):
    write(tmp_path, "sale_lines/a.parquet", parquet(LINE))
    (tmp_path / "sale_lines" / name).symlink_to(tmp_path / "gone")

    (found,) = refused(tmp_path)

    assert (found.file, found.row, found.column) == (f"sale_lines/{name}", None, None)


def test_a_linked_folder_is_followed(tmp_path):
    write(tmp_path, "elsewhere/x.parquet", parquet(LINE))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sale_lines").symlink_to(tmp_path / "elsewhere")

    assert orders(tmp_path / "data") == ["SO1"]


def test_folders_may_have_any_names(tmp_path):
    data, work = tmp_path / "da[t]a 'x' *?", tmp_path / "wo[r]k 'y' *?"
    work.mkdir()
    lines = [LINE, a_line(line_no="2", amount="x")]
    write_tables(data, sale_lines=lines, parties=[{"party_id": "R1"}])

    facts = laid(data, workdir=work, rejects=work / "re'jects [1].csv")

    assert (facts.counts.lines, facts.counts.set_aside) == (1, 1)
    assert [path.name for path in work.iterdir()] == ["re'jects [1].csv"]


def test_empty_parquet_is_a_table_without_rows(tmp_path):
    write(tmp_path, "sale_lines.parquet", parquet(LINE).slice(0, 0))
    write(tmp_path, "parties.parquet", pa.table({"party_id": pa.nulls(0)}))

    facts = laid(tmp_path)

    assert (facts.counts.lines, facts.parties, facts.products) == (0, [], [])


def test_a_column_of_nothing_but_nulls_is_as_if_it_were_missing(tmp_path):
    nulls = {name: pa.nulls(1) for name in ("cost", "recorded_at", "channel", "buyer_id")}
    table = parquet(LINE)
    for name, values in nulls.items():
        table = table.append_column(name, values)
    write(tmp_path, "sale_lines.parquet", table)

    assert laid(tmp_path).line()["margin"] is None

    place = table.schema.get_field_index("amount")
    write(tmp_path, "sale_lines.parquet", table.set_column(place, "amount", pa.nulls(1)))
    assert places(tmp_path) == [("sale_lines.parquet", 1, "amount", "")]
