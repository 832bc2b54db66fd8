"""The eight plans, and what an analyst answers to each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.analyst import analyst_over, awards_by_plan, check_equal
from bench.engine_run import Job, run_here

HERE = Path(__file__).parent
PLANS = HERE / "plans.yaml"
QUERIES = {path.stem: path.read_text("utf-8") for path in sorted(HERE.glob("*.sql"))}


def equal_awards(folder: Path) -> dict[str, int]:
    """Compare awards without timing; return how many each plan has."""
    with tempfile.TemporaryDirectory() as scratch, analyst_over(folder) as analyst:
        run_here(Job(PLANS, folder, Path(scratch)))
        answers = {plan: analyst.answer(query) for plan, query in QUERIES.items()}
        return check_equal(awards_by_plan(Path(scratch)), answers)
