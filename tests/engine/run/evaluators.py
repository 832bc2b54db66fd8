"""The evaluators side by side: the same plans over the same world, told in the same form.

What an evaluation says is told as text per table, as the command writes it; standings,
which hold lists and are never written as CSV, are told by the columns that the reference
knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.reference.evaluate import evaluate as evaluate_by_reference
from setia_engine.reference.rows import Facts, Standing
from setia_engine.run.engine import Engine
from setia_engine.run.evaluate import evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.write import Results
from setia_engine.testing.cases import csv_tables, csv_text
from setia_engine.testing.documents import ZONES
from setia_engine.testing.tables import Form, write_facts

Told = dict[str, str]
EngineOf = Callable[[LaidFacts], Engine]
WRITTEN = ("awards", "funding", "explain")


@contextmanager
def laid(world: Facts, form: Form = "csv") -> Iterator[LaidFacts]:
    """Write a world into a folder of its own and lay it down for every generated zone."""
    with TemporaryDirectory(prefix="setia-world-") as name:
        folder = Path(name)
        write_facts(folder, world, form)
        with laid_folder(folder) as facts:
            yield facts


@contextmanager
def laid_folder(folder: Path) -> Iterator[LaidFacts]:
    """Lay a folder down for every generated zone."""
    with open_facts(folder, ZONES) as facts:
        yield facts


def told_by_reference(plans: Sequence[Plan], world: Facts, as_of: datetime) -> Told:
    """Return what the plain-Python meaning says."""
    found = evaluate_by_reference(plans, world, as_of)
    return csv_tables(found) | {"standings": csv_text(Standing, found.standings)}


def told_by_batch(
    plans: Sequence[Plan], facts: LaidFacts, engine: Engine, as_of: datetime
) -> Told:
    """Return what the batch writes, as the command does."""
    with TemporaryDirectory(prefix="setia-results-") as name:
        folder = Path(name)
        with Results(folder, "csv", explain=True) as results:
            for outcome in evaluate(plans, facts, engine, as_of, explain=True):
                results.add(outcome)
            results.finish([])
        told = {table: (folder / f"{table}.csv").read_bytes().decode() for table in WRITTEN}
        return told | {"standings": _standings(folder / "standings.parquet")}


def _standings(path: Path) -> str:
    names = [field.name for field in fields(Standing)]
    rows = pq.read_table(path, columns=names).to_pylist()
    return csv_text(
        Standing,
        [
            Standing(
                **row
                | {
                    "failed": tuple(row["failed"]),
                    "condition_values": tuple(row["condition_values"]),
                }
            )
            for row in rows
        ],
    )
