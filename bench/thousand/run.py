"""A thousand plans in one run, against a thousand queries, one after the other."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import pyarrow as pa

from bench.analyst import Analyst, analyst_over, awards_by_plan, check_equal
from bench.engine_run import Job, Run, run_apart
from bench.figures import Figure, Outcome, Took
from bench.generate import World
from bench.thousand.plans import Document, drawn_plans
from bench.thousand.sql import query_for

PLANS = 1000
MEMORY_MIB = 4096
ENGINE, FILES, LOADED = "setia", "SQL from the files", "SQL over loaded tables"


def run(world: World, folder: Path, runs: int, plans: int = PLANS) -> Outcome:
    """Time all plans together and one by one, and hold all awards to each other."""
    documents = drawn_plans(world, plans)
    with tempfile.TemporaryDirectory() as scratch:
        job = Job(written(documents, Path(scratch)), folder, Path(scratch) / "out")
        engine = [run_apart(job) for _ in range(runs)]
