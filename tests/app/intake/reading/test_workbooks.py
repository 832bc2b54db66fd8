"""Workbooks as people leave them: hidden things, formulas, other date systems, bombs."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from table_reader import read, workbook

from setia.intake.guess.mapping import Mapping
from setia.intake.reading.row import Reading

HEAD = ["No Faktur", "Tanggal", "Kode Reseller", "Kode Barang", "Qty", "Total"]
LINE = ["F1", "25/08/2026", "R1", "P1", 2, 50_000]
JAKARTA = ZoneInfo("Asia/Jakarta")


def table(sheet, *lines, row=0, column=0):
    for number, line in enumerate((HEAD, *lines)):
        sheet.write_row(row + number, column, line)


def day_of(found) -> str:
    (row,) = found.rows
    return row["sold_at"].astimezone(JAKARTA).isoformat()[:16]


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_of_a_workbook_is_the_day_that_people_see(from_1904):
    def fill(book):
        sheet = book.add_worksheet()
        table(sheet, LINE)
        shape = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_datetime(1, 1, datetime(2026, 8, 25, 14, 30), shape)

    assert day_of(read(workbook(fill, date_1904=from_1904))) == "2026-08-25T14:30"


@pytest.mark.parametrize(("from_1904", "days"), [(False, 46_259), (True, 44_797)])
def test_a_number_in_a_column_of_days_counts_as_its_workbook_does(from_1904, days):
    def fill(book):
        table(book.add_worksheet(), [*LINE[:1], days, *LINE[2:]])

    found = read(workbook(fill, date_1904=from_1904))
    assert (day_of(found), found.questions) == ("2026-08-25T00:00", ())


def test_a_table_that_begins_somewhere_keeps_its_rows_and_columns():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range("C3:H3", "LAPORAN PENJUALAN")
        table(sheet, LINE, row=4, column=2)
        sheet.write_formula(6, 2, '="F2"', None, "F2")
        sheet.write_row(6, 3, LINE[1:5])
        sheet.write_formula(6, 7, "=25000*2", None, "")

    found = read(workbook(fill))
    assert found.header == (5,)
    assert [row["row_no"] for row in found.rows] == [6]
    assert found.problems == [(7, "amount", "cell.formula")]


@pytest.mark.parametrize(
    ("cached", "problems", "amounts"),
    [
        (50_000, [], [50_000_00]),
        ("", [(2, "amount", "cell.formula")], []),
        ("#DIV/0!", [(2, "amount", "cell.error")], []),
        ("#REF!", [(2, "amount", "cell.error")], []),
    ],
)
def test_a_formula_counts_by_the_result_that_was_saved(cached, problems, amounts):
    def fill(book):
        sheet = book.add_worksheet()
        table(sheet, LINE)
        sheet.write_formula(1, 5, "=E2*25000", None, cached)

    found = read(workbook(fill))
    assert (found.problems, found.column("amount_minor")) == (problems, amounts)


@pytest.mark.parametrize(
    ("answer", "orders", "aside"),
    [
        (None, [], []),
        ("count", ["F1", "F2"], []),
        ("leave", ["F1"], [(3, "row.hidden")]),
    ],
)
def test_hidden_rows_are_asked_about(answer, orders, aside):
    def fill(book):
        sheet = book.add_worksheet()
        table(sheet, LINE, ["F2", *LINE[1:]])
        sheet.set_row(2, options={"hidden": True})

    answers = {"question.hidden_rows": answer} if answer else {}
    found = read(workbook(fill), answers=answers)
    assert found.questions == ("question.hidden_rows",)
    assert (found.column("order_id"), found.aside) == (orders, aside)


def months(book):
    for name, order in (("Agustus", "A1"), ("September", "S1")):
        table(book.add_worksheet(name), [order, *LINE[1:]])
    book.add_worksheet("Catatan").write(0, 0, "jangan lupa")


def test_of_several_sheets_alike_the_person_chooses():
    asked = read(workbook(months))
    chosen = read(workbook(months), answers={"question.sheet": "September"})

    assert (asked.questions, asked.rows) == (("question.sheet",), [])
    assert chosen.column("order_id") == ["S1"]


def test_the_sheet_that_was_chosen_for_a_source_is_taken_again():
    saved = Mapping(
        "sales", Reading("xlsx", sheet="September"), {}, "Asia/Jakarta", sheet_chosen=True
    )
    # Columns are guessed anew where nothing was saved about them.
    found = read(workbook(months), saved=saved)
    assert found.questions == ()


def test_a_hidden_sheet_is_not_read():
    def fill(book):
        old = book.add_worksheet("Lama")
        table(old, ["X1", *LINE[1:]])
        new = book.add_worksheet("Baru")
        table(new, LINE)
        new.activate()
        old.hide()

    found = read(workbook(fill))
    assert (found.questions, found.column("order_id")) == ((), ["F1"])


def test_the_sheet_with_the_best_heads_is_read_and_charts_are_not():
    def fill(book):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$F$1:$F$2"})
        book.add_chartsheet("Grafik").set_chart(chart)
        book.add_worksheet("Sampul").write(0, 0, "PT Sejahtera")
        table(book.add_worksheet("Data"), LINE)

    assert read(workbook(fill)).column("order_id") == ["F1"]


def test_numbers_that_were_typed_as_text_are_read_as_text_is():
    def fill(book):
        sheet = book.add_worksheet()
        table(sheet, LINE)
        sheet.write_string(1, 4, "2")
        sheet.write_string(1, 5, "Rp 50.000,00")
        sheet.write_string(1, 3, "0001")

    (row,) = read(workbook(fill)).rows
    assert (row["product"], row["quantity_milli"], row["amount_minor"]) == (
        "0001",
        2_000,
        50_000_00,
    )


def test_ids_that_are_numbers_are_their_digits_and_too_long_ones_are_refused():
    def fill(book):
        table(
            book.add_worksheet(),
            [1_234_567, *LINE[1:]],
            ["F2", LINE[1], "R1", 8_991_002_123_456_789_012, 1, 1],
        )

    found = read(workbook(fill))
    assert found.column("order_id") == ["1234567"]
    assert found.problems == [(3, "product", "cell.id_spoiled")]


def rewritten(content: bytes, name: str, change) -> bytes:
    """Return a workbook with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, change(text) if part == name else text)
    return file.getvalue()


