"""The standing: what all live programs give as of the last evaluation, and its reading."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from setia.core.clock import now

POINTER = "latest.json"
COMPLETE = "state.json"
KEPT_RUNS = 3
KEPT_FOR = timedelta(seconds=150)
"""Longer than a page may take that began to read a run."""
SORTS = {
    "amount": "amount, party_id",
    "-amount": "amount DESC, party_id",
    "measure": "measure NULLS LAST, party_id",
    "-measure": "measure DESC NULLS LAST, party_id",
    "party": "party_id, window_from",
    "-party": "party_id DESC, window_from",
}


@dataclass(frozen=True)
class Standing:
    """One evaluation: where its tables lie, its moment, and what it depended on."""

    folder: Path
    at: datetime
    key: str


@dataclass(frozen=True)
class WindowSum:
    """One window of a program: how many awards, and how much they come to."""

    program: str
    window_from: date
    window_to: date | None
    unit: str
    awards: int
    amount: Decimal
    final: bool


@dataclass(frozen=True)
class Row:
    """One party in one window: its measure, and what it gets for it (0 where nothing)."""

    program: str
    window_from: date
    window_to: date | None
    order_id: str
    party: str
    measure: Decimal | None
    tier: int | None
    place: int | None
    amount: Decimal
    status: str


@dataclass(frozen=True)
class Rows:
    """One page of rows, and how many there are in all."""

    rows: tuple[Row, ...]
    count: int


def runs_folder() -> Path:
    """Return where evaluations are kept."""
    folder = Path(settings.AWARDS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def latest_standing() -> Standing | None:
    """Return the last evaluation; nothing where there has been none yet."""
    path = runs_folder() / POINTER
    if not path.is_file():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    folder = runs_folder() / kept["run"]
    if not (folder / COMPLETE).is_file():
        return None
    return Standing(folder, datetime.fromisoformat(kept["at"]), kept["key"])


def put_in_place(draft: Path, at: datetime, key: str) -> Standing:
    """Move a complete folder to where readers find it, and name it as the last standing.

    The folder is named after when it was put there: long evaluations are much later than
    what they are of, and may be read for as long as short ones.
    """
    placed = now()
    final = runs_folder() / f"{placed:%Y%m%dT%H%M%S%f}-{key[:12]}"
    draft.replace(final)
    standing = Standing(final, at, key)
    told = {"run": final.name, "at": at.isoformat(), "key": key}
    pointer = runs_folder() / f".{POINTER}"
    pointer.write_text(json.dumps(told), encoding="utf-8")
    pointer.replace(runs_folder() / POINTER)
    _sweep(standing, placed)
    return standing


def _sweep(standing: Standing, placed: datetime) -> None:
    """Remove runs that nobody can be reading any more."""
    oldest = f"{placed - KEPT_FOR:%Y%m%dT%H%M%S%f}"
    runs = sorted(path for path in runs_folder().iterdir() if path.name[0].isdigit())
    for path in runs[:-KEPT_RUNS]:
        if path.name < oldest and path != standing.folder:
            shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True)
class Asked:
    """Which rows of a standing are asked for; nothing given means no narrowing."""

    program: str | None = None
    window: date | None = None
    parties: Collection[str] | None = None
    paid_only: bool = False

    def where(self) -> tuple[str, list[Any]]:
        """Return the clause and the values that are bound into it."""
        clauses: list[tuple[str, Any]] = []
        if self.program is not None:
            clauses.append(("plan_id = ?", self.program))
        if self.window is not None:
            clauses.append(("window_from = ?", self.window))
        if self.parties is not None:
            clauses.append(("party_id IN (SELECT unnest(?))", sorted(self.parties)))
        if self.paid_only:
            clauses.append(("amount <> ?", 0))
        texts = [text for text, _ in clauses]
        where = "WHERE " + " AND ".join(texts) if texts else ""
        return where, [value for _, value in clauses]


def windows_of(standing: Standing, asked: Asked) -> list[WindowSum]:
    """Return what each window comes to, latest first."""
    where, values = asked.where()
    found = _query(
        standing,
        asked,
        "awards",
        f"""
        SELECT plan_id, window_from, max(window_to), unit, count(*), sum(amount),
               bool_and(status = 'final')
        FROM awards {where}
        GROUP BY plan_id, window_from, unit
        ORDER BY plan_id, window_from DESC
        """,  # noqa: S608 - clauses of our own, values bound
        values,
    )
    return [WindowSum(*row) for row in found]


def rows_of(
    standing: Standing, asked: Asked, sort: str = "-amount", start: int = 0, most: int = 50
) -> Rows:
    """Return parties with what they get, page by page, also those who get nothing yet."""
    where, values = asked.where()
    counted = f"SELECT count(*) FROM standings {where}"  # noqa: S608 - as above
    count = _query(standing, asked, "standings", counted, values)[0][0]
    found = _query(
        standing,
        asked,
        "standings",
        f"""
        SELECT plan_id, window_from, window_to, coalesce(order_id, ''), party_id, measure,
               tier, place, amount, status
        FROM standings {where}
        ORDER BY {SORTS[sort]}, plan_id, window_from DESC, order_id
        LIMIT ? OFFSET ?
        """,  # noqa: S608 - clauses of our own, values bound
        [*values, most, start],
    )
    return Rows(tuple(Row(*row) for row in found), count)


def _query(
    standing: Standing, asked: Asked, name: str, sql: str, values: list[Any]
) -> list[Any]:
    """Ask one table; where one program is meant, only its file is opened."""
    folder = standing.folder / name
    one = folder / f"{asked.program}.parquet"
    narrow = asked.program is not None and one.is_file()
    path = str(one if narrow else folder / "*.parquet").replace("'", "''")
    with duckdb.connect() as duck:
        duck.execute(f"CREATE VIEW {name} AS FROM read_parquet('{path}')")
        return duck.execute(sql, values).fetchall()
