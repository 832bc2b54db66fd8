"""DuckDB: the engine on one machine, over the connection that the facts were laid in."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from setia_engine.facts.laid import LaidFacts

EXACT_QUOTIENT = """
CREATE OR REPLACE TEMP MACRO setia_quotient(dividend, divisor) AS
    CAST(CAST(dividend AS HUGEINT) // CAST(divisor AS HUGEINT) AS DECIMAL(38, 0))
"""
"""DuckDB divides decimals through a double; its widest integers it divides exactly."""

JOIN_AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"
"""Lines are joined to small tables one after the other. Left to itself DuckDB may join the
small ones to one another first, whose product can be larger than the lines."""


class DuckDBEngine:
    """Runs expressions where the facts are."""

    name = "duckdb"

    def __init__(self, facts: LaidFacts) -> None:
        self._facts = facts
        self._ibis = ibis.duckdb.from_connection(facts.connection)
        facts.connection.execute(EXACT_QUOTIENT)
        facts.connection.execute(JOIN_AS_WRITTEN)

    def lines(self, timezone: str) -> ir.Table:
        """Return the laid sale lines of a time zone."""
        return self._ibis.table(self._facts.lines[timezone])

    def table(self, rows: pa.Table) -> ir.Table:
        """Hand a small table to DuckDB, which reads it where it is."""
        return ibis.memtable(rows)

    def fetch(self, expression: ir.Table) -> pa.Table:
        """Run an expression and return its rows."""
        return self._ibis.to_pyarrow(expression)

    def answer(self, asked: Hashable, build: Callable[[], ir.Table]) -> pa.Table:  # noqa: ARG002 - each question is put once
        """Build the expression of a question, and run it."""
        return self.fetch(build())
