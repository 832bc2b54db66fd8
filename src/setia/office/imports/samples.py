"""The first rows of a file beside what they become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from setia.intake.cleaning.batch import CleanBatch
from setia.intake.cleaning.clean import cleaned
from setia.intake.guess.propose import Proposal
from setia.intake.models import Batch
from setia.intake.reading.marks import shown
from setia.intake.reading.no_table import NoTable
from setia.intake.sentences import sentence
from setia.intake.uploads import path_of

ROWS = 15
AS_MONEY = frozenset({"amount_minor", "cost_minor", "price_minor"})
LABELS = {
    "order_id": "Order number",
    "line_no": "Line number",
    "sold_at": "Date of sale",
    "seller": "Seller",
    "buyer": "Buyer",
    "product": "Product",
    "quantity_milli": "Quantity",
    "amount_minor": "Amount of the line",
    "cost_minor": "Cost",
    "price_minor": "Price",
    "channel": "Channel",
    "returns_order_id": "Returns the order",
    "method": "Payment",
    "paid_at": "Paid at",
    "code": "Code",
    "name": "Name",
    "role": "Role",
    "tier": "Tier",
    "category": "Category",
    "territory": "Territory",
    "parent": "Upline",
    "joined_on": "Joined on",
    "whatsapp": "WhatsApp",
    "phone": "Phone",
    "email": "E-mail",
    "street": "Street",
    "city": "City",
    "province": "Province",
    "birth_date": "Birth date",
    "notes": "Note",
    "brand": "Brand",
    "supplier": "Supplier",
}


@dataclass(frozen=True)
class Cell:
    """One value with the way it is drawn."""

    value: Any
    kind: str


@dataclass(frozen=True)
class Sample:
    """A row of the file, what stands in it, and what it becomes or why it does not."""

    row_no: int
    cells: list[str]
    becomes: list[Cell]
    reasons: list[str]
    is_head: bool


def samples_of(batch: Batch, found: Proposal) -> dict[str, Any]:
    """Return the first rows of a file, the columns that they fill, and each row's fate."""
    try:
        piece = next(cleaned(path_of(batch.stored_as), found.mapping), None)
    except NoTable:
        piece = None
    rows = (
        {row["row_no"]: row for row in piece.rows.slice(0, ROWS).to_pylist()}
        if piece
        else {}
    )
    columns = [
        name for name in LABELS if any(row.get(name) is not None for row in rows.values())
    ]
    reasons = _reasons(piece)
    heads = set(found.mapping.reading.header)
    samples = [
        Sample(
            row.number,
            [shown(cell) for cell in row.cells],
            [_cell(name, rows[row.number][name]) for name in columns if row.number in rows],
            reasons.get(row.number, []),
            row.number in heads,
        )
        for row in found.rows[: ROWS + found.mapping.reading.last_head]
        if any(cell.strip() for cell in row.cells)
    ][: ROWS + 3]
    return {"labels": [LABELS[name] for name in columns], "rows": samples}


def _reasons(piece: CleanBatch | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for problem in piece.problems[:200] if piece else ():
        told = sentence(problem.code, problem.params)
        found.setdefault(problem.row, []).append(told)
    for row in piece.aside[:200] if piece else ():
        found.setdefault(row.row, []).append(sentence(row.code, {}))
    return found


def _cell(name: str, value: Any) -> Cell:  # noqa: ANN401 - whatever a column holds
    if value is None:
        return Cell("–", "text")
    if name in AS_MONEY:
        return Cell(value, "money")
    if name == "quantity_milli":
        return Cell(value, "quantity")
    if name in {"sold_at", "paid_at"}:
        return Cell(value, "moment")
    return Cell(value, "day" if name in {"joined_on", "birth_date"} else "text")
