"""A hundred plans over the Complete Journey, explained to the last line, into a folder."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import duckdb

from bench.engine_run import Job, Run, run_apart
from bench.figures import Figure, Outcome, Took, side_by_side
from bench.journey.plans import retailers_plans

AS_OF = "2018-02-01T00:00:00-05:00"
SECONDS = 30
ENGINE = "setia, with explanation"
ABSENT = "skipped: give --journey FOLDER, the Complete Journey as sale_lines, parties and products"


class NotExplained(Exception):
    """An explanation does not sum to its award: no figure is worth anything then."""


def run(folder: Path | None, runs: int) -> Outcome:
    """Time the hundred plans, and hold every explanation to its award."""
    if folder is None or not folder.is_dir():
        return Outcome("journey", notes=[ABSENT])
    seen: list[Run] = []
    with tempfile.TemporaryDirectory() as scratch:
        job = journey_job(folder, Path(scratch))

        def engine() -> Took:
            seen.append(run_apart(job))
            return seen[-1].took

        medians = side_by_side({ENGINE: engine}, runs)
        awards, lines = check_explained(job.out)
    peak = max(run.peak_mib for run in seen)
    notes = [
        f"{awards:,} awards, {lines:,} lines of explanation, which sum to each award",
        f"the engine's peak of memory: {peak:,.0f} MiB",
    ]
    return Outcome("journey", medians, [_figure(medians[ENGINE], seen[-1])], notes)


def journey_job(folder: Path, scratch: Path, engine: str = "duckdb") -> Job:
    """Return the job of evaluating and explaining the hundred plans."""
    plans = scratch / "plans.json"
    plans.write_text(json.dumps(retailers_plans()), "utf-8")
    return Job(plans, folder, scratch / engine, AS_OF, explain=True, engine=engine)


def _figure(ours: Took, run: Run) -> Figure:
    why = f"{run.lines:,} lines, from files to files: {ours}"
    return Figure("100 plans with explanation", "s", ours.whole, at_most=SECONDS, why=why)


def check_explained(out: Path) -> tuple[int, int]:
    """Return how many awards and lines of explanation there are.

    Raises:
        NotExplained: Saying how many awards are explained by another sum.
    """
    awards, explain = f"'{out}/awards.parquet'", f"'{out}/explain.parquet'"
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        found = connection.execute(f"""
            WITH told AS (
                SELECT plan_id, window_from, order_id_of_window AS order_id, party_id,
                    sum(amount) AS amount, count(*) AS lines
                FROM {explain} GROUP BY ALL
            )
            SELECT count(*), sum(told.lines),
                count(*) FILTER (told.amount IS DISTINCT FROM awards.amount)
            FROM {awards} AS awards LEFT JOIN told
                ON told.plan_id = awards.plan_id
                AND told.window_from = awards.window_from
                AND told.party_id = awards.party_id
                AND told.order_id IS NOT DISTINCT FROM awards.order_id
        """).fetchone()
    awarded, lines, wrong = found or (0, 0, 0)
    if wrong:
        raise NotExplained(f"{wrong:,} of {awarded:,} awards are explained by another sum")
    return awarded, lines or 0
