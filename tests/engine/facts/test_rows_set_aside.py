"""With a rejects file bad rows are set aside, told, and the rest is laid down."""

from __future__ import annotations

import csv

import pytest
from fact_folders import JAKARTA, LINE, a_line, csv_text, laid, refused, write, write_tables

from setia_engine.errors import FactsRejected
from setia_engine.run.load import findings

TITLES = ["file", "row", "column", "value", "expected"]


def told_in(path):
    with path.open(newline="", encoding="utf-8") as stream:
        titles, *rows = csv.reader(stream)
    assert titles == TITLES
    return rows


def test_bad_rows_are_written_out_and_the_others_laid_down(tmp_path):
    lines = [LINE, a_line(line_no="2", amount="Rp 5", quantity="x"), a_line(line_no="3")]
    write_tables(tmp_path, sale_lines=lines)

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert [line["line_no"] for line in facts.lines[JAKARTA]] == [1, 3]
    assert facts.counts.set_aside == 1
    rows = told_in(tmp_path / "rejects.csv")
    assert [row[:4] for row in rows] == [
        ["sale_lines.csv", "3", "quantity", "x"],
        ["sale_lines.csv", "3", "amount", "Rp 5"],
    ]


def test_of_a_repeated_key_the_first_by_file_and_row_stays(tmp_path):
    write(tmp_path, "sale_lines/b.csv", csv_text([a_line(amount="2"), a_line(line_no="2")]))
    write(tmp_path, "sale_lines/a.csv", csv_text([a_line(amount="1"), a_line(amount="3")]))

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert [(line["line_no"], line["amount"]) for line in facts.lines[JAKARTA]] == [
        (1, 100),
        (2, 10_000_000),
    ]
    assert facts.counts.set_aside == 2
    assert [row[:2] for row in told_in(tmp_path / "rejects.csv")] == [
        ["sale_lines/a.csv", "3"],
        ["sale_lines/b.csv", "2"],
    ]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_rows_of_every_table_can_be_set_aside(tmp_path, form):
    write_tables(
        tmp_path,
        form,
        sale_lines=[a_line(buyer_id="C1"), a_line(line_no="2", seller_id="")],
        parties=[{"party_id": "R1"}, {"party_id": "C1", "role": "x"}, {"party_id": "R1"}],
        party_history=[
            {
                "party_id": "R1",
                "attribute": "tier",
                "value": "A",
                "from_date": "2026-01-01",
            },
            {"party_id": "R1", "attribute": "x", "value": "B", "from_date": "2026-01-01"},
        ],
        products=[{"product_id": "P1", "cost": "5"}, {"product_id": "", "cost": "1"}],
    )

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert facts.counts.set_aside == 5
    assert [(party["party_id"], party["known"]) for party in facts.parties] == [
        ("C1", False),
        ("R1", True),
    ]
    assert [row["value"] for row in facts.history] == ["A"]
    assert [product["product_id"] for product in facts.products] == ["P1"]
    assert (facts.counts.lines, facts.counts.lines_unknown_party) == (1, 1)


def test_parties_that_only_bad_rows_name_are_not_known_of(tmp_path):
    lines = [LINE, a_line(line_no="x", seller_id="R2", product_id="P2")]
    write_tables(tmp_path, sale_lines=lines)

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert [party["party_id"] for party in facts.parties] == ["R1"]
    assert [product["product_id"] for product in facts.products] == ["P1"]


def test_unsound_records_are_set_aside_too(tmp_path):
    content = csv_text([LINE]) + "SO2,1\n" + "é,1,2026-11-30,R1,P1,2,\0\n"
    write(tmp_path, "sale_lines.csv", content)

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert (facts.counts.lines, facts.counts.set_aside) == (1, 2)
    assert [row[1:4] for row in told_in(tmp_path / "rejects.csv")] == [
        ["3", "", "SO2,1"],
        ["4", "", "é,1,2026-11-30,R1,P1,2,\0"],
    ]


def test_cells_with_quotes_and_lines_come_back_from_the_rejects_file(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE, a_line(line_no='a "b",\nc')])

    laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert told_in(tmp_path / "rejects.csv")[0][3] == 'a "b",\nc'


def test_without_bad_rows_the_rejects_file_says_so_and_replaces_an_older_one(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])
    rejects = write(tmp_path, "rejects.csv", "of last month")

    facts = laid(tmp_path, rejects=rejects)

    assert (facts.counts.lines, facts.counts.set_aside, told_in(rejects)) == (1, 0, [])


def test_all_lines_may_be_set_aside(tmp_path):
    write_tables(tmp_path, sale_lines=[a_line(amount="x")])

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")

    assert (facts.lines[JAKARTA], facts.parties, facts.counts.set_aside) == ([], [], 1)


def test_a_file_that_is_wrong_as_a_whole_is_refused_all_the_same(tmp_path):
    write(tmp_path, "sale_lines/a.csv", csv_text([LINE, a_line(amount="x")]))
    write(tmp_path, "sale_lines/b.parquet", b"")
    rejects = tmp_path / "rejects.csv"

    found = refused(tmp_path, rejects=rejects)

    assert [row.file for row in found] == ["sale_lines/a.csv"] * 2 + [
        "sale_lines/b.parquet"
    ]
    assert not rejects.exists()


def test_more_bad_rows_than_are_listed_are_counted_and_all_written(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "LISTED", 3)
    lines = [a_line(line_no=str(number), amount="x") for number in range(10)]
    write_tables(tmp_path, sale_lines=lines)

    with pytest.raises(FactsRejected) as rejected:
        laid(tmp_path)
    assert ([row.row for row in rejected.value.rows], rejected.value.total) == (
        [2, 3, 4],
        10,
    )

    facts = laid(tmp_path, rejects=tmp_path / "rejects.csv")
    assert facts.counts.set_aside == len(told_in(tmp_path / "rejects.csv")) == 10


def test_a_rejects_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    write_tables(tmp_path / "data", sale_lines=[a_line(amount="x")])
    (tmp_path / "rejects.csv").mkdir()

    with pytest.raises(OSError, match="directory"):
        laid(tmp_path / "data", rejects=tmp_path / "rejects.csv")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "rejects.csv"]
