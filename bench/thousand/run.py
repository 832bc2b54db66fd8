"""A thousand plans in one run, against a thousand queries, one after the other."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.analyst import Analyst, analyst_over, awards_by_plan, check_equal
from bench.engine_run import Job, Run, run_apart, run_here
from bench.figures import Figure, Outcome, Stopwatch, Took, side_by_side
from bench.generate import World
from bench.thousand.plans import Document, drawn_plans
from bench.thousand.queries import query_for

PLANS = 1000
MEMORY_GIB = 4
ENGINE, FILES, LOADED = "setia, all at once", "SQL from the files", "SQL over loaded tables"


def run(world: World, folder: Path, runs: int, plans: int = PLANS) -> Outcome:
    """Time all plans together and one by one, and hold all awards to each other."""
    documents = drawn_plans(world, plans)
    with tempfile.TemporaryDirectory() as scratch:
        timed = _Timed(documents, folder, Path(scratch))
        ways = {ENGINE: timed.engine, FILES: timed.from_files, LOADED: timed.from_tables}
        medians = side_by_side(ways, runs)
        notes = timed.notes()
        peak = max(run.peak_mib for run in timed.runs)
    return Outcome("thousand", medians, figures(medians, peak), notes)


def equal_awards(world: World, folder: Path, plans: int) -> dict[str, int]:
    """Compare awards without timing; return how many each plan has."""
    documents = drawn_plans(world, plans)
    with tempfile.TemporaryDirectory() as scratch, analyst_over(folder) as analyst:
        timed = _Timed(documents, folder, Path(scratch))
        run_here(timed.job)
        answers = {plan: analyst.answer(query) for plan, query in timed.queries.items()}
        return check_equal(awards_by_plan(timed.job.out), answers)


class _Timed:
    """The ways to answer a thousand plans, with what came out."""

    def __init__(self, documents: Sequence[Document], folder: Path, scratch: Path) -> None:
        self._folder = folder
        plans = scratch / "plans.json"
        plans.write_text(json.dumps(documents, default=str), "utf-8")
        self.job = Job(plans, folder, scratch / "out")
        self.queries = {str(document["id"]): query_for(document) for document in documents}
        self.runs: list[Run] = []
        self._compared = 0

    def engine(self) -> Took:
        self.runs.append(run_apart(self.job))
        return self.runs[-1].took

    def from_files(self) -> Took:
        with analyst_over(self._folder) as analyst:
            return self._answered(analyst, Stopwatch())

    def from_tables(self) -> Took:
        watch = Stopwatch()
        with analyst_over(self._folder) as analyst:
            with watch.timing("load"):
                analyst.load()
            return self._answered(analyst, watch)

    def _answered(self, analyst: Analyst, watch: Stopwatch) -> Took:
        """Ask query after query, comparing each answer outside of the time that is told."""
        ours = awards_by_plan(self.job.out)
        self._compared = 0
        for plan, query in self.queries.items():
            with watch.timing("queries"):
                answer = analyst.answer(query)
            self._compared += check_equal(ours, {plan: answer})[plan]
        return watch.took

    def notes(self) -> list[str]:
        """Say what was compared, and where reading went."""
        return [
            f"awards of {len(self.queries):,} plans equal to the SQL: {self._compared:,}",
            self.runs[-1].reading_told,
        ]


def figures(medians: Mapping[str, Took], peak_mib: float) -> list[Figure]:
    """Hold the medians to what was promised.

    Queries end with results in memory, so the run is held against them up to there, with
    its reading and its checks; what writing adds is told beside.
    """
    written, files, tables = medians[ENGINE], medians[FILES], medians[LOADED]
    ours = written.without("write")
    evaluating = ours.parts["evaluate"]
    why = (
        f"reading and checking {ours.parts['read']:.1f} s, evaluating {evaluating:.1f} s, "
        f"the queries {files.whole:.1f} s from the files and "
        f"{tables.parts['queries']:.1f} s over loaded tables"
    )
    return [
        Figure(
            "SQL from the files / reading and evaluating",
            "×",
            files.whole / ours.whole,
            None,
            3,
            why,
        ),
        Figure("the same with the tables written", "×", files.whole / written.whole),
        Figure("the same in seconds of cores", "×", files.cpu / ours.cpu),
        Figure("SQL over loaded tables, with loading", "×", tables.whole / ours.whole),
        Figure(
            "SQL over loaded tables / evaluating alone",
            "×",
            tables.parts["queries"] / evaluating,
        ),
        Figure("peak of memory", "GiB", peak_mib / 1024, at_most=MEMORY_GIB),
    ]
