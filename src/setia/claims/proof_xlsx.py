"""The proof of a claim as a workbook: its sum, its partners, its sale lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from setia.claims.models import Claim
from setia.claims.proof import Proof, proof_of
from setia.claims.proof_lines import proof_lines

Cell = str | int | Decimal | date | None
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MOST_ROWS = 1_048_000
"""A sheet holds little more; what is beyond goes on the next one."""


def proof_workbook(claim: Claim) -> IO[bytes]:
    """Return the workbook, in the reader's language; no cell of it is computed.

    Whoever sends it closes it.
    """
    target = TemporaryFile()  # noqa: SIM115 - the answer that streams it closes it
    book = xlsxwriter.Workbook(target, OPTIONS)
    sheets = _Sheets(book)
    proof = proof_of(claim)
    sheets.write(_("Summary"), _summary(proof))
    sheets.write(_("Partners"), _partners(proof))
    sheets.write(_("Sale lines"), _sale_lines(claim))
    book.close()
    target.seek(0)
    return target


class _Sheets:
    """Writes rows onto sheets: texts as texts, whole amounts as numbers."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        self._book = book
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._number = book.add_format({"num_format": "#,##0.######"})

    def write(self, name: str, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Write rows onto a sheet, and onto further ones where it is full."""
        sheet, line, count = self._book.add_worksheet(name), 0, 1
        for row in rows:
            if line == MOST_ROWS:
                count += 1
                sheet, line = self._book.add_worksheet(f"{name} {count}"), 0
            for column, cell in enumerate(row):
                self._cell(sheet, line, column, cell)
            line += 1

    def _cell(self, sheet: Any, line: int, column: int, cell: Cell) -> None:  # noqa: ANN401
        if isinstance(cell, date):
            sheet.write_datetime(line, column, cell, self._day)
        elif isinstance(cell, int | Decimal):
            sheet.write_number(line, column, cell, self._number)
        elif cell:
            sheet.write_string(line, column, cell)


def _summary(proof: Proof) -> Iterator[tuple[Cell, ...]]:
    claim = proof.claim
    yield _("Claim"), claim.number
    yield _("Supplier"), claim.supplier.name, claim.supplier.code
    yield _("Up to the month"), f"{claim.month:%Y-%m}"
    yield _("Raised on"), timezone.localtime(claim.raised_at).date()
    yield _("Unit"), claim.unit
    yield _("Amount"), whole(claim.amount_minor)
    yield ()
    yield _("Program"), _("Code"), _("Awards"), _("The supplier's part")
    for program in proof.programs:
        awards = sum(len(window.partners) for window in program.windows)
        yield program.title, program.code, awards, whole(program.part_minor)


def _partners(proof: Proof) -> Iterator[tuple[Cell, ...]]:
    yield (
        _("Program"),
        _("Window from"),
        _("Window to"),
        _("Order"),
        _("Partner"),
        _("Code"),
        _("Belongs to"),
        _("Measure"),
        _("Award"),
        _("Share borne"),
        _("The supplier's part"),
    )
    for program in proof.programs:
        for window in program.windows:
            for one in window.partners:
                yield (
                    program.title,
                    window.start,
                    window.end,
                    one.order_id,
                    one.name,
                    one.code,
                    f"{one.home_month:%Y-%m}",
                    Decimal(one.measure) if one.measure else None,
                    whole(one.award_minor),
                    one.share,
                    whole(one.part_minor),
                )


def _sale_lines(claim: Claim) -> Iterator[tuple[Cell, ...]]:
    yield (
        _("Program"),
        _("Window from"),
        _("Partner"),
        _("Code"),
        _("Order"),
        _("Line"),
        _("Product"),
        _("Quantity"),
        _("Amount"),
        _("Part of the award"),
        _("The supplier's part"),
    )
    for one in proof_lines(claim):
        yield (
            one.award.program.title,
            one.award.window_from,
            one.award.party.name,
            one.award.party.code,
            one.order_id or _("no sale line"),
            one.line_no,
            one.product,
            one.quantity,
            one.amount,
            whole(one.award_minor),
            whole(one.part_minor),
        )


def whole(minor: int) -> int | Decimal:
    """Return hundredths in units: a whole number, or an exact fraction of one."""
    units, rest = divmod(minor, 100)
    return units if not rest else Decimal(minor).scaleb(-2)
