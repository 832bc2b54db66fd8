"""No two rows share a key; of those that do, the later is told with the place of the first."""

from __future__ import annotations

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
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.check import check_keys


def again(file, row, column, value, place):
    first = "a key of its own; the same is in "
    return BadRow(file, row, column, value, first + place)


def test_a_line_that_comes_twice_in_a_file_is_told(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE, a_line(line_no="2"), a_line(amount="5")])

    assert refused(tmp_path) == [
        again("sale_lines.csv", 4, "order_id, line_no", "SO1 / 1", "sale_lines.csv, row 2")
    ]


def test_a_line_that_comes_in_several_files_is_told_for_each_but_the_first(tmp_path):
    write(tmp_path, "sale_lines/m=1/z.csv", csv_text([a_line(line_no="2"), LINE]))
    write(tmp_path, "sale_lines/m=2/a.parquet", arrow_table([LINE], SALE_LINES))
    write(tmp_path, "sale_lines/m=3/a.parquet", arrow_table([LINE, LINE], SALE_LINES))

    first, key, value = "sale_lines/m=1/z.csv, row 3", "order_id, line_no", "SO1 / 1"
    assert refused(tmp_path) == [
        again("sale_lines/m=2/a.parquet", 1, key, value, first),
        again("sale_lines/m=3/a.parquet", 1, key, value, first),
        again("sale_lines/m=3/a.parquet", 2, key, value, first),
    ]


@pytest.mark.parametrize("numbers", [["1", "01"], ["1", "1.0"], ["1", "+1"]])
def test_line_numbers_are_compared_as_numbers(tmp_path, numbers):
    write_tables(tmp_path, sale_lines=[a_line(line_no=number) for number in numbers])

    assert [found.row for found in refused(tmp_path)] == [3]


def test_orders_are_compared_to_the_letter(tmp_path):
    names = ["SO1", "so1", "SO1 ", " SO1", "S01", "SO\u0131", "SÖ1", "SO\u03081"]
    write_tables(tmp_path, sale_lines=[a_line(order_id=name) for name in names])

    assert laid(tmp_path).counts.lines == len(names)


def test_a_long_order_is_no_repetition(tmp_path):
    lines = [a_line(line_no=str(number)) for number in range(-200, 2_000)]
    write_tables(tmp_path, sale_lines=lines)

    assert laid(tmp_path).counts.lines == 2_200


def test_a_repetition_in_a_long_order_is_found(tmp_path):
    lines = [a_line(line_no=str(number)) for number in range(1, 500)]
    write_tables(tmp_path, sale_lines=[*lines, a_line(line_no="321")])

    assert [(found.row, found.value) for found in refused(tmp_path)] == [(501, "SO1 / 321")]


def test_line_numbers_that_look_alike_to_the_first_sieve_are_no_repetition(tmp_path):
    lines = [a_line(line_no=str(number * 64)) for number in range(5)]
    write_tables(tmp_path, sale_lines=lines)

    assert laid(tmp_path).counts.lines == 5


def test_two_orders_of_the_same_hash_are_no_repetition(tmp_path, monkeypatch):
    monkeypatch.setattr(check_keys, "ORDER_HASH", "hash(0)")
    lines = [a_line(order_id=f"SO{number}") for number in range(5)]
    write_tables(tmp_path, sale_lines=lines)
    assert laid(tmp_path).counts.lines == 5

    write_tables(tmp_path, sale_lines=[*lines, a_line(order_id="SO3")])
    assert [found.row for found in refused(tmp_path)] == [7]


def test_parties_and_products_that_come_twice_are_told(tmp_path):
    write_tables(
        tmp_path,
        sale_lines=[LINE],
        parties=[{"party_id": "R1", "name": "a"}, {"party_id": "R1", "name": "b"}],
        products=[{"product_id": "P1"}, {"product_id": "P2"}, {"product_id": "P1"}],
    )

    assert refused(tmp_path) == [
        again("parties.csv", 3, "party_id", "R1", "parties.csv, row 2"),
        again("products.csv", 4, "product_id", "P1", "products.csv, row 2"),
    ]


def test_history_may_repeat_all_but_party_attribute_and_day(tmp_path):
    row = {"party_id": "R1", "attribute": "tier", "value": "A", "from_date": "2026-01-01"}
    others = [row | {"party_id": "R2"}, row | {"from_date": "2026-01-02"}]
    others.append(row | {"attribute": "category"})
    write_tables(tmp_path, sale_lines=[LINE], party_history=[row, *others])
    assert len(laid(tmp_path).history) == 4

    again_with_another_value = row | {"value": "B"}
    write_tables(tmp_path, party_history=[row, *others, again_with_another_value])
    assert refused(tmp_path) == [
        again(
            "party_history.csv",
            6,
            "party_id, attribute, from_date",
            "R1 / tier / 2026-01-01",
            "party_history.csv, row 2",
        )
    ]


def test_rows_without_a_key_are_told_for_that_and_not_as_repeated(tmp_path):
    write_tables(tmp_path, sale_lines=[a_line(order_id=""), a_line(order_id=""), LINE])

    found = [(row.row, row.column) for row in refused(tmp_path)]

    assert found == [(2, "order_id"), (3, "order_id")]


def test_a_bad_row_and_its_sound_repetition_are_both_told(tmp_path):
    write_tables(tmp_path, sale_lines=[a_line(amount="x"), LINE])

    found = [(row.row, row.column) for row in refused(tmp_path)]

    assert found == [(2, "amount"), (3, "order_id, line_no")]


def test_lines_in_one_zone_or_another_repeat_alike(tmp_path):
    lines = [LINE, a_line(sold_at="2026-11-30T10:00:00Z")]
    write_tables(tmp_path, sale_lines=lines)

    assert [found.row for found in refused(tmp_path, JAKARTA, "UTC")] == [3]
