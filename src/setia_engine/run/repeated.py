"""DuckDB asked again and again over lines that change, as a standing is kept up to date.

Building an expression and compiling it takes far longer than running it over few lines. Here
both are done once for each question; while plans, parties, products and the days with sales
stay as they are, only the query runs again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import ibis.expr.types as ir
import pyarrow as pa

from setia_engine.facts.laid import LaidFacts
from setia_engine.run.duckdb import DuckDBEngine

MOST_QUESTIONS = 500
"""More than this many are forgotten, all at once; those of yesterday are among them."""


@dataclass(frozen=True)
class _Compiled:
    """A question as DuckDB's SQL; the expression keeps its small tables in being."""

    sql: str
    expression: ir.Table


class RepeatedDuckDBEngine(DuckDBEngine):
    """Runs the same questions over the same tables, whose lines may change in between."""

    def __init__(self, facts: LaidFacts) -> None:
        super().__init__(facts)
        self._compiled: dict[Hashable, _Compiled] = {}

    def answer(self, asked: Hashable, build: Callable[[], ir.Table]) -> pa.Table:
        """Run a question; the first time, build and compile it."""
        known = self._compiled.get(asked)
        if known is None:
            if len(self._compiled) >= MOST_QUESTIONS:
                self._compiled.clear()
            expression = build()
            rows = self.fetch(expression)
            sql = self._ibis.compile(expression)
            self._compiled[asked] = _Compiled(sql, expression)
            return rows
        found = self._facts.connection.sql(known.sql).to_arrow_table()
        return found.cast(known.expression.schema().to_pyarrow())
