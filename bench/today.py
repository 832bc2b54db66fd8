"""How quickly Today opens for somebody who looks after 1,000 resellers, in a large business."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, Outcome
from bench.imports import ABSENT, databases, run_apart

SCALE = 10
"""How many times as large as the demo."""
RESELLERS = 1_000
REQUESTS = 60
MOST_MS = 300.0


def run(scale: int = SCALE) -> Outcome:
    """Fill a business, draw the list of the day, and open its pages, on each database."""
    figures: list[Figure] = []
    notes: list[str] = []
    for database in databases():
        with TemporaryDirectory() as home:
            asked = [str(scale), str(RESELLERS), str(REQUESTS)]
            told = json.loads(run_apart("bench.today_run", asked, database, Path(home)))
        notes.append(
            f"{database}: {told['parties']:,} people, {told['lines']:,} sale lines, "
            f"{told['entries']} on the list"
        )
        figures += _figures(database, told)
    return Outcome(
        "today", {}, figures, notes if len(databases()) > 1 else [*notes, ABSENT]
    )


def _figures(database: str, told: dict[str, float]) -> list[Figure]:
    shown = f"{REQUESTS} pages of 20, one after another, by one process"
    return [
        Figure(f"half of the pages, {database}", "ms", told["p50"], MOST_MS, why=shown),
        Figure(f"95 of 100 pages, {database}", "ms", told["p95"], MOST_MS, why=shown),
        Figure(
            f"drawing the list of the day, {database}",
            "s",
            told["drawing"],
            why="once a day, by the upkeep before anybody looks",
        ),
    ]
