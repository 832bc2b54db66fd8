"""Every example gives the expected awards on DuckDB and on Spark, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.write import Results
from setia_engine.testing.cases import Case, case_folders, read_case

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = case_folders(EXAMPLES)


def named(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def written(case: Case, engine_of, into: Path) -> dict[str, str]:
    """Evaluate a case as the command does, and read what it wrote."""
    zones = {plan.period.timezone for plan in case.plans}
    with (
        open_facts(case.facts, zones) as facts,
        Results(into, "csv", explain=True) as results,
    ):
        for outcome in evaluate(
            case.plans, facts, engine_of(facts), case.as_of, explain=True
        ):
            results.add(outcome)
        results.finish([])
    return {
        name: (into / f"{name}.csv").read_text(encoding="utf-8") for name in case.expected
    }


@pytest.mark.parametrize("folder", CASES, ids=named)
def test_an_example_gives_the_expected_tables_on_duckdb(folder, tmp_path):
    case = read_case(folder)

    assert written(case, DuckDBEngine, tmp_path) == case.expected


@pytest.mark.spark
@pytest.mark.parametrize("folder", CASES, ids=named)
def test_an_example_gives_the_expected_tables_on_spark(folder, tmp_path, spark_engine):
    case = read_case(folder)

    assert written(case, spark_engine, tmp_path) == case.expected
