"""Batches: selections of one shape, few enough to be answered by one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from setia_engine.plan.filters import Filter
from setia_engine.run.ground import Ground
from setia_engine.stages.products import PRODUCT_ATTRIBUTES
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import (
    Selection,
    Slot,
    Wanted,
    attributes_used,
)

MOST_PAIRS = 12_000_000
"""Pairs of line and selection that one query may produce; bounds memory."""
MOST_CELLS = 400_000
"""Combinations of classes times selections that one query may tell apart."""


@dataclass(frozen=True)
class Batch:
    """Queries that one expression answers, alike in flow, columns and slots."""

    queries: tuple[Query, ...]
    columns: frozenset[str]

    @property
    def per_order(self) -> bool:
        """Whether each order is its own window."""
        return self.queries[0].selection.flow.per_order

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the first query; the others have alike ones in the same places."""
        return self.queries[0].slots


def batches(asked: Iterable[tuple[Selection, Wanted]], ground: Ground) -> Iterator[Batch]:
    """Group selections of one shape and cut the groups into bounded batches."""
    shapes: dict[object, list[tuple[Query, frozenset[str]]]] = defaultdict(list)
    for selection, wanted in asked:
        slots = tuple(
            sorted(wanted.slots, key=lambda slot: (slot.basis, slot.floor is not None))
        )
        query = Query(selection, slots, ground.calendar(selection.period))
        columns = frozenset(wanted.columns)
        shapes[shape_of(query), columns].append((query, columns))
    for alike in shapes.values():
        for queries in bounded([query for query, _ in alike], ground):
            yield Batch(tuple(queries), alike[0][1])


def shape_of(query: Query) -> object:
    """Return what queries must have alike to be answered together."""
    slots = tuple((slot.basis, slot.floor is not None) for slot in query.slots)
    return query.selection.flow, attributes_used(query.selection, list(query.slots)), slots


def bounded(queries: Sequence[Query], ground: Ground) -> Iterator[list[Query]]:
    """Cut alike queries into runs of bounded size."""
    run: list[Query] = []
    span = _Span(ground)
    for query in queries:
        if run and not span.has_room_for(query):
            yield run
            run, span = [], _Span(ground)
        span.take(query)
        run.append(query)
    if run:
        yield run


class _Span:
    """How many pairs and how many combinations of classes a run of queries comes to."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._pairs = 0
        self._named: dict[str, set[str]] = {}

    def has_room_for(self, query: Query) -> bool:
        named = {name: set(values) for name, values in self._named.items()}
        _name_values(query, named)
        pairs = self._pairs + self._ground.pairs(query)
        return pairs <= MOST_PAIRS and self._cells(named) <= MOST_CELLS

    def take(self, query: Query) -> None:
        self._pairs += self._ground.pairs(query)
        _name_values(query, self._named)

    def _cells(self, named: dict[str, set[str]]) -> int:
        products, others = 1, 1
        for name, values in named.items():
            if name in PRODUCT_ATTRIBUTES:
                products *= len(values) + 1
            else:
                others *= len(values) + 1
        return min(products, len(self._ground.products) + 1) * others


def _name_values(query: Query, named: dict[str, set[str]]) -> None:
    scope: Filter | None = query.selection.scope
    while scope is not None:
        for name, values in scope.wanted().items():
            named.setdefault(name, set()).update(values)
        if (limit := getattr(scope, "joined_within", None)) is not None:
            named.setdefault("age", set()).add(str(limit))
        scope = scope.excluded
    for slot in query.slots:
        if slot.by is not None:
            named.setdefault(slot.by, set()).update(value for value, _ in slot.values)
