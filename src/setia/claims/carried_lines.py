"""Which sale lines carry an award as a run booked it, with what was sold on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from setia.closing.explained import explanation
from setia.closing.models import Award, CloseRun
from setia.programs.models import ProgramVersion
from setia.sales.mirror.facts_as_known import facts_as_known

CARRIED = """
SELECT wanted.award, explain.order_id, explain.line_no, line.product_id,
       line.quantity, line.amount, CAST(explain.amount * 100 AS BIGINT) AS award_minor
FROM read_parquet($explain) AS explain
JOIN wanted
  ON wanted.party = explain.party_id AND wanted.window_from = explain.window_from
 AND wanted.order_id = coalesce(explain.order_id_of_window, '')
LEFT JOIN read_parquet($lines, hive_partitioning = false) AS line
  ON line.order_id = explain.order_id AND line.line_no = explain.line_no
ORDER BY wanted.award, explain.order_id, explain.line_no
"""
WANTED = pa.schema(
    {
        "award": pa.int64(),
        "party": pa.string(),
        "window_from": pa.date32(),
        "order_id": pa.string(),
    }
)


class Carried(NamedTuple):
    """A sale line with its part of an award, in hundredths of the award's unit."""

    order_id: str
    line_no: int
    product: str
    quantity: Decimal | None
    amount: Decimal | None
    award_minor: int


def carried_lines(
    run: CloseRun, version: ProgramVersion, awards: Sequence[Award], *, ended: bool
) -> dict[int, list[Carried]]:
    """Return the lines of awards by the awards' ids, as they were known in a run."""
    folder = explanation(run, version, ended=ended)
    found: dict[int, list[Carried]] = defaultdict(list)
    with facts_as_known(run.cutoff) as known, duckdb.connect() as duck:
        duck.register("wanted", _wanted(awards))
        where = {"explain": str(folder / "explain.parquet"), "lines": _lines_in(known)}
        for award, *line in duck.execute(CARRIED, where).fetchall():
            found[award].append(Carried(*line)._replace(product=line[2] or ""))
    return found


def _wanted(awards: Sequence[Award]) -> pa.Table:
    columns = [
        [one.pk for one in awards],
        [one.party.code for one in awards],
        [one.window_from for one in awards],
        [one.order_id for one in awards],
    ]
    return pa.table(columns, schema=WANTED)


def _lines_in(known: Path) -> str:
    """Return where the sale lines lie: by month, or in one file where some were taken out."""
    by_month = known / "sale_lines"
    return str(
        by_month / "*.parquet" if by_month.is_dir() else known / "sale_lines.parquet"
    )
