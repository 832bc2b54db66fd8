"""What every party sold, by the engine: the program's own lines, day by day, exactly.

The program's credit and scope are evaluated by the engine itself, with a promise of the
whole amount for every day, so that no second reading of them exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from setia.backtests.study.stack import MARGIN, OTHER, QUANTITY, RETURNED, SCOPE, Real
from setia.backtests.timeline import Piece
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Scope
from setia_engine.plan.period import Period
from setia_engine.plan.read import plan_from
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate

ALL, KEPT = "all", "kept"
REWARDS: Mapping[str, tuple[str, dict[str, Any]]] = {
    SCOPE: ("revenue", {"rate": 1}),
    ALL: ("revenue", {"rate": 1}),
    KEPT: ("revenue", {"rate": 1}),
    MARGIN: ("margin", {"rate": 1, "of": "margin"}),
    QUANTITY: ("quantity", {"per_unit": 1}),
}
MINOR = 100


@dataclass(frozen=True)
class Sold:
    """Rows of party, day and amount by what is summed, in the facts' own connection.

    ``kept`` is what was sold without looking at returns.
    """

    facts: LaidFacts
    tables: Mapping[str, str]

    def by_piece(
        self, parties: Sequence[str], pieces: Sequence[Piece]
    ) -> Mapping[str, list[list[int]]]:
        """Return whole minor units (of quantity: hundredths) by party and piece of time."""
        whole = {name: self._pivot(name, parties, pieces) for name in self.tables}
        return {
            SCOPE: whole[SCOPE],
            MARGIN: whole[MARGIN],
            QUANTITY: whole[QUANTITY],
            OTHER: _less(whole[ALL], whole[SCOPE]),
            RETURNED: _less(whole[KEPT], whole[SCOPE]),
        }

    def _pivot(
        self, name: str, parties: Sequence[str], pieces: Sequence[Piece]
    ) -> list[list[int]]:
        duck = self.facts.connection
        duck.register("asked_pieces", _table_of(pieces))
        duck.register(
            "asked_parties", pa.table({"party_id": pa.array(parties, pa.string())})
        )
        rows = duck.execute(
            f"""
            SELECT party_id, piece, CAST(sum(measure) * {MINOR} AS HUGEINT)
            FROM {self.tables[name]} SEMI JOIN asked_parties USING (party_id)
            JOIN asked_pieces ON window_from BETWEEN starts AND ends
            GROUP BY party_id, piece
            """  # noqa: S608 - names of our own
        ).fetchall()
        place = {party: number for number, party in enumerate(parties)}
        found = [[0] * len(pieces) for _ in parties]
        for party, piece, amount in rows:
            found[place[party]][piece] = int(amount)
        return found


def sold_by_day(
    plan: Plan, facts: LaidFacts, days: tuple[date, date], at: datetime
) -> Sold:
    """Let the engine sum what everybody sold on each day, as the plan credits it."""
    asked = [_whole_amount(name, plan, days) for name in REWARDS]
    tables = {}
    for outcome in evaluate(asked, facts, DuckDBEngine(facts), at):
        rows = outcome.awards.select(["party_id", "window_from", "measure"])
        name = f"backtest_{outcome.plan.id}"
        facts.connection.register("coming", rows)
        facts.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM coming")
        facts.connection.unregister("coming")
        tables[outcome.plan.id] = name
    return Sold(facts, tables)


def _whole_amount(name: str, plan: Plan, days: tuple[date, date]) -> Plan:
    """Return a promise of everything, for every day, to whomever the plan credits."""
    measure, reward = REWARDS[name]
    made = plan_from(
        {
            "setia": 1,
            "id": name,
            "period": {"from": days[0].isoformat(), "to": days[1].isoformat()},
            "credit": plan.credit,
            "measure": measure,
            "returns": "ignore" if name == KEPT else "deduct",
            "reward": reward,
            "rounding": {"to": Decimal("0.01")},
        }
    )
    if not isinstance(made, Plan):
        raise TypeError(f"the whole amount cannot be promised: {made}")
    period = Period.model_copy(
        made.period, update={"every": "day", "timezone": plan.period.timezone}
    )
    scope = Scope() if name == ALL else plan.scope
    return made.model_copy(update={"period": period, "scope": scope})


def _table_of(pieces: Sequence[Piece]) -> pa.Table:
    return pa.table(
        {
            "piece": pa.array(range(len(pieces)), pa.int32()),
            "starts": pa.array([one.start for one in pieces], pa.date32()),
            "ends": pa.array([one.end for one in pieces], pa.date32()),
        }
    )


def _less(first: list[list[int]], second: list[list[int]]) -> list[list[int]]:
    return [
        [one - other for one, other in zip(row, beside, strict=True)]
        for row, beside in zip(first, second, strict=True)
    ]


def as_floats(amounts: Mapping[str, list[list[int]]]) -> dict[str, Real]:
    """Hand amounts to the statistics, which round; nothing that is paid comes back."""
    return {name: np.array(rows, dtype=np.float64) for name, rows in amounts.items()}
