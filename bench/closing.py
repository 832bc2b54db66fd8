"""A month of a million lines is closed, closed again, and closed after one late line."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, Outcome, Took, side_by_side
from bench.imports import ABSENT, databases, run_apart

LINES = 1_000_000
PARTIES, PROGRAMS = 10_000, 50
MOST_SECONDS = 60.0


def run(runs: int, lines: int = LINES) -> Outcome:
    """Time the three runs on SQLite, and on PostgreSQL where there is one."""
    figures: list[Figure] = []
    seconds: dict[str, Took] = {}
    told: list[str] = []
    for database in databases():

        def timed(database: str = database) -> Took:
            with TemporaryDirectory() as home:
                answer = json.loads(
                    run_apart("bench.closing_run", [str(lines)], database, Path(home))
                )
            if answer["again"] != 0:
                raise RuntimeError(f"closing again posted {answer['again']} entries")
            told.append(f"{answer['awards']:,} awards, {answer['entries']:,} entries")
            return Took(answer["parts"], answer["cores"])

        took = side_by_side({f"closing, {database}": timed}, runs)
        seconds |= took
        figures += _figures(database, took[f"closing, {database}"].parts)
    notes = [f"{PARTIES:,} parties, {PROGRAMS} programs, {lines:,} lines: {told[-1]}"]
    return Outcome(
        "closing", seconds, figures, notes if len(databases()) > 1 else [*notes, ABSENT]
    )


def _figures(database: str, parts: dict[str, float]) -> list[Figure]:
    whole = parts["copy the facts"] + parts["close"]
    why = (
        f"{parts['copy the facts']:.1f} s to copy the facts into columns, "
        f"{parts['close']:.1f} s to evaluate, book and issue statements"
    )
    return [
        Figure(f"a month, {database}", "s", whole, at_most=MOST_SECONDS, why=why),
        Figure(
            f"again with nothing changed, {database}, of the close",
            "",
            parts["close again"] / parts["close"],
            at_most=0.5,
        ),
        Figure(
            f"after one late line, {database}, of the whole",
            "",
            parts["one late line"] / whole,
            at_most=0.1,
            why=f"{parts['one late line']:.2f} s",
        ),
    ]
