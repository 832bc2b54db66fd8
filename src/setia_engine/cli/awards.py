"""Awards on a screen: totals by plan, then the rows, as a table that people can read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
from rich.table import Table

from setia_engine.cli.wording import counted, out
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import is_ratio
from setia_engine.run.evaluate import Outcome
from setia_engine.run.explanation.writing import amount, percent, plain

MOST_ROWS = 200


class AwardsOnScreen:
    """Collects awards while they come, then shows them in the order of plan ids."""

    def __init__(self) -> None:
        self._awards: dict[str, pa.Table] = {}

    def add(self, outcome: Outcome) -> None:
        """Take the awards of one plan in."""
        self._awards[outcome.plan.id] = outcome.awards

    def show(self, plans: Sequence[Plan]) -> None:
        """Print a table per plan; long ones are cut and say so."""
        left = MOST_ROWS
        for plan in sorted(plans, key=lambda plan: plan.id):
            awards = self._awards[plan.id]
            out.print(_table(plan, awards, left))
            if awards.num_rows > left:
                more = counted(awards.num_rows - left, "award", "awards")
                out.print(f"… and {more} more; --out FOLDER writes them all.\n")
            left = max(0, left - awards.num_rows)


def _table(plan: Plan, awards: pa.Table, most: int) -> Table:
    rows = awards.slice(0, most).to_pylist()
    shown = _columns(plan, rows)
    total = sum(
        (row["amount"] for row in awards.select(["amount"]).to_pylist()), start=Decimal(0)
    )
    given = counted(awards.num_rows, "award", "awards")
    title = f"{plan.id}: {given}, {amount(total)} in all ({plan.settlement.given})"
    table = Table(title=title, title_justify="left", title_style="bold")
    for name, right in shown:
        heading = name.removesuffix("_id")
        table.add_column(heading, justify="right" if right else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(_cell(name, row, plan) for name, _ in shown))
    return table


def _columns(plan: Plan, rows: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    columns = [("window", False), ("party_id", False), ("measure", True)]
    if plan.per_order:
        columns.insert(1, ("order_id", False))
    columns += [
        (name, True) for name in ("tier", "place") if any(row[name] for row in rows)
    ]
    if any(row["gross"] != row["amount"] for row in rows):
        columns.append(("gross", True))
    if any(row["payee_id"] != row["party_id"] for row in rows):
        columns.insert(columns.index(("party_id", False)) + 1, ("payee_id", False))
    return [*columns, ("amount", True), ("status", False)]


def _cell(name: str, row: dict[str, Any], plan: Plan) -> str:
    if name == "window":
        return f"{row['window_from']} … {row['window_to'] or 'open'}"
    value = row[name]
    if name in {"gross", "amount"}:
        return amount(value)
    if name == "measure":
        return percent(value) if is_ratio(plan.measure) else plain(value)
    return "" if value is None else str(value)
