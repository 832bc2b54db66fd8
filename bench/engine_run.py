"""One run of the engine in a process of its own, as ``setia evaluate`` does it.

Run as ``python -m bench.engine_run``; prints what it took as one line of JSON. A process
of its own keeps the peak of memory free of what anybody else held.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bench.figures import Stopwatch, Took
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_run
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.engine import Engine
from setia_engine.run.evaluate import evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.spark import SparkEngine, start_session
from setia_engine.run.write import Results

AS_OF = "2026-01-15T00:00:00+07:00"
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Job:
    """What is evaluated, over which data, and how."""

    plans: Path
    data: Path
    out: Path
    as_of: str = AS_OF
    explain: bool = False
    engine: str = "duckdb"
    profile: Path | None = None


@dataclass(frozen=True)
class Run:
    """What a run took, its own peak of memory, and how reading went."""

    took: Took
    reading: dict[str, float]
    peak_mib: float
    lines: int

    @property
    def checking(self) -> float:
        """The seconds that the checks of the tables took."""
        return sum(
            took for step, took in self.reading.items() if step.startswith("checking")
        )

    @property
    def reading_told(self) -> str:
        """Say what reading was spent on, in seconds of the clock."""
        steps = ", ".join(f"{step} {took:.2f}" for step, took in self.reading.items())
        return f"the last reading: {steps}"


def run_apart(job: Job) -> Run:
    """Run a job in a process of its own."""
    command = [sys.executable, "-m", "bench.engine_run", str(job.plans), str(job.data)]
    command += [str(job.out), "--as-of", job.as_of, "--engine", job.engine]
    command += ["--explain"] if job.explain else []
    command += [] if job.profile is None else ["--profile", str(job.profile)]
    ended = subprocess.run(  # noqa: S603 - our own module, with arguments made here
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    told = json.loads(ended.stdout.splitlines()[-1])
    return Run(**told | {"took": Took(**told["took"])})


class _Steps:
    """Notes when each step of reading began."""

    def __init__(self) -> None:
        self._began: list[tuple[str, float]] = []

    def __call__(self, step: str) -> None:
        self._began.append((step, perf_counter()))

    def seconds(self, ended: float) -> dict[str, float]:
        """Return the seconds of each step."""
        ends = [*[moment for _, moment in self._began][1:], ended]
        took: dict[str, float] = {}
        for (step, began), end in zip(self._began, ends, strict=False):
            took[step] = took.get(step, 0.0) + end - began
        return took


def run_here(job: Job) -> Run:
    """Read plans and facts, evaluate, write; note what each takes."""
    watch, steps = Stopwatch(), _Steps()
    with ExitStack() as open_things:
        with watch.timing("plans"):
            plans = read_run([job.plans])
        zones = {plan.period.timezone for plan in plans}
        with watch.timing("read"):
            facts = open_things.enter_context(open_facts(job.data, zones, progress=steps))
            reading = steps.seconds(perf_counter())
        with watch.timing("start"):
            scratch = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
            engine = _engine(job.engine, facts, scratch)
        _evaluated(plans, facts, engine, job, watch)
        return Run(watch.took, reading, _peak_mib(), facts.counts.lines)


def _engine(name: str, facts: LaidFacts, scratch: Path) -> Engine:
    if name == "duckdb":
        return DuckDBEngine(facts)
    return SparkEngine(facts, start_session("local[2]"), scratch)


def _evaluated(
    plans: list[Plan], facts: LaidFacts, engine: Engine, job: Job, watch: Stopwatch
) -> None:
    """Evaluate plans into the job's folder, as the command line does."""
    as_of = datetime.fromisoformat(job.as_of)
    outcomes = evaluate(plans, facts, engine, as_of, explain=job.explain)
    with Results(job.out, "parquet", explain=job.explain) as results:
        while True:
            with watch.timing("evaluate"):
                outcome = next(outcomes, None)
            if outcome is None:
                break
            with watch.timing("write"):
                results.add(outcome)
        with watch.timing("write"):
            results.finish([job.plans])


def _peak_mib() -> float:
    """Return this process's own peak; what rusage tells includes the parent's at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


def _profiled(work: Callable[[], Run], into: Path) -> Run:
    with cProfile.Profile() as profile:
        run = work()
    profile.dump_stats(into)
    return run


def main() -> None:
    """Run the job that the arguments tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("plans", "data", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--as-of", default=AS_OF)
    parser.add_argument("--engine", default="duckdb", choices=["duckdb", "spark"])
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--profile", type=Path)
    job = Job(**vars(parser.parse_args()))
    run = (
        run_here(job)
        if job.profile is None
        else _profiled(lambda: run_here(job), job.profile)
    )
    print(json.dumps(asdict(run)))


if __name__ == "__main__":
    main()