def plain(book):
    table(book.add_worksheet(), LINE)


SHEET = "xl/worksheets/sheet1.xml"
TRICKS = {
    "a cell at the end of the world": (
        lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"', 1),
        "file.sheet_too_large",
    ),
    "a row far below": (
        lambda xml: xml.replace(b'<row r="2"', b'<row r="1048576"').replace(
            b'r="F2"', b'r="XFD1048576"'
        ),
        "file.sheet_too_large",
    ),
    "entities that grow": (
        lambda xml: xml.replace(
            b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1
        ),
        "file.broken",
    ),
    "XML that ends early": (lambda xml: xml[: len(xml) // 2], "file.broken"),
    "no XML": (lambda _: b"\x00\x01\x02", "file.broken"),
}


@pytest.mark.parametrize(("change", "code"), TRICKS.values(), ids=TRICKS)
def test_a_tricky_sheet_is_refused(change, code):
    assert read(rewritten(workbook(plain), SHEET, change)).no_table == code


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


BROKEN = {
    "a workbook that was cut off": (lambda: workbook(plain)[:2_000], "file.broken"),
    "a workbook that lost its end": (lambda: workbook(plain)[:-30], "file.broken"),
    "a workbook without its sheets": (
        lambda: packed(xl__workbook_dot_xml=b"<workbook/>"),
        "file.broken",
    ),
    "a workbook with nothing on its sheet": (
        lambda: workbook(lambda book: book.add_worksheet()),
        "file.empty",
    ),
    "half a gigabyte of nothing": (
        lambda: packed(xl__workbook_dot_xml=b"<workbook/>", big=b"0" * 501 * 1024 * 1024),
        "file.bomb",
    ),
    "a text document": (
        lambda: packed(word__document_dot_xml=b"<document/>"),
        "file.no_table",
    ),
    "a workbook of another office": (
        lambda: packed(mimetype=b"x", content_dot_xml=b"<x/>"),
        "file.no_table",
    ),
    "a binary workbook": (lambda: packed(xl__workbook_dot_bin=b"x"), "file.old_excel"),
    "a packed file": (lambda: packed(data_dot_csv=b"a,b"), "file.no_table"),
}


@pytest.mark.parametrize(("made", "code"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_honest_workbook_is_refused(made, code):
    assert read(made()).no_table == code
