"""What the counted sales left over: revenue, margin and rewards, by product and by party.

A line without a cost has no margin: it counts as if it had been sold at cost, so that what
is left is rather too little than too much.
"""

# ruff: noqa: S608 - statements are put together from our own names, never from cells

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import pyarrow as pa

from setia_engine.plan.document import Plan
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.simulate.counted import COUNTED
from setia_engine.simulate.trial import Trial, house_share
from setia_engine.values.numbers import MILLIONTHS, THOUSANDTHS
from setia_engine.values.rounding import share_out

OWN, TAKEN = "trial_own", "trial_taken"


@dataclass(frozen=True)
class Share:
    """One product or party: what it sold, what that left, what programs take of it.

    Minor units; quantity in thousandths. ``margin`` is before any program, ``others`` what
    binding programs take, ``house`` what this one takes of the business.
    """

    key: str
    quantity: int
    revenue: int
    without_cost: int
    margin: int
    others: int
    house: int

    @property
    def after(self) -> int:
        """Return what is left when every program has been paid."""
        return self.margin - self.others - self.house

    @property
    def has_cost(self) -> bool:
        """Tell whether any of its sales has a cost."""
        return self.revenue != self.without_cost


def lay_parts(
    trial: Trial, own: Iterable[pa.Table], others: Sequence[Sequence[Plan]]
) -> None:
    """Lay which part of an award each line carries: of this plan, and of the others."""
    parts = [(house_share(trial.plan), table) for table in own]
    _lay(trial, OWN, parts)
    taken: list[tuple[Fraction, pa.Table]] = []
    for run in others:
        paid = [one for one in run if one.settlement.given == "money"]
        # A run may hold plans of zones that were not laid down; those are told elsewhere.
        engine = DuckDBEngine(trial.facts)
        for outcome in evaluate(paid, trial.facts, engine, trial.as_of, explain=True):
            share = house_share(outcome.plan)
            taken += [(share, table) for table in outcome.explain]
    _lay(trial, TAKEN, taken)


def shares_by(trial: Trial, column: str, names: pa.Array) -> list[Share]:
    """Return the shares by a column of codes of the counted lines, by name."""
    lines = trial.facts.lines[trial.plan.period.timezone]
    rows = trial.facts.connection.execute(
        f"""
        SELECT c.{column}, sum(l.quantity), sum(l.amount),
            coalesce(sum(l.amount) FILTER (l.margin IS NULL), 0),
            coalesce(sum(CAST(l.margin AS HUGEINT)), 0),
            coalesce(sum(t.millionths), 0), coalesce(sum(o.millionths), 0)
        FROM {COUNTED} AS c
        JOIN {lines} AS l ON l.order_id = c.order_id AND l.line_no = c.line_no
        LEFT JOIN {OWN} AS o ON o.order_id = c.order_id AND o.line_no = c.line_no
        LEFT JOIN {TAKEN} AS t ON t.order_id = c.order_id AND t.line_no = c.line_no
        GROUP BY c.{column} ORDER BY c.{column}
        """
    ).fetchall()
    return [_share(names[int(row[0])].as_py(), row[1:]) for row in rows]


def spread(shares: Sequence[Share], total: int) -> list[Share]:
    """Let the parts of an award sum to what the business pays of it.

    What they lack, or have too much, goes by what each carried, to the greatest remainders.
    """
    left = total - sum(one.house for one in shares)
    if not shares or not left:
        return list(shares)
    return [
        replace(one, house=one.house + more)
        for one, more in zip(shares, share_out(left, _weights(shares)), strict=True)
    ]


def _weights(shares: Sequence[Share]) -> list[int]:
    """Return what each carried; where nobody carried a whole unit, what each sold."""
    by_size = [abs(one.house) for one in shares]
    if any(by_size):
        return by_size
    sold = [abs(one.revenue) for one in shares]
    return sold if any(sold) else [1] * len(shares)


def _share(key: str, row: Sequence[int]) -> Share:
    quantity, revenue, without, margin, others, house = (int(value) for value in row)
    return Share(
        key=key,
        quantity=quantity,
        revenue=revenue,
        without_cost=without,
        # Half a sen of margin is no margin: what is left is told rather too small.
        margin=margin // THOUSANDTHS,
        others=-(-others // MILLIONTHS),
        house=house // MILLIONTHS,
    )


def _lay(trial: Trial, name: str, parts: Sequence[tuple[Fraction, pa.Table]]) -> None:
    """Lay parts of awards by line, in millionths of a minor unit."""
    duck = trial.facts.connection
    empty = "SELECT '' AS order_id, 0 AS line_no, CAST(0 AS HUGEINT) AS millionths LIMIT 0"
    duck.execute(f"CREATE OR REPLACE TEMP TABLE {name}_rows AS {empty}")
    for share, table in parts:
        millionths = int(share * MILLIONTHS)
        duck.register("trial_part", table)
        duck.execute(
            f"INSERT INTO {name}_rows SELECT order_id, line_no,"
            f" CAST(amount * 100 AS HUGEINT) * {millionths} FROM trial_part"
        )
        duck.unregister("trial_part")
    duck.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT order_id, line_no,"
        f" sum(millionths) AS millionths FROM {name}_rows GROUP BY order_id, line_no"
    )
