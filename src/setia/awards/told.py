"""What a standing says of one row, ready to be told: the row, its rivals, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.inquiry import question
from setia.awards.standing import Standing
from setia_engine.plan.document import Plan
from setia_engine.run.explanation.reasons import Reason, reasons
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.told import Told
from setia_engine.run.tables import EXPLAIN, moment

Row = dict[str, Any]


@dataclass(frozen=True)
class Stood:
    """One party in one window as a standing has it, beside everybody else in it."""

    plan: Plan
    row: Row
    rivals: list[Row]

    @property
    def reasons(self) -> list[Reason]:
        """Return why the award is not more, by the engine."""
        return reasons(self.plan, self.row, self.rivals)

    def story(self, language: Literal["id", "en"]) -> Story:
        """Return the engine's story of the row, without its sale lines."""
        return Story(self.plan, self.row, self.rivals, [], language)


def stood(
    standing: Standing, program: str, party: str, window: date, order_id: str = ""
) -> Stood | None:
    """Return where a party stands in a window; None where it has no counted sale in it.

    Raises:
        NotFound: The program has no such window.
    """
    plan = question(program, window).plan
    return found_in(everybody(standing, program, window), plan, party, order_id)


def everybody(standing: Standing, program: str, window: date | None = None) -> pa.Table:
    """Return everybody's rows of a program in a standing, of one window or of all."""
    path = standing.folder / "standings" / f"{program}.parquet"
    if not path.is_file():
        path = path.with_name("_none.parquet")
    here = None if window is None else pc.field("window_from") == window
    rows = pq.read_table(path, filters=here)
    as_of = pa.repeat(moment(standing.at), rows.num_rows)
    return rows.append_column("as_of", as_of)


def found_in(rows: pa.Table, plan: Plan, party: str, order_id: str = "") -> Stood | None:
    """Return a party's row among everybody's."""
    mine = [
        row
        for row in rows.filter(pc.field("party_id") == party).to_pylist()
        if (row["order_id"] or "") == order_id
    ]
    if not mine:
        return None
    told = Told({plan.id: plan}, rows, EXPLAIN.empty_table())
    return Stood(plan, mine[0], told.rivals(mine[0]))
