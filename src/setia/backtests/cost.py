"""What the program gave, by the engine, exactly: in all, and to those who are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.values.numbers import MINOR, scaled

HOUSE = "house"


@dataclass(frozen=True)
class Given:
    """One award: to whom, of which window, how much, and which part the house bears."""

    party: str
    window_from: date
    window_to: date | None
    minor: int
    house_minor: int


def awards_given(
    plans: Sequence[Plan], facts: LaidFacts, at: datetime, end: date
) -> list[Given]:
    """Evaluate the plans, one after the other since they may be versions of one promise."""
    found: list[Given] = []
    for plan in plans:
        for outcome in evaluate([plan], facts, DuckDBEngine(facts), at):
            borne: dict[tuple[object, ...], int] = defaultdict(int)
            for row in outcome.funding.to_pylist():
                if row["funder"] == HOUSE:
                    key = row["window_from"], row["order_id"], row["party_id"]
                    borne[key] += scaled(row["amount"], MINOR)
            found += [
                Given(
                    row["party_id"],
                    row["window_from"],
                    row["window_to"],
                    scaled(row["amount"], MINOR),
                    borne[row["window_from"], row["order_id"], row["party_id"]],
                )
                for row in outcome.awards.to_pylist()
                if row["window_from"] <= end
            ]
    return found


def sums(given: Iterable[Given]) -> tuple[int, int]:
    """Return how much was given in all, and which part of it the house bears."""
    rows = list(given)
    return sum(one.minor for one in rows), sum(one.house_minor for one in rows)
