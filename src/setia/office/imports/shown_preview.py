"""A preview as the page shows it: tabs with numbers, rows with words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.intake.models import Batch
from setia.intake.sentences import sentence
from setia.intake.staging.notes import ASIDE, UNKNOWN, UNREADABLE, notes_of
from setia.office.imports.told import moment_of, told_aside, told_reasons
from setia.sales.models.payment import PaymentMethod

CLASSES: dict[str, str | Promise] = {
    "new": _("New"),
    "known": _("Already known"),
    "gains": _("Known, gain something"),
    "conflict": _("Say something else"),
    "repeated": _("Repeated in the file"),
    "refused": _("Refused"),
    "aside": _("Set aside"),
}
MOST_NOTES = 100


@dataclass(frozen=True)
class Tab:
    """One class of rows: how many, and what they come to."""

    name: str
    label: str
    rows: int
    amount_minor: int | None = None
    quantity_milli: int | None = None


@dataclass(frozen=True)
class Told:
    """A row that does not come in, with the reason in words."""

    row_no: int
    column: str
    reason: str
    cells: list[str]


def shown_preview(batch: Batch) -> dict[str, Any]:
    """Return the numbers of a preview with their names."""
    summary = batch.promise
    moments = [
        moment
        for found in summary["classes"].values()
        for moment in (moment_of(found.get("first")), moment_of(found.get("last")))
        if moment
    ]
    methods = dict(PaymentMethod.choices)
    return {
        "tabs": _tabs(summary),
        "rows": summary["rows"],
        "first": min(moments, default=None),
        "last": max(moments, default=None),
        "reasons": told_reasons(summary["reasons"]),
        "aside": told_aside(summary["aside_reasons"]),
        "unknown": {
            role: {"count": count, "codes": codes[:10]}
            for role, (count, codes) in summary.get("unknown", {}).items()
            if count
        },
        "payments": [
            (methods.get(method, method), count, int(amount))
            for method, count, amount in summary.get("payments", [])
        ],
        "refused": summary["refused"],
        "conflicts": "conflict" in summary["classes"],
        "decides": "conflict" in summary["classes"] or _has_unknown(summary),
        "changes": _changes(batch),
    }


def _has_unknown(summary: dict[str, Any]) -> bool:
    return any(count for count, _ in summary.get("unknown", {}).values())


def shown_class(batch: Batch, name: str) -> dict[str, Any]:
    """Return the first rows of a class; of the one that matters most where none is asked."""
    name = name or next((tab.name for tab in _tabs(batch.promise) if tab.rows), "new")
    if name in {"refused", "aside"}:
        books = (ASIDE,) if name == "aside" else (UNREADABLE, UNKNOWN)
        notes = islice(notes_of(batch.pk, *books), MOST_NOTES)
        rows: list[Any] = [
            Told(one.row_no, one.column, sentence(one.code, one.params), one.cells)
            for one in notes
        ]
    else:
        rows = [_line(row) for row in (batch.samples or {}).get(name, [])]
    return {"name": name, "label": CLASSES[name], "rows": rows}


def _tabs(summary: dict[str, Any]) -> list[Tab]:
    tabs = []
    for name, label in CLASSES.items():
        found = summary["classes"].get(name)
        if name in {"refused", "aside"}:
            found = {"rows": summary[name]}
        if found:
            amount, quantity = found.get("amount_minor"), found.get("quantity_milli")
            tabs.append(Tab(name, str(label), found["rows"], amount, quantity))
    return tabs


def _changes(batch: Batch) -> int:
    """Return how many rows an import would change the books by."""
    classes = batch.promise["classes"]
    names = ["new", "gains"]
    if batch.choices.get("conflicts") == "correct":
        names.append("conflict")
    return sum(classes.get(name, {}).get("rows", 0) for name in names)


def _line(row: dict[str, Any]) -> dict[str, Any]:
    line = row | {"sold_at": moment_of(row.get("sold_at"))}
    standing = row.get("standing")
    if standing:
        line["standing"] = standing | {"sold_at": moment_of(standing.get("sold_at"))}
    return line
