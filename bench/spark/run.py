"""The same plans on both engines: every file that is written has the same bytes."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.eight.answers import PLANS as EIGHT
from bench.engine_run import Job, run_apart
from bench.figures import Figure, Outcome, Took
from bench.generate import World, made
from bench.journey.run import journey_job
from bench.thousand.plans import drawn_plans

LINES = 200_000
OF_THE_THOUSAND = 100
ABSENT = "skipped: Spark needs Java 17, and no java was found"


def run(journey: Path | None) -> Outcome:
    """Run every set of plans on both engines, and compare the files."""
    if shutil.which("java") is None:
        return Outcome("spark", notes=[ABSENT])
    seconds: dict[str, Took] = {}
    notes, same, files = [], 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, job in _jobs(Path(scratch), journey):
            for engine in ("duckdb", "spark"):
                took = run_apart(replace(job, engine=engine, out=job.out / engine)).took
                seconds[f"{name} on {engine}"] = took
                print(f"  {name} on {engine}: {took}", flush=True)
            equal = _compared(job.out / "duckdb", job.out / "spark")
            same, files = same + sum(equal.values()), files + len(equal)
            notes += [
                f"{name}: {file} differs" for file, alike in equal.items() if not alike
            ]
    return Outcome("spark", seconds, [_figure(same, files)], notes)


def _jobs(scratch: Path, journey: Path | None) -> Iterator[tuple[str, Job]]:
    world = World(LINES)
    folder = made(world)
    yield "eight", Job(EIGHT, folder, scratch / "eight", explain=True)
    some = scratch / "thousand.json"
    some.write_text(json.dumps(drawn_plans(world, OF_THE_THOUSAND), default=str), "utf-8")
    yield f"{OF_THE_THOUSAND} plans", Job(some, folder, scratch / "plans", explain=True)
    if journey is not None and journey.is_dir():
        yield "journey", journey_job(journey, scratch)


def _compared(one: Path, other: Path) -> dict[str, bool]:
    """Say of each file that either engine wrote whether both wrote the same bytes."""
    paths = [
        path for folder in (one, other) for path in folder.rglob("*") if path.is_file()
    ]
    names = {
        str(path.relative_to(one if path.is_relative_to(one) else other)) for path in paths
    }
    return {name: _bytes(one / name) == _bytes(other / name) for name in sorted(names)}


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _figure(same: int, files: int) -> Figure:
    why = "awards, funding, explanation and standings, file by file"
    return Figure("files with the same bytes", f"of {files}", same, at_least=files, why=why)
