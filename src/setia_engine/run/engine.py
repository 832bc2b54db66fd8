"""What the evaluator asks of an engine; DuckDB and Spark each answer in a file of their own."""

from __future__ import annotations

from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa


class Engine(Protocol):
    """Somewhere that Ibis expressions over laid facts can be run."""

    name: str

    def lines(self, timezone: str) -> ir.Table:
        """Return the laid sale lines of a time zone."""
        ...

    def table(self, rows: pa.Table) -> ir.Table:
        """Hand a small table to the engine."""
        ...

    def fetch(self, expression: ir.Table) -> pa.Table:
        """Run an expression and return its rows."""
        ...
