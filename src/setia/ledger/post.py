"""Post: set transfers down, each key once, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from setia.core.errors import Conflict, Problem, Refused
from setia.core.write_rows import write_rows
from setia.ledger.accounts import account_ids
from setia.ledger.models import Entry, LedgerHead
from setia.ledger.transfer import Transfer

COLUMNS = (
    "key",
    "event",
    "at",
    "on",
    "debit_id",
    "credit_id",
    "unit",
    "amount_minor",
    "about_kind",
    "about_id",
    "batch",
)
COMPARED = ("event", "debit_id", "credit_id", "unit", "amount_minor")
AT_ONCE = 500


@dataclass(frozen=True)
class Batch:
    """The act in which postings are made: its name, its moment, the day in the books."""

    name: str
    at: datetime
    on: date


def hold_ledger() -> None:
    """Let nobody else move money until the caller's transaction ends.

    Raises:
        RuntimeError: There is no transaction that could end.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("money moves inside a transaction")
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.select_for_update().get(pk=1)


def post(transfers: Sequence[Transfer], batch: Batch) -> int:
    """Post transfers in the caller's transaction; return how many were new.

    A key that was posted before with the same content is left alone: whoever tries again
    after a crash posts nothing twice.

    Raises:
        Refused: An amount is not above zero, or no whole rupiah.
        Conflict: A key was posted before with another content.
        RuntimeError: There is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("money moves inside a transaction")
    _check(transfers)
    ids = account_ids(
        {(*name, one.unit) for one in transfers for name in (one.debit, one.credit)}
    )
    rows = [_row(one, ids, batch) for one in transfers]
    if not rows:
        return 0
    new = write_rows(Entry, COLUMNS, rows, unless="key")
    if new != len(rows):
        _must_be_the_same(rows)
    return new


def _check(transfers: Iterable[Transfer]) -> None:
    for one in transfers:
        whole = one.unit != "IDR" or one.amount_minor % 100 == 0
        if one.amount_minor <= 0 or not whole:
            params = {"key": one.key, "amount": one.amount_minor}
            raise Refused([Problem("ledger.amount", one.key, params)])


def _row(
    one: Transfer, ids: dict[tuple[str, str, str], int], batch: Batch
) -> tuple[Any, ...]:
    return (
        one.key,
        one.event,
        batch.at,
        batch.on,
        ids[(*one.debit, one.unit)],
        ids[(*one.credit, one.unit)],
        one.unit,
        one.amount_minor,
        one.about.kind,
        one.about.id,
        batch.name,
    )


def _must_be_the_same(rows: Sequence[tuple[Any, ...]]) -> None:
    """Refuse where a key stands with another content than was asked for now."""
    wanted = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
    keys = list(wanted)
    for start in range(0, len(keys), AT_ONCE):
        for entry in Entry.objects.filter(key__in=keys[start : start + AT_ONCE]):
            asked = wanted[entry.key]
            if any(getattr(entry, name) != asked[name] for name in COMPARED):
                raise Conflict("ledger.key_reused", key=entry.key)
