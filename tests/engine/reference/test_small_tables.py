"""Facts written as tables come back as they were; rows come out as CSV text."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.rows import ExplainedLine, Facts, FundedPart, Line
from setia_engine.testing.builders import a_line, a_party, a_plan
from setia_engine.testing.cases import csv_tables, csv_text
from setia_engine.testing.tables import TABLES, read_facts, write_facts
from setia_engine.testing.worlds import facts

unhurried = settings(deadline=None)


@unhurried
@given(facts())
def test_facts_come_back_from_csv(world) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_facts(Path(folder), world)

        assert read_facts(Path(folder)) == world


@unhurried
@given(facts())
def test_facts_come_back_from_parquet(world) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_facts(Path(folder), world, "parquet")

        for table in TABLES:
            rows = getattr(world, table.part)
            path = Path(folder) / f"{table.name}.parquet"
            assert path.exists() or not rows
            found = pq.read_table(path).to_pylist() if rows else []
            assert [table.row(**row) for row in found] == list(rows)


def test_tables_have_the_columns_of_their_rows() -> None:
    for table in TABLES:
        assert list(table.columns) == [field.name for field in fields(table.row)]
        assert set(table.types) <= set(table.columns)


def test_a_column_of_moments_has_offsets_or_none_in_parquet(tmp_path) -> None:
    mixed = Facts([a_line(), a_line("2026-11-10T10:00:00+07:00", line_no=2)])

    with pytest.raises(ValueError, match="offset"):
        write_facts(tmp_path, mixed, "parquet")


def test_unknown_columns_are_passed_over_and_missing_ones_are_missing(tmp_path) -> None:
    header = "order_id,line_no,sold_at,seller_id,product_id,quantity,amount,noted"
    row = "A,1,2026-11-10T10:00:00Z,ani,sabun,1.5,-2,by hand"
    (tmp_path / "sale_lines.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")

    [line] = read_facts(tmp_path).lines

    assert line == a_line(
        "2026-11-10T10:00:00+00:00", quantity="1.5", amount=-2, buyer_id=None
    )
    assert isinstance(line, Line)
    assert read_facts(tmp_path).parties == ()


def test_a_party_keeps_its_name_with_commas_and_quotes(tmp_path) -> None:
    world = Facts(parties=(a_party(name='Toko "Jaya", Bandung', joined_on="2026-01-02"),))

    write_facts(tmp_path, world)

    assert read_facts(tmp_path).parties == world.parties


def test_rows_are_written_as_the_data_contract_says() -> None:
    as_of = datetime(2026, 12, 1, tzinfo=UTC)
    plan = a_plan(rounding={"to": 1}, payee="yayasan")

    tables = csv_tables(evaluate([plan], Facts([a_line()]), as_of))

    assert tables["awards"].splitlines() == [
        (
            "plan_id,window_from,window_to,order_id,party_id,payee_id,unit,measure,tier,place,"
            "gross,amount,status,as_of"
        ),
        (
            "plan,2026-11-01,2026-11-30,,ani,yayasan,money,100000.000000,,,"
            "10000.00,10000.00,final,2026-12-01T00:00:00+00:00"
        ),
    ]
    assert tables["funding"].splitlines() == [
        "plan_id,window_from,order_id,party_id,funder,amount",
        "plan,2026-11-01,,ani,house,10000.00",
    ]
    assert tables["explain"].splitlines() == [
        "plan_id,window_from,order_id_of_window,party_id,order_id,line_no,basis,amount",
        "plan,2026-11-01,,ani,A,1,100000.000000,10000.00",
    ]


@pytest.mark.parametrize("kind", [FundedPart, ExplainedLine])
def test_a_table_without_rows_has_its_header(kind) -> None:
    names = ",".join(field.name for field in fields(kind))

    assert csv_text(kind, []) == f"{names}\n"
