"""Bad rows: what is wrong with the data, as a list that leads to each cell."""

from __future__ import annotations

import sys

from setia_engine.cli.wording import counted
from setia_engine.errors import FactsRejected
from setia_engine.facts.refusals import BadRow

LONGEST = 60


def print_bad_rows(rejected: FactsRejected) -> None:
    """Print every bad row that was listed: where, what was found, what is expected."""
    total = counted(rejected.total, "thing is", "things are")
    lines = [
        f"setia: {total} wrong with the data; nothing was computed and nothing written."
    ]
    file = None
    for row in rejected.rows:
        if not isinstance(row, BadRow):
            continue
        if row.file != file:
            file = row.file
            lines.append(f"\n{file}")
        lines.append(f"  {_where(row)}found {_cut(row.value)}, expected {row.expected}")
    if (more := rejected.total - len(rejected.rows)) > 0:
        lines.append(f"\n… and {more:,} more.")
    lines.append("\nMend the rows, or set them aside with --rejects FILE.")
    sys.stderr.write("\n".join(lines) + "\n")


def _where(row: BadRow) -> str:
    place = [] if row.row is None else [f"row {row.row:,}"]
    place += [] if row.column is None else [row.column]
    return f"{', '.join(place)}: " if place else ""


def _cut(value: str) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…'"
