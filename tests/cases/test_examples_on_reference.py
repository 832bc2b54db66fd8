"""Every example folder, evaluated by the plain-Python reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from setia_engine.reference.evaluate import evaluate
from setia_engine.testing.cases import case_folders, csv_tables, read_case
from setia_engine.testing.tables import read_facts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = case_folders(EXAMPLES)


def test_there_are_examples() -> None:
    assert FOLDERS


@pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_example_gives_what_it_expects_on_the_reference(folder: Path) -> None:
    case = read_case(folder)

    found = csv_tables(evaluate(case.plans, read_facts(case.facts), case.as_of))

    assert {table: found[table] for table in case.expected} == case.expected
