"""A statement as a workbook: every line, every award, every sale line that carries one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from setia.core.models import Business
from setia.sales.models import SaleLine
from setia.statements.explain_line import PartOfAward, parts_of_awards
from setia.statements.statement import Line, Statement, UnitStatement

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
AT_ONCE = 500
Row = Sequence[object]


def statement_xlsx(statement: Statement) -> bytes:
    """Return a statement as a workbook in the reader's language.

    Amounts are numbers; everything else is text that no spreadsheet computes.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as book:
        bold = book.add_format({"bold": True})
        for name, rows in (
            (_("Statement"), _statement(statement)),
            (_("Awards"), _awards(statement)),
            (_("Sale lines"), _sale_lines(statement)),
        ):
            _write(book.add_worksheet(name), rows, bold)
    return target.getvalue()


def _write(sheet: Any, rows: Iterable[Row], bold: Any) -> None:  # noqa: ANN401 - of XlsxWriter
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 12, 18)
    for number, row in enumerate(rows):
        form = bold if number == 0 else None
        for column, cell in enumerate(row):
            if isinstance(cell, Decimal | int):
                sheet.write_number(number, column, cell, form)
            elif cell is not None and str(cell):
                sheet.write_string(number, column, str(cell), form)


def _statement(statement: Statement) -> Iterator[Row]:
    business = Business.objects.filter(pk=1).first()
    yield (business.name if business else "", _("Statement"))
    yield (_("For"), f"{statement.payee.name} ({statement.payee.code})")
    yield (_("Month"), f"{statement.month:%Y-%m}")
    yield (_("Revision"), statement.revision)
    yield (_("As known on"), _moment(statement))
    for part in statement.units:
        yield ()
        yield (_("Unit"), part.unit)
        yield (_("Opening balance"), "", "", _number(part.opening.amount_minor))
        for listed in part.sections:
            for line in listed.lines:
                moved = _number(line.moved_minor) if not line.amount_minor else ""
                amount = _number(line.amount_minor)
                yield (line.kind.label, _what(line), line.on.isoformat(), amount, moved)
        yield (_("Closing balance"), "", "", _number(part.closing.amount_minor))
        yield (_("of which can be paid"), "", "", _number(part.closing.payable_minor))
        yield (_("of which waits"), "", "", _number(part.closing.waiting_minor))
        yield (_("to be netted"), "", "", _number(-part.closing.arrears_minor))


def _awards(statement: Statement) -> Iterator[Row]:
    yield (
        _("Program"),
        _("Window from"),
        _("Window to"),
        _("Order"),
        _("Kind"),
        _("Measure"),
        _("Tier reached"),
        _("Place"),
        _("Unit"),
        _("Difference"),
        _("Award now"),
        _("Promised by"),
        _("Waits for"),
    )
    for line in _with_bookings(statement.units):
        award, booking = line.award, line.booking
        if award is None or booking is None:
            continue
        yield (
            award.program.title,
            award.window_from.isoformat(),
            award.window_to.isoformat() if award.window_to else "",
            award.order_id,
            line.kind.label,
            Decimal(booking.measure) if booking.measure else "",
            booking.tier,
            booking.place,
            line.unit,
            _number(line.amount_minor),
            _number(booking.total_minor),
            award.due_on.isoformat() if award.due_on else "",
            line.wait.reason.label if line.wait else "",
        )


def _sale_lines(statement: Statement) -> Iterator[Row]:
    yield (
        _("Program"),
        _("Window from"),
        _("Order"),
        _("Line"),
        _("Sold on"),
        _("Product"),
        _("Quantity"),
        _("Amount"),
        _("Counts"),
        _("Part of the award"),
    )
    parts = parts_of_awards(statement)
    sales = _sales(parts, statement)
    for part in parts:
        sale = sales.get((part.order_id, part.line_no))
        award = part.line.award
        yield (
            award.program.title if award else "",
            award.window_from.isoformat() if award else "",
            part.order_id,
            part.line_no,
            timezone.localtime(sale.sold_at).date().isoformat() if sale else "",
            sale.product.name if sale else "",
            Decimal(sale.quantity_milli).scaleb(-3) if sale else "",
            _number(sale.amount_minor) if sale else "",
            part.basis,
            part.amount,
        )


def _sales(
    parts: Sequence[PartOfAward], statement: Statement
) -> dict[tuple[str, int], SaleLine]:
    """Return the latest revision of each line that was known."""
    orders, found = sorted({part.order_id for part in parts}), {}
    for start in range(0, len(orders), AT_ONCE):
        rows = SaleLine.objects.filter(order_id__in=orders[start : start + AT_ONCE])
        known = rows.filter(recorded_at__lte=statement.known_at).order_by("revision")
        for row in known.select_related("product"):
            found[row.order_id, row.line_no] = row
    return found


def _with_bookings(units: Iterable[UnitStatement]) -> Iterator[Line]:
    for unit in units:
        yield from (line for line in unit.lines if line.booking is not None)


def _what(line: Line) -> str:
    if line.adjustment is not None:
        return line.adjustment.reason
    return line.award.program.title if line.award else ""


def _moment(statement: Statement) -> str:
    local = timezone.localtime(statement.known_at)
    return f"{local:%Y-%m-%d %H:%M} {settings.TIME_ZONE}"


def _number(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-2)
