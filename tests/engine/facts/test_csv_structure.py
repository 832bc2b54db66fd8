"""CSV by RFC 4180: read to the letter, or told; never guessed."""

from __future__ import annotations

import pytest
from fact_folders import JAKARTA, LINE, a_line, csv_text, laid, refused, write

from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.files import stage_csv

HEADER = "order_id,line_no,sold_at,seller_id,product_id,quantity,amount,channel"
QUOTING = stage_csv.QUOTING


def row(order="SO1", channel="shop"):
    return f"{order},1,2026-11-30,R1,P1,2,100,{channel}"


def orders(folder):
    return [line["order_id"] for line in laid(folder).lines[JAKARTA]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"shop"', "shop"),
        ('"a, b"', "a, b"),
        ('"a ""big"" shop"', 'a "big" shop'),
        ('""""', '"'),
        ('"two\nlines"', "two\nlines"),
        ('"two\r\nlines"', "two\r\nlines"),
        ('"old\rmac"', "old\rmac"),
        ('""', None),
        ("", None),
        (" shop ", " shop "),
        ("toko\tsaya", "toko\tsaya"),
        ("NULL", "NULL"),
        ("null", "null"),
        ("NA", "NA"),
        ("\\N", "\\N"),
        ("a;b|c", "a;b|c"),
        ("'a'", "'a'"),
        ("warung ☕ ünïcode", "warung ☕ ünïcode"),
        ("# shop", "# shop"),
    ],
)
def test_a_cell_means_what_is_written(tmp_path, written, meant):
    write(tmp_path, "sale_lines.csv", f"{HEADER}\n{row(channel=written)}\n")

    assert laid(tmp_path).line()["channel"] == meant


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{row()}\n{row('SO2')}\n",
        f"{HEADER}\n{row()}\n{row('SO2')}",
        f"{HEADER}\r\n{row()}\r\n{row('SO2')}\r\n",
        f"\ufeff{HEADER}\n{row()}\n{row('SO2')}\n",
        f"{HEADER}\n\n{row()}\n\r\n\n{row('SO2')}\n\n\n",
        f"{HEADER}\n{row()}\r\n{row('SO2', chr(34) * 2)}",
        f'"{HEADER.replace(",", chr(34) + "," + chr(34))}"\n{row()}\n{row("SO2")}\n',
        f"{HEADER},note,\n{row()},x,\n{row('SO2')},,y\n",
        f"note,note,{HEADER}\na,b,{row()}\nc,d,{row('SO2')}\n",
    ],
    ids=[
        "plain",
        "no end",
        "crlf",
        "mark",
        "blank lines",
        "mixed",
        "quoted",
        "more",
        "twice",
    ],
)
def test_files_that_other_programs_write_are_read(tmp_path, content):
    write(tmp_path, "sale_lines.csv", content)

    assert orders(tmp_path) == ["SO1", "SO2"]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path):
    two_lines = row("SO1", '"one\ntwo\nthree"')
    content = (
        f"{HEADER}\n{two_lines}\n\n{row('SO2').replace('100', 'x')}\n{row('SO3')},more\n"
    )
    write(tmp_path, "sale_lines.csv", content)

    found = [(finding.row, finding.column, finding.value) for finding in refused(tmp_path)]

    assert found == [(4, "amount", "x"), (5, None, f"{row('SO3')},more")]


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (row("SO2")[:-5], "8 cells, as in the header"),
        (f"{row('SO2')},", "8 cells, as in the header"),
        ("SO2", "8 cells, as in the header"),
        (" ", "8 cells, as in the header"),
        ("SO2;1;2026-11-30;R1;P1;2;100;shop", "8 cells, as in the header"),
        (row("SO2", "sh\0p"), "text without NUL bytes"),
        (row("SO2", '"sh\0\nop"'), "text without NUL bytes"),
    ],
)
def test_a_record_that_is_not_sound_is_told_as_it_stands(tmp_path, bad, expected):
    write(tmp_path, "sale_lines.csv", f"{HEADER}\n{row()}\n{bad}\n{row('SO3')}\n")

    assert refused(tmp_path) == [BadRow("sale_lines.csv", 3, None, bad, expected)]


def test_every_record_that_is_not_utf8_is_told(tmp_path):
    rows = [row("SO1", "caf\xe9"), row("SO2"), row("SO3", "\xff"), row("SO4", "caf\u00e9")]
    content = "\n".join([HEADER, *rows[:3]]).encode("latin-1") + b"\n" + rows[3].encode()
    write(tmp_path, "sale_lines.csv", content)

    found = [
        (finding.row, finding.value, finding.expected) for finding in refused(tmp_path)
    ]

    assert found == [
        (2, row("SO1", "caf\ufffd"), "text in UTF-8"),
        (4, row("SO3", "\ufffd"), "text in UTF-8"),
    ]


