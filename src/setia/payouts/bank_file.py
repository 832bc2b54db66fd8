"""The file of transfers that a bank takes: CSV by the bank's own layout."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from setia.core.errors import Problem, Refused
from setia.payouts.bank_layout import (
    ALWAYS,
    LINE_ENDS,
    NEVER,
    PLACES,
    Layout,
    LayoutColumn,
    contradictions,
)
from setia.payouts.safe_text import safe_text

MINOR = 100
CURRENCY = "IDR"
EXACT = ("key", "bank_code", "account_no")
"""What money finds its way by: written as it is, or refused."""
MAY_BE_CUT = frozenset({"account_name", "note", ""})


@dataclass(frozen=True)
class Transfer:
    """Money to one account; the amount in minor units, the key as the bank gives it back."""

    key: str
    bank_code: str
    account_no: str
    account_name: str
    amount_minor: int
    note: str = ""
    email: str = ""


def write_bank_file(layout: Layout, transfers: Sequence[Transfer], day: date) -> bytes:
    """Return the file that pays these transfers on a day.

    No value changes the shape of the file: line ends and controls become blanks, names lose
    what would begin a formula, and without quotation marks the delimiter becomes a blank. A
    letter that the encoding lacks loses its mark or becomes a blank. An e-mail address that
    would be another one so is left out.

    Raises:
        Refused: The layout contradicts itself; there are no transfers; an amount is not above 0, or has sen where the layout
            has none; a key is there twice; a key, bank code or account number could not be
            written as it is, or is wider than its column. Told at ``transfers.<n>.<field>``,
            counted from 0, all at once.
    """
    problems = list(_problems(layout, transfers))
    if problems:
        raise Refused(problems)
    lines = list(_lines(layout, transfers, day))
    end = LINE_ENDS[layout.line_end]
    return "".join(f"{line}{end}" for line in lines).encode(layout.encoding)


def _problems(layout: Layout, transfers: Sequence[Transfer]) -> Iterator[Problem]:
    yield from contradictions(layout)
    if not transfers:
        yield Problem("payout.file.no_transfers")
    times = Counter(one.key.strip() for one in transfers)
    for at, one in enumerate(transfers):
        where = f"transfers.{at}"
        if times[one.key.strip()] > 1:
            yield Problem("payout.file.key_twice", f"{where}.key", {"key": one.key})
        yield from _wrong_amount(layout, one, f"{where}.amount_minor")
        yield from _unwritable(layout, one, at)


def _wrong_amount(layout: Layout, transfer: Transfer, at: str) -> Iterator[Problem]:
    if transfer.amount_minor <= 0:
        yield Problem("payout.file.amount", at, {"key": transfer.key})
    elif transfer.amount_minor % MINOR and not layout.decimals:
        yield Problem("payout.file.sen", at, {"key": transfer.key})


def _unwritable(layout: Layout, transfer: Transfer, at: int) -> Iterator[Problem]:
    where = f"transfers.{at}"
    for name in EXACT:
        value = str(getattr(transfer, name)).strip()
        if not value and name != "bank_code":
            params = {"key": transfer.key}
            yield Problem("payout.file.missing", f"{where}.{name}", params)
        elif safe_text(value, layout.encoding, layout.forbidden) != value:
            params = {"key": transfer.key, "value": value}
            yield Problem("payout.file.unwritable", f"{where}.{name}", params)
    for column in layout.columns:
        # Every day is written equally wide.
        value = _value(layout, column, transfer, at + 1, date.max)
        if column.width and len(value) > column.width:
            wide = {"key": transfer.key, "value": value, "width": column.width}
            yield Problem("payout.file.too_wide", f"{where}.{column.field}", wide)


def _lines(layout: Layout, transfers: Sequence[Transfer], day: date) -> Iterator[str]:
    total = sum(one.amount_minor for one in transfers)
    filled = {
        "count": str(len(transfers)),
        "sum": _amount(layout, total),
        "date": _day(layout, day),
    }
    if layout.first:
        yield _line(layout, [_filled(cell, filled) for cell in layout.first])
    if layout.header:
        yield _line(layout, [one.head for one in layout.columns])
    for number, transfer in enumerate(transfers, start=1):
        cells = [_cell(layout, one, transfer, number, day) for one in layout.columns]
        yield _line(layout, cells)
    if layout.last:
        yield _line(layout, [_filled(cell, filled) for cell in layout.last])


def _filled(template: str, values: dict[str, str]) -> str:
    return PLACES.sub(lambda place: values[place[1]], template)


def _line(layout: Layout, cells: Sequence[str]) -> str:
    if layout.quoting == NEVER:
        return layout.delimiter.join(cells)
    line = io.StringIO()
    csv.writer(
        line,
        delimiter=layout.delimiter,
        quoting=csv.QUOTE_ALL if layout.quoting == ALWAYS else csv.QUOTE_MINIMAL,
        lineterminator="",
    ).writerow(cells)
    return line.getvalue()


def _cell(
    layout: Layout, column: LayoutColumn, transfer: Transfer, number: int, day: date
) -> str:
    value = _value(layout, column, transfer, number, day)
    if column.pad == "0":
        return value.rjust(column.width, "0")
    return value.ljust(column.width) if column.pad else value


def _value(
    layout: Layout, column: LayoutColumn, transfer: Transfer, number: int, day: date
) -> str:
    """Return what a column says of a transfer, cut where it may be, before it is padded."""
    made = {
        "amount": lambda: _amount(layout, transfer.amount_minor),
        "number": lambda: str(number),
        "date": lambda: _day(layout, day),
        "currency": lambda: CURRENCY,
        "": lambda: column.text,
    }
    if column.field in made:
        value = made[column.field]()
    else:
        value = str(getattr(transfer, column.field)).strip()
    if column.upper:
        value = value.upper()
    if column.field == "amount":
        return value
    safe = safe_text(value, layout.encoding, layout.forbidden)
    if column.field == "email" and safe != value:
        return ""
    if column.width and column.field in MAY_BE_CUT:
        return safe[: column.width].rstrip()
    return safe


def _amount(layout: Layout, minor: int) -> str:
    whole, sen = divmod(minor, MINOR)
    return f"{whole}{layout.decimal_mark}{sen:02}" if layout.decimals else str(whole)


def _day(layout: Layout, day: date) -> str:
    parts = {
        "YYYY": f"{day.year:04}",
        "YY": f"{day.year % 100:02}",
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
    }
    written = layout.date_format
    for name, part in parts.items():
        written = written.replace(name, part)
    return written
