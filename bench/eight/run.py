"""Eight plans of eight kinds: the engine, an analyst's SQL and a user's script in turn."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import pyarrow as pa

from bench.analyst import Analyst, analyst_over, awards_by_plan, check_equal
from bench.eight import pandas_script
from bench.eight.answers import PLANS, QUERIES
from bench.engine_run import Job, Run, run_apart
from bench.figures import Figure, Outcome, Stopwatch, Took, side_by_side

ENGINE, SQL, SCRIPT = "setia", "SQL, 8 queries", "pandas script"


def run(folder: Path, runs: int) -> Outcome:
    """Time the three in turn, and hold their awards to each other."""
    with tempfile.TemporaryDirectory() as scratch, analyst_over(folder) as analyst:
        timed = _Timed(folder, Path(scratch), analyst)
        medians = side_by_side(
            {ENGINE: timed.engine, SQL: timed.sql, SCRIPT: timed.script}, runs
        )
        notes = timed.notes()
        checking = median(run.checking for run in timed.runs)
    return Outcome("eight", medians, figures(medians, checking), notes)


class _Timed:
    """The three ways, with the last results of each."""

    def __init__(self, folder: Path, scratch: Path, analyst: Analyst) -> None:
        self._folder = folder
        self._out = scratch
        self._analyst = analyst
        self.runs: list[Run] = []
        self._answers: dict[str, pa.Table] = {}
        self._script: dict[str, pd.DataFrame] = {}

    def engine(self) -> Took:
        self.runs.append(run_apart(Job(PLANS, self._folder, self._out)))
        return self.runs[-1].took

    def sql(self) -> Took:
        watch = Stopwatch()
        with watch.timing("queries"):
            self._answers = {
                plan: self._analyst.answer(query) for plan, query in QUERIES.items()
            }
        return watch.took

    def script(self) -> Took:
        watch = Stopwatch()
        with watch.timing("script"):
            self._script = pandas_script.awards(self._folder)
        return watch.took

    def notes(self) -> list[str]:
        """Compare the results and say how it went."""
        compared = check_equal(awards_by_plan(self._out), self._answers)
        notes = [f"awards of 8 plans equal to the SQL: {sum(compared.values()):,}"]
        off = sum(
            _differing(self._answers[plan], frame) for plan, frame in self._script.items()
        )
        notes.append(f"awards that the script's floats got wrong: {off:,}")
        notes += [run.reading_told for run in self.runs[-1:]]
        peak = max(run.peak_mib for run in self.runs)
        return [*notes, f"the engine's peak of memory: {peak:,.0f} MiB"]


def _differing(answer: pa.Table, frame: pd.DataFrame) -> int:
    """Count awards that one of the two does not have, or has with another amount."""
    keys = ["window_from", "party_id"]
    theirs = answer.to_pandas().assign(amount=lambda rows: rows["amount"].astype(float))
    both = [
        rows.assign(
            window_from=pd.to_datetime(rows["window_from"]),
            party_id=rows["party_id"].astype(str),
        )
        for rows in (theirs, frame)
    ]
    merged = both[0].merge(both[1], on=keys, how="outer", suffixes=("", "_script"))
    return int(np.sum(merged["amount"].ne(merged["amount_script"])))


def figures(medians: Mapping[str, Took], checking: float) -> list[Figure]:
    """Hold the medians to what was promised.

    Queries and script end with results in memory, so the run is held against them up to
    there, with its reading and its checks; what writing adds is told beside.
    """
    written, sql, script = medians[ENGINE], medians[SQL], medians[SCRIPT]
    ours = written.without("write")
    why = (
        f"reading and checking {ours.parts['read']:.1f} s (the checks alone "
        f"{checking:.1f} s), evaluating {ours.parts['evaluate']:.1f} s, the queries "
        f"{sql.whole:.1f} s; they check nothing and read only the columns that each needs"
    )
    return [
        Figure(
            "reading and evaluating / SQL from the files",
            "×",
            ours.whole / sql.whole,
            1.5,
            why=why,
        ),
        Figure("the same without the checks", "×", (ours.whole - checking) / sql.whole),
        Figure("the same with the tables written", "×", written.whole / sql.whole),
        Figure("the same in seconds of cores", "×", ours.cpu / sql.cpu),
        Figure("evaluating alone / SQL", "×", ours.parts["evaluate"] / sql.whole),
        Figure(
            "reading and evaluating / pandas script",
            "×",
            ours.whole / script.whole,
            at_most=1.0,
            why=f"loading included on both sides; the script takes {script.whole:.1f} s",
        ),
    ]
