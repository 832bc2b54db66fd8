"""Tables with two readings, with things around them, and with rows that are refused."""

from __future__ import annotations

from horror import DAY, HEAD, ONE, PLAIN, Horror, under_head

ASKED = [
    Horror(
        "days that could be months",
        under_head("F1;01/02/2026;R1;P1;2;50000"),
        questions=("question.date_order",),
    ),
    Horror(
        "days that could be months, and are days",
        under_head("F1;01/02/2026;R1;P1;2;50000"),
        [("2026-02-01", 2_000, 50_000_00)],
        questions=("question.date_order",),
        answers={"question.date_order": "day"},
    ),
    Horror(
        "days that could be months, and are months",
        under_head("F1;01/02/2026;R1;P1;2;50000"),
        [("2026-01-02", 2_000, 50_000_00)],
        questions=("question.date_order",),
        answers={"question.date_order": "month"},
    ),
    Horror(
        "one day of many proves the order of all",
        under_head("F1;01/02/2026;R1;P1;2;50000", "F2;25/08/2026;R1;P1;2;50000"),
        [("2026-02-01", 2_000, 50_000_00), *ONE],
    ),
    Horror(
        "some days prove one order, others the other",
        under_head(
            "F1;13/02/2026;R1;P1;2;50000",
            "F2;02/14/2026;R1;P1;2;50000",
            "F3;01/02/2026;R1;P1;2;50000",
        ),
        questions=("question.date_order",),
    ),
    Horror(
        "1.234 could be a thousand or little more than one",
        under_head("F1;25/08/2026;R1;P1;2;1.234"),
        questions=("question.number_style",),
    ),
    Horror(
        "1.234 is a thousand and more where the comma is the decimal sign",
        under_head("F1;25/08/2026;R1;P1;2;1.234"),
        [(DAY, 2_000, 1_234_00)],
        questions=("question.number_style",),
        answers={"question.number_style": "comma"},
    ),
    Horror(
        "1.250 could be a thousand pieces or one and a quarter",
        under_head("F1;25/08/2026;R1;P1;1.250;50000"),
        [(DAY, 1_250, 50_000_00)],
        questions=("question.number_style",),
        answers={"question.number_style": "point"},
    ),
    Horror(
        "one amount of many proves the style of all",
        under_head("F1;25/08/2026;R1;P1;2;50.000", "F2;25/08/2026;R1;P1;2;1.234.567,89"),
        [*ONE, (DAY, 2_000, 1_234_567_89)],
    ),
    Horror(
        "the decimal sign of one column is that of the others",
        under_head("F1;25/08/2026;R1;P1;1.250;50.000,00"),
        [(DAY, 1_250_000, 50_000_00)],
    ),
    Horror(
        "columns that prove different signs prove nothing for a third",
        "No Faktur;Tanggal;Kode Reseller;Kode Barang;Qty;Total;HPP\n"
        "F1;25/08/2026;R1;P1;1.250;50.000,00;40,000.00\n",
        questions=("question.number_style",),
    ),
    Horror(
        "days as a spreadsheet counts them",
        under_head("F1;46259;R1;P1;2;50000"),
        ONE,
        questions=("question.date_serial",),
        answers={"question.date_serial": "1900"},
    ),
    Horror(
        "days as an old Macintosh counts them",
        under_head("F1;44797;R1;P1;2;50000"),
        ONE,
        questions=("question.date_serial",),
        answers={"question.date_serial": "1904"},
    ),
]
AROUND = [
    Horror(
        "titles above, and who printed it below",
        "PT Sejahtera Abadi\nLaporan Penjualan Agustus 2026\nDicetak: 01/09/2026\n\n"
        + PLAIN
        + "Dicetak oleh: Budi\nHalaman 1 dari 1\n",
        ONE,
        aside=[(7, "row.note"), (8, "row.note")],
    ),
    Horror(
        "subtotals and totals between and below",
        under_head(
            "F1;25/08/2026;R1;P1;2;50000",
            "Sub Total;;;;2;50000",
            "F2;25/08/2026;R1;P1;2;50000",
            ";;;Jumlah;4;100000",
            "GRAND TOTAL;;;;4;Rp 100.000,00",
            "Total keseluruhan :;;;;4;100000",
        ),
        ONE * 2,
        aside=[(row, "row.total") for row in (3, 5, 6, 7)],
    ),
    Horror(
        "a product that is called a total is a sale",
        under_head("F1;25/08/2026;R1;Total Care;2;50000"),
        ONE,
    ),
    Horror(
        "a sum without a word is refused, not counted",
        under_head("F1;25/08/2026;R1;P1;2;50000", ";;;;2;50000"),
        ONE,
        problems=[
            (3, name, "cell.missing")
            for name in ("sold_at", "seller", "product", "order_id")
        ],
    ),
    Horror(
        "the names of the columns again on every page",
        under_head("F1;25/08/2026;R1;P1;2;50000", HEAD, "", ";;;;;"),
        ONE,
        aside=[(3, "row.header_again")],
    ),
    Horror(
        "a head of two rows, the upper one over several columns",
        "No;;Penjual;;Barang;;\nFaktur;Tanggal;Kode;Nama;Kode;Qty;Total\n"
        "F1;25/08/2026;R1;Budi;P1;2;50000\n",
        ONE,
    ),
    Horror(
        "a head of two rows that name in turn",
        "No Faktur;Tanggal;Kode Reseller;Barang;;Nilai;\n;;;Kode;Nama;Qty;Total\n"
        "F1;25/08/2026;R1;P1;Kopi;2;50000\n",
        ONE,
    ),
    Horror(
        "no row names the columns",
        "F1;25/08/2026;R1;P1;2;50000\nF2;26/08/2026;R1;P1;2;50000\n",
        missing=("sold_at", "seller", "product", "quantity", "amount"),
    ),
    Horror("names of columns and nothing below", HEAD + "\n"),
    Horror(
        "what a price and a quantity come to",
        "No Faktur;Tanggal;Kode Reseller;Kode Barang;Qty;Harga;Diskon\n"
        "F1;25/08/2026;R1;P1;2;27.500,00;5.000,00\n",
        ONE,
    ),
    Horror(
        "Jumlah is the quantity in one column and the amount in the other",
        "No Faktur;Tanggal;Kode Reseller;Kode Barang;Jumlah;Harga;Total\n"
        "F1;25/08/2026;R1;P1;2;25000;50000\n",
        ONE,
    ),
    Horror(
        "a column says that it is a return",
        "No Faktur;Tanggal;Kode Reseller;Kode Barang;Qty;Total;Jenis\n"
        "F1;25/08/2026;R1;P1;2;50000;Retur\n",
        [(DAY, -2_000, -50_000_00)],
    ),
]
REFUSED = [
    Horror(
        "ids that a spreadsheet has spoiled",
        under_head(
            "1,68E+06;25/08/2026;R1;P1;2;50000", "F2;25/08/2026;R1;8.99E+12;2;50000"
        ),
        problems=[(2, "order_id", "cell.id_spoiled"), (3, "product", "cell.id_spoiled")],
    ),
    Horror(
        "a day that does not exist, no day, and none",
        under_head(
            "F1;31/02/2026;R1;P1;2;50000",
            "F2;kemarin;R1;P1;2;50000",
            "F3;;R1;P1;2;50000",
            "F4;25/08/2026;R1;P1;2;50000",
        ),
        ONE,
        problems=[
            (2, "sold_at", "cell.no_such_day"),
            (3, "sold_at", "cell.no_date"),
            (4, "sold_at", "cell.missing"),
        ],
    ),
    Horror(
        "money of another country",
        under_head("F1;25/08/2026;R1;P1;2;$50.00", "F2;25/08/2026;R1;P1;2;RM 50"),
        problems=[(row, "amount", "cell.other_currency") for row in (2, 3)],
    ),
    Horror(
        "amounts in words",
        under_head("F1;25/08/2026;R1;P1;2;50rb", "F2;25/08/2026;R1;P1;2;gratis"),
        problems=[(row, "amount", "cell.no_number") for row in (2, 3)],
    ),
    Horror(
        "an amount whose comma cuts its row in two",
        PLAIN.replace(";", ",") + "F2,25/08/2026,R1,P1,2,50,000\n",
        ONE,
        problems=[(3, "amount", "row.too_wide")],
    ),
    Horror(
        "a quotation mark that is never closed",
        under_head('F1;25/08/2026;R1;"P1;2;50000', "F2;25/08/2026;R1;P1;2;50000"),
        no_table="file.quote_open",
    ),
    Horror(
        "more than any books can hold",
        under_head(
            "F1;25/08/2026;R1;P1;2;99999999999999999999", "F2;25/08/2026;R1;P1;1,2345;1"
        ),
        problems=[
            (2, "amount", "cell.too_large"),
            (3, "quantity", "cell.too_many_decimals"),
        ],
    ),
    Horror(
        "a row that ends early",
        under_head("F1;25/08/2026;R1;P1", "F2;25/08/2026;R1;P1;2;50000"),
        ONE,
        problems=[(2, "quantity", "cell.missing")],
    ),
    Horror("nothing", b"", no_table="file.empty"),
    Horror("blanks", b"\n \n\t\n", no_table="file.empty"),
    Horror(
        "a web page",
        "<html><table><tr><td>F1</td></tr></table></html>",
        no_table="file.html",
    ),
    Horror(
        "a workbook of an old kind",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 999,
        no_table="file.old_excel",
    ),
    Horror("a PDF", b"%PDF-1.7\n" + b"x" * 999, no_table="file.no_table"),
    Horror("bytes of any value", bytes(range(256)) * 50, no_table="file.no_table"),
    Horror(
        "a letter to somebody",
        "Kepada Yth. Bapak,\ndengan ini kami sampaikan laporan.\n",
        missing=("sold_at", "seller", "product", "quantity", "amount"),
    ),
]
TABLES = [*ASKED, *AROUND, *REFUSED]