@pytest.mark.parametrize(
    "channel",
    ['24" screen', 'a "big" shop', ' "shop"', '"shop" ', '"a"b', '"a""', '"a" "b"', "a\rb"],
)
def test_a_file_whose_quoting_breaks_is_told_where_it_does(tmp_path, channel):
    broken = row("SO3", channel)
    content = f"{HEADER}\n{row()}\n{row('SO2')}\n{broken}\n{row('SO4')}\n"
    write(tmp_path, "sale_lines.csv", content)

    assert refused(tmp_path) == [BadRow("sale_lines.csv", 4, None, broken, QUOTING)]


def test_a_quote_that_is_never_closed_is_told_with_the_row_that_opens_it(tmp_path):
    rows = [row(f"SO{number}") for number in range(1000)]
    rows[500] = row("SO500", '"shop')
    write(tmp_path, "sale_lines.csv", "\n".join([HEADER, *rows]))

    assert refused(tmp_path) == [BadRow("sale_lines.csv", 502, None, rows[500], QUOTING)]


def test_line_ends_of_old_macs_are_told(tmp_path):
    write(tmp_path, "sale_lines.csv", f"{HEADER}\r{row()}\r")

    (found,) = refused(tmp_path)

    assert (found.row, found.expected) == (1, QUOTING)


@pytest.mark.parametrize(
    ("content", "value", "expected"),
    [
        (b"", "", "a header row"),
        (b"\xef\xbb\xbf", "", "a header row"),
        (f"{HEADER}\n{row()}\n".encode("utf-16"), None, "text in UTF-8"),
        (f"{HEADER}\n".encode("utf-16-le"), None, "text in UTF-8 without NUL bytes"),
        (b"PK\x03\x04\xff\xff\n", None, "text in UTF-8"),
        (b"x" * 200_000 + b"\n", "x" * 200 + "…", "a header row"),
    ],
)
def test_a_file_that_is_no_csv_at_all_is_told_as_a_whole(
    tmp_path, content, value, expected
):
    write(tmp_path, "sale_lines.csv", content)

    (found,) = refused(tmp_path)

    assert (found.file, found.row, found.column) == ("sale_lines.csv", 1, None)
    assert found.expected == expected
    assert value is None or found.value == value


def test_missing_columns_are_told_once_for_each_file_and_show_what_is_there(tmp_path):
    write(tmp_path, "sale_lines.csv", f"{HEADER};\n".replace(",", ";") + f"{row()}\n" * 3)

    found = refused(tmp_path)

    assert [finding.column for finding in found] == [
        *("order_id", "line_no", "sold_at", "seller_id", "product_id", "quantity", "amount")
    ]
    assert {(finding.row, finding.value) for finding in found} == {
        (None, f"{HEADER};".replace(",", ";"))
    }


def test_a_column_named_twice_is_told(tmp_path):
    write(tmp_path, "sale_lines.csv", f"{HEADER},Amount\n{row()},5\n")

    (found,) = refused(tmp_path)

    assert (found.column, found.value) == ("amount", "amount, Amount")
    assert found.expected == "one column amount"


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    write(tmp_path, "sale_lines.csv", HEADER)

    facts = laid(tmp_path)

    assert (facts.lines[JAKARTA], facts.counts.lines, facts.counts.first_day) == ([], 0, {})


@pytest.mark.parametrize("block", [1, 7, 64, 100])
def test_where_a_file_is_cut_while_reading_changes_nothing(tmp_path, monkeypatch, block):
    monkeypatch.setattr(stage_csv, "READ_AT_ONCE", block)
    lines = [
        a_line(order_id=f"SO{number}", channel=channel)
        for number, channel in enumerate(["", 'a "b"\r\n,c', "é" * 50, "\n", "x"])
    ]
    write(tmp_path, "sale_lines.csv", "\ufeff" + csv_text(lines))

    channels = [line["channel"] for line in laid(tmp_path).lines[JAKARTA]]

    assert channels == [None, 'a "b"\r\n,c', "é" * 50, "\n", "x"]


def test_a_record_longer_than_memory_should_hold_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(stage_csv, "READ_AT_ONCE", 64)
    monkeypatch.setattr(stage_csv, "LONGEST_RECORD", 256)
    content = f"{HEADER}\n{row()}\n{row('SO2', 'x' * 1_000)}\n"
    write(tmp_path, "sale_lines.csv", content)

    (found,) = refused(tmp_path)

    assert (found.row, found.expected) == (3, QUOTING)


def test_a_table_of_one_column_is_read(tmp_path):
    write(tmp_path, "sale_lines.csv", csv_text([LINE]))
    write(tmp_path, "parties.csv", 'party_id\nR1\n\n"R2"\n')

    assert [party["party_id"] for party in laid(tmp_path).parties] == ["R1", "R2"]
