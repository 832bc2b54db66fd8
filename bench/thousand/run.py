"""A thousand plans in one run, against a thousand queries, one after the other."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from bench.analyst import Analyst, analyst_over, awards_by_plan, check_equal
from bench.engine_run import Job, Run, run_apart
from bench.figures import Figure, Outcome, Took, side_by_side
from bench.generate import World, made
from bench.thousand.plans import Document, drawn_plans
from bench.thousand.queries import query_for

PLANS = 1000
MEMORY_GIB = 4
ENGINE, FILES, LOADED = "setia, all at once", "SQL from the files", "SQL over loaded tables"


def run(world: World, runs: int, plans: int = PLANS) -> Outcome:
    """Time all plans together and one by one, and hold all awards to each other."""
    folder = made(world)
    documents = drawn_plans(world, plans)
    with tempfile.TemporaryDirectory() as scratch:
        timed = _Timed(documents, folder, Path(scratch))
        ways = {ENGINE: timed.engine, FILES: timed.from_files, LOADED: timed.from_tables}
        medians = side_by_side(ways, runs)
        notes = timed.notes()
        peak = max(run.peak_mib for run in timed.runs)
    return Outcome("thousand", medians, figures(medians, peak, plans), notes)


def equal_awards(world: World, plans: int) -> int:
    """Compare awards without timing; return how many there are."""
    documents = drawn_plans(world, plans)
    with tempfile.TemporaryDirectory() as scratch:
        timed = _Timed(documents, made(world), Path(scratch))
        timed.engine()
        with analyst_over(made(world)) as analyst:
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
        return self.runs[-1].seconds

    def from_files(self) -> Took:
        with analyst_over(self._folder) as analyst:
            return {"queries": self._answered(analyst)}

    def from_tables(self) -> Took:
        with analyst_over(self._folder) as analyst:
            began = perf_counter()
            analyst.load()
            loaded = perf_counter() - began
            return {"load": loaded, "queries": self._answered(analyst)}

    def _answered(self, analyst: Analyst) -> float:
        """Ask query after query, comparing each answer outside of the time that is told."""
        ours = awards_by_plan(self.job.out)
        spent = 0.0
        self._compared = 0
        for plan, query in self.queries.items():
            began = perf_counter()
            answer = analyst.answer(query)
            spent += perf_counter() - began
            self._compared += check_equal(ours, {plan: answer})
        return spent

    def notes(self) -> list[str]:
        """Say what was compared, and where reading went."""
        last = self.runs[-1]
        steps = ", ".join(f"{step} {took:.2f}" for step, took in last.reading.items())
        return [
            f"equal to the SQL, award by award: {self._compared:,} awards "
            f"of {len(self.queries):,} plans",
            f"the last reading, in seconds: {steps}",
        ]


def figures(medians: Mapping[str, Took], peak_mib: float, plans: int) -> list[Figure]:
    """Hold the medians to what was promised."""
    ours = medians[ENGINE]
    whole = sum(ours.values())
    files, tables = medians[FILES]["queries"], medians[LOADED]
    parts = ", ".join(f"{part} {seconds:.1f}" for part, seconds in ours.items())
    return [
        Figure(
            "SQL from the files / whole run",
            "×",
            files / whole,
            at_least=3,
            why=(
                f"a query takes {files / plans * 1000:.0f} ms on average; our {whole:.1f} s "
                f"are files to files: {parts}"
            ),
        ),
        Figure(
            "SQL over loaded tables, loading included / whole run",
            "×",
            sum(tables.values()) / whole,
        ),
        Figure(
            "SQL over loaded tables / evaluation", "×", tables["queries"] / ours["evaluate"]
        ),
        Figure("peak of memory", "GiB", peak_mib / 1024, at_most=MEMORY_GIB),
    ]
