"""What the evaluator asks of an engine; DuckDB and Spark each answer in a file of their own."""

from __future__ import annotations

from collections.abc import Callable, Hashable
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

    def answer(self, asked: Hashable, build: Callable[[], ir.Table]) -> pa.Table:
        """Return the rows of a question that is asked of the lines alone.

        ``asked`` names everything the expression is built from but the lines themselves, so
        that an engine that is asked again need not build it again.
        """
        ...
