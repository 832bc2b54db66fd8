"""People as a file: CSV or XLSX, only those whom the actor sees, harmless to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet

from setia.core.actor import Actor
from setia.core.record_event import record_event
from setia.people.events import EXPORTED
from setia.people.models import Party

COLUMNS = (
    "code",
    "name",
    "role",
    "tier",
    "category",
    "territory",
    "parent",
    "joined_on",
    "birth_date",
    "whatsapp",
    "phone",
    "email",
    "city",
)
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 2_000


def export_csv(rows: QuerySet[Party], by: Actor) -> Iterator[str]:
    """Yield lines of CSV in UTF-8 that spreadsheets recognise by their first mark.

    Raises:
        NotPermitted: The actor may not export people.
    """
    _record(rows, by, "CSV")
    return _csv(rows)


def export_xlsx(rows: QuerySet[Party], by: Actor) -> IO[bytes]:
    """Return a workbook; every cell is text, so that nothing in it is computed.

    Raises:
        NotPermitted: The actor may not export people.
    """
    _record(rows, by, "XLSX")
    target = TemporaryFile()  # noqa: SIM115 - the answer that streams it closes it
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False}
    )
    sheet = book.add_worksheet("people")
    for line, cells in enumerate(_cells(rows)):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, cell)
    book.close()
    target.seek(0)
    return target


def _csv(rows: QuerySet[Party]) -> Iterator[str]:
    yield BOM
    for cells in _cells(rows):
        line = io.StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in cells])
        yield line.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from computing a cell that somebody else wrote."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def _cells(rows: QuerySet[Party]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    full = rows.select_related("parent").prefetch_related("contacts", "addresses")
    for party in full.order_by("code").iterator(chunk_size=AT_ONCE):
        first: dict[str, str] = {}
        for contact in party.contacts.all():
            first.setdefault(contact.kind, contact.normal)
        city = next((place.city for place in party.addresses.all() if place.city), "")
        yield (
            party.code,
            party.name,
            party.role,
            party.tier,
            party.category,
            party.territory,
            party.parent.code if party.parent else "",
            party.joined_on.isoformat() if party.joined_on else "",
            party.birth_date.isoformat() if party.birth_date else "",
            first.get("whatsapp", ""),
            first.get("phone", ""),
            first.get("email", ""),
            city,
        )


def _record(rows: QuerySet[Party], by: Actor, form: str) -> None:
    by.must("party.export")
    with transaction.atomic():
        params = {"count": rows.count(), "format": form}
        record_event(EXPORTED, by, ("party", "export"), params)
