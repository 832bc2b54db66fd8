"""A workbook as a shop sends it: titles, merged heads, totals, mixed spellings."""

from __future__ import annotations

import io
from datetime import date, timedelta

import xlsxwriter

ROWS = 6
"""How many of its rows are sales that can be booked."""


def messy_workbook(mark: str, first: date) -> bytes:
    """Return sales of the demo's resellers on days that could be months; ``mark`` in each id."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Nopember")
        sheet.merge_range("B1:G1", "PT LUMBUNG JELITA", bold)
        sheet.write("B2", "Laporan penjualan, dicetak 12/11/2026")
        sheet.merge_range("E4:F4", "Penjualan", bold)
        heads = ["No Nota", "Tgl Nota", "Dibawa oleh", "Kode Barang", "Qty", "Total"]
        sheet.write_row(4, 0, heads, bold)
        for number in range(ROWS):
            day = first + timedelta(days=number)
            amount = [
                "Rp 50.000,00",
                "50.000,00",
                50_000,
                "Rp50.000,-",
                "50000",
                "Rp. 50.000",
            ]
            quantity = [2, "2", "2 pcs", 2.0, "2,0", "+2"]
            sheet.write_row(
                5 + number,
                0,
                [
                    f"M-{mark}-{number}",
                    f"{day:%d/%m/%Y}",
                    f"RES-{number + 1:05}",
                    "P-001",
                    quantity[number],
                    amount[number],
                ],
            )
        last = 5 + ROWS
        sheet.write_row(
            last, 0, [f"M-{mark}-x", "05/11/2026", "RES-00001", "P-001", "dua", 1]
        )
        sheet.write_row(last + 1, 0, ["TOTAL", "", "", "", 12, "Rp 300.000,00"])
        sheet.write(last + 2, 0, "Dicetak oleh: Melati")
    return file.getvalue()
