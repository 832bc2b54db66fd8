"""The ground that plans are evaluated on: laid facts, an engine, and a moment of knowing."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.period import Period
from setia_engine.run.engine import Engine
from setia_engine.stages.calendar import Calendar
from setia_engine.stages.classify import Sides
from setia_engine.stages.credit import Known
from setia_engine.stages.parties import Parties
from setia_engine.stages.products import Products
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import Flow, Selection
from setia_engine.values.window import Over
from setia_engine.values.zone import local_date, microseconds

Counts = npt.NDArray[np.int64]


class Ground:
    """What every query of a run is asked against; small things are looked up once."""

    def __init__(self, facts: LaidFacts, engine: Engine, as_of: datetime) -> None:
        if as_of.tzinfo is None:
            raise ValueError("an as_of moment needs an offset")
        self.facts = facts
        self.engine = engine
        self.as_of = as_of
        self.parties = Parties(facts.parties, facts.history)
        self.products = Products(facts.products)
        self._pairs: dict[Selection, int] = {}
        self._edges: dict[tuple[Period, Over | None], set[int]] = {}
        self._calendars: dict[Period, Calendar] = {}
        self._days: dict[str, tuple[tuple[int, ...], Counts]] = {}

    def local_as_of(self, timezone: str) -> date:
        """Return the date of the as-of moment in a zone."""
        return local_date(self.as_of, timezone)

    def known(self, flow: Flow) -> Known:
        """Return what a flow sees its lines through."""
        parents = (
            self.engine.table(self.parties.parents()) if flow.credit == "upline" else None
        )
        return Known(microseconds(self.as_of), self.facts.offsets[flow.timezone], parents)

    def sides(self, timezone: str) -> Sides:
        """Return the tables that the classes of lines are looked up in."""
        return Sides(
            self.parties, self._day_counts(timezone)[0], self.channels, self.engine.table
        )

    def calendar(self, period: Period) -> Calendar:
        """Return the windows that a period has where there are sales."""
        if period not in self._calendars:
            self._calendars[period] = Calendar(period, self._day_counts(period.timezone)[0])
        return self._calendars[period]

    def pairs(self, query: Query) -> int:
        """Estimate how many lines a query reaches: its days times its share of products."""
        if query.selection not in self._pairs:
            _, counts = self._day_counts(query.selection.flow.timezone)
            lines = int(counts[query.calendar.places(query.selection.over)].sum())
            passing = self.products.within(query.selection.scope)
            sold = self._product_counts
            share = sold[passing].sum() / max(1, sold.sum())
            self._pairs[query.selection] = int(lines * share) + 1
        return self._pairs[query.selection]

    def products_within(self, query: Query) -> int:
        """Return how many products pass what a query's scope asks of products."""
        return int(self.products.within(query.selection.scope).sum())

    def edges(self, query: Query) -> set[int]:
        """Return the days on which the windows of a query begin, or are over."""
        key = query.selection.period, query.selection.over
        if key not in self._edges:
            self._edges[key] = query.calendar.edges(query.selection.over)
        return self._edges[key]

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Every channel as it is written in the lines."""
        zone = next(iter(self.facts.offsets))

        def written_in_lines() -> ir.Table:
            return self.engine.lines(zone).select("channel").distinct()

        written = self.engine.answer(("channels", zone), written_in_lines)["channel"]
        return tuple(
            sorted(channel for channel in written.to_pylist() if channel is not None)
        )

    @cached_property
    def _product_counts(self) -> Counts:
        rows = self._counted(next(iter(self.facts.offsets)), "product")
        counts = np.zeros(len(self.products), dtype=np.int64)
        counts[np.asarray(rows["product"])] = np.asarray(rows["lines"])
        return counts

    def _counted(self, timezone: str, column: str) -> pa.Table:
        """Count the lines of each value of a column."""

        def counted() -> ir.Table:
            lines = self.engine.lines(timezone)
            return lines.group_by(column).aggregate(lines=lines.count())

        return self.engine.answer(("counts", timezone, column), counted)

    def _day_counts(self, timezone: str) -> tuple[tuple[int, ...], Counts]:
        if timezone not in self._days:
            rows = self._counted(timezone, "day")
            days, counts = np.asarray(rows["day"]), np.asarray(rows["lines"])
            order = np.argsort(days)
            self._days[timezone] = (tuple(int(day) for day in days[order]), counts[order])
        return self._days[timezone]
