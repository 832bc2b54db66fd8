"""How fresh the standing is: sales through the API of a real server, and when pages show them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, Outcome
from bench.imports import ABSENT, databases, run_apart

RATE = 100
"""Sale lines in a second."""
LEAST_RATE = 0.98 * RATE
SECONDS = 20
LINES_OF_A_CALL = (1, 10)
MOST_SECONDS = 2.0


def run(seconds: int = SECONDS) -> Outcome:
    """Load the server with one line in each call, then with several, on each database."""
    figures: list[Figure] = []
    notes: list[str] = []
    for database in databases():
        with TemporaryDirectory() as home:
            asked = [str(RATE), str(seconds), *(str(count) for count in LINES_OF_A_CALL)]
            told = json.loads(run_apart("bench.live_run", asked, database, Path(home)))
        notes.append(
            f"{database}: {told['programs']} programs, {told['lines']:,} lines before"
        )
        for load in told["loads"]:
            figures += _figures(database, load)
    return Outcome("live", {}, figures, notes if len(databases()) > 1 else [*notes, ABSENT])


def _figures(database: str, load: dict[str, float]) -> list[Figure]:
    """Return a load's figures; freshness is from the sending of a sale to a standing with it."""
    several = "1 line a call" if load["each"] == 1 else f"{load['each']:.0f} lines a call"
    name = f"{several}, {database}"
    shown = (
        f"half within {load['p50']:.2f} s, 95 of 100 within {load['p95']:.2f} s, all within "
        f"{load['worst']:.2f} s; {load['turns']:.0f} standings, {load['turn']:.2f} s apart"
    )
    answers = (
        f"{load['sales']:.0f} lines in {load['took']:.1f} s; an answer took "
        f"{load['answer_p50'] * 1000:.0f} ms, of 100 the slowest "
        f"{load['answer_p99'] * 1000:.0f} ms"
    )
    busy = load["cores"] / load["sales"] * RATE
    return [
        Figure(f"99 of 100 sales shown, {name}", "s", load["p99"], MOST_SECONDS, why=shown),
        Figure(
            f"lines a second, {name}", "", load["rate"], at_least=LEAST_RATE, why=answers
        ),
        Figure(
            f"cores kept busy by {RATE} lines a second, {name}",
            "",
            busy,
            at_most=2.0,
            why="by the server's own processes, however many others work on the machine",
        ),
    ]
