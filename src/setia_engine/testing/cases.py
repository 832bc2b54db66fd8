"""The case runner: example folders in, rows as CSV text out.

A case is a folder ``<scheme>/<scenario>/`` with ``plan.yaml``, ``facts/``, ``run.yaml``
(``as_of``) and the tables that must come out: ``expected.csv`` (awards) and, where they
matter, ``expected_funding.csv`` and ``expected_explain.csv``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import yaml

from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_run
from setia_engine.reference.rows import (
    Award,
    Evaluation,
    ExplainedLine,
    FundedPart,
    Standing,
)
from setia_engine.testing.tables import as_text

Row = TypeVar("Row", Award, FundedPart, ExplainedLine, Standing)
EXPECTED = {
    "awards": "expected.csv",
    "funding": "expected_funding.csv",
    "explain": "expected_explain.csv",
}
"""The file that holds each table that a case expects; only awards must be there."""
ROWS = {"awards": Award, "funding": FundedPart, "explain": ExplainedLine}


@dataclass(frozen=True)
class Case:
    """One example: plans, a folder of facts, a moment, and what must come out, as CSV."""

    name: str
    plans: tuple[Plan, ...]
    facts: Path
    as_of: datetime
    expected: dict[str, str]


def case_folders(examples: Path) -> list[Path]:
    """Return the folders of all cases, in the same order everywhere."""
    return sorted(path.parent for path in examples.glob("*/*/plan.yaml"))


def read_case(folder: Path) -> Case:
    """Read one case; its facts stay files, for each evaluator to read its own way."""
    run = yaml.safe_load((folder / "run.yaml").read_text(encoding="utf-8"))
    files = {table: folder / name for table, name in EXPECTED.items()}
    return Case(
        name=f"{folder.parent.name}/{folder.name}",
        plans=tuple(read_run([folder / "plan.yaml"])),
        facts=folder / "facts",
        as_of=datetime.fromisoformat(str(run["as_of"])),
        expected={
            table: path.read_text(encoding="utf-8")
            for table, path in files.items()
            if table == "awards" or path.exists()
        },
    )


def csv_tables(evaluation: Evaluation) -> dict[str, str]:
    """Write the three tables of an evaluation as CSV text."""
    return {
        table: csv_text(kind, getattr(evaluation, table)) for table, kind in ROWS.items()
    }


def csv_text(kind: type[Row], rows: Iterable[Row]) -> str:
    """Write rows as CSV: missing empty, dates ISO, money two decimals, measures six."""
    names = [field.name for field in fields(kind)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([as_text(getattr(row, name)) for name in names])
    return text.getvalue()
