"""What a run told: its folder of results, and one party's part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_plans
from setia_engine.run.tables import EXPLAIN
from setia_engine.run.write import PLANS

Row = dict[str, Any]


class NotTold(LookupError):
    """The results do not hold what was asked for; the arguments say what there is."""

    def __init__(self, what: str, asked: str, there: Sequence[str]) -> None:
        super().__init__(what, asked, there)
        self.what = what
        self.asked = asked
        self.there = tuple(there)


@dataclass(frozen=True)
class Told:
    """The standings, lines and plans of one folder of results."""

    plans: dict[str, Plan]
    standings: pa.Table
    lines: pa.Table

    def plan(self, plan_id: str) -> Plan:
        """Return a plan of the run."""
        if plan_id not in self.plans:
            raise NotTold("plan", plan_id, sorted(self.plans))
        return self.plans[plan_id]

    def standing(
        self, plan_id: str, party_id: str, window: date | None, order_id: str | None
    ) -> list[Row]:
        """Return the rows of a party in a plan, the latest window last."""
        rows = _where(self.standings, plan_id=self.plan(plan_id).id)
        found = _where(rows, party_id=party_id)
        if found.num_rows == 0:
            raise NotTold("party", party_id, pc.unique(rows["party_id"]).to_pylist())
        windows = sorted({str(day) for day in found["window_from"].to_pylist()})
        if window is not None:
            found = _where(found, window_from=window)
        if order_id is not None:
            found = _where(found, order_id=order_id)
        if found.num_rows == 0:
            asked = order_id or str(window)
            raise NotTold("order" if order_id else "window", asked, windows)
        return list(found.to_pylist())

    def rivals(self, row: Row) -> list[Row]:
        """Return everybody's rows in the same window, best first."""
        same = _where(
            self.standings, plan_id=row["plan_id"], window_from=row["window_from"]
        )
        rows: list[Row] = [
            other for other in same.to_pylist() if other["order_id"] == row["order_id"]
        ]
        known = [other for other in rows if other["measure"] is not None]
        return sorted(known, key=lambda other: (-other["measure"], other["party_id"]))

    def lines_of(self, row: Row) -> list[Row]:
        """Return the lines that carry an award."""
        lines = _where(
            self.lines,
            plan_id=row["plan_id"],
            party_id=row["party_id"],
            window_from=row["window_from"],
        ).to_pylist()
        return [line for line in lines if line["order_id_of_window"] == row["order_id"]]


def read_told(folders: Sequence[Path]) -> Told:
    """Read folders that ``setia evaluate --explain --out`` wrote.

    Raises:
        NotTold: A folder holds no explanation.
    """
    plans: dict[str, Plan] = {}
    standings, lines = [], []
    for folder in folders:
        if not (folder / "standings.parquet").is_file():
            raise NotTold("folder", str(folder), [])
        plans |= {plan.id: plan for plan in read_plans(sorted((folder / PLANS).iterdir()))}
        standings.append(pq.read_table(folder / "standings.parquet"))
        lines.append(_lines(folder))
    return Told(plans, pa.concat_tables(standings), pa.concat_tables(lines))


def _lines(folder: Path) -> pa.Table:
    if (folder / "explain.parquet").is_file():
        return pq.read_table(folder / "explain.parquet")
    types = {field.name: field.type for field in EXPLAIN}
    return pacsv.read_csv(
        folder / "explain.csv",
        convert_options=pacsv.ConvertOptions(column_types=types, strings_can_be_null=True),
    )


def _where(table: pa.Table, **wanted: object) -> pa.Table:
    for name, value in wanted.items():
        table = table.filter(pc.equal(table[name], pa.scalar(value, table[name].type)))
    return table
