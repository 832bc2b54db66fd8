"""The tables of a standing: a file for each program, of which those that stay are linked."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.live.pieces import Piece
from setia.awards.live.work import Work
from setia_engine.run.evaluate import Outcome
from setia_engine.run.tables import AWARDS, STANDINGS

MOMENT = "as_of"
"""Every row is as of the standing's own moment, also one that stayed as it was."""
SCHEMAS = {
    name: schema.remove(schema.get_field_index(MOMENT))
    for name, schema in (("awards", AWARDS), ("standings", STANDINGS))
}
NOBODY = "_none.parquet"
"""A table without rows, so that there is one where no program is; no code begins with ``_``."""

Fresh = dict[tuple[str, str], list[tuple[date, pa.Table]]]


def fresh_rows(outcomes: Iterable[Outcome]) -> Fresh:
    """Sort outcomes by table and program, each with the day it was evaluated from."""
    found: Fresh = defaultdict(list)
    for one in outcomes:
        start = one.plan.period.start
        found["awards", one.plan.id].append((start, one.awards.drop_columns(MOMENT)))
        if one.standings is not None:
            rows = one.standings.drop_columns(MOMENT)
            found["standings", one.plan.id].append((start, rows))
    return found


def write_tables(folder: Path, earlier: Path | None, work: Work, fresh: Fresh) -> None:
    """Write a folder of tables: fresh rows, and beside them the earlier ones that stay."""
    programs = {plan.id for piece in work.pieces for plan in piece.plans}
    for name, schema in SCHEMAS.items():
        (folder / name).mkdir(parents=True)
        pq.write_table(schema.empty_table(), folder / name / NOBODY)
        for code in sorted(programs):
            place = f"{name}/{code}.parquet"
            old = None if earlier is None else earlier / place
            if code not in work.programs and old is not None:
                _link(old, folder / place)
                continue
            own = [one for one in work.pieces if any(plan.id == code for plan in one.plans)]
            rows = _put_together(old, work, own, fresh[name, code], schema)
            pq.write_table(rows, folder / place, compression="zstd")


def _put_together(
    old: Path | None,
    work: Work,
    pieces: Sequence[Piece],
    fresh: Sequence[tuple[date, pa.Table]],
    schema: pa.Schema,
) -> pa.Table:
    """Lay the rows of a program's pieces one after the other: what stays, then what is fresh."""
    starts = {part.piece.key: part.start for part in work.parts}
    by_start = dict(fresh)
    kept = None
    parts = [schema.empty_table()]
    for piece in pieces:
        start = starts.get(piece.key)
        if start != piece.period.start and old is not None:
            kept = pq.read_table(old, schema=schema) if kept is None else kept
            parts.append(kept.filter(_of_days(piece, start)))
        if start is not None:
            parts.append(by_start[start])
    return pa.concat_tables(parts)


def _of_days(piece: Piece, before: date | None) -> pc.Expression:
    """Return which rows are of a piece's windows, and of windows that begin before a day."""
    begins, period = pc.field("window_from"), piece.period
    wanted = begins >= pa.scalar(period.start)
    if period.end is not None:
        wanted &= begins <= pa.scalar(period.end)
    return wanted if before is None else wanted & (begins < pa.scalar(before))


def _link(old: Path, new: Path) -> None:
    """Take a file over as it is; where files cannot have two names, as a copy."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
