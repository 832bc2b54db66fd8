"""Batches: selections of one flow, few enough to be answered by one query.

What a query costs besides its lines (building it, compiling it, scanning) is paid once a
batch, so batches are as large as their bounds allow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from setia_engine.run.ground import Ground
from setia_engine.run.span import Span
from setia_engine.stages.measure import DISTINCT
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import Basis, Selection, Slot, Wanted, attributes_used

SlotKind = tuple[Basis, bool]
"""What slots must have alike to share a column: the basis, and whether there is a floor."""


@dataclass(frozen=True)
class Batch:
    """Queries that one expression answers, alike in flow and in the kinds of their slots."""

    queries: tuple[Query, ...]
    wanted: tuple[frozenset[str], ...]

    @property
    def columns(self) -> frozenset[str]:
        """Every column of sums that a query of the batch wants."""
        return frozenset[str]().union(*self.wanted)

    @property
    def per_order(self) -> bool:
        """Whether each order is its own window."""
        return self.queries[0].selection.flow.per_order

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the first query; the others have alike ones in the same places."""
        return self.queries[0].slots


def batches(asked: Iterable[tuple[Selection, Wanted]], ground: Ground) -> Iterator[Batch]:
    """Group selections of one flow and cut the groups into bounded batches.

    Counting distinct things costs far more than sums, and slots more than plain columns:
    selections that want those do not burden the others.
    """
    groups: dict[object, list[tuple[Query, frozenset[str]]]] = defaultdict(list)
    for selection, wanted in asked:
        query = Query(selection, tuple(wanted.slots), ground.calendar(selection.period))
        columns = frozenset(wanted.columns)
        groups[selection.flow, columns & DISTINCT, bool(wanted.slots)].append(
            (query, columns)
        )
    for group in groups.values():
        alike = dict(_with_alike_slots(group))
        for queries in bounded(sorted(alike, key=_sides), ground):
            yield Batch(tuple(queries), tuple(alike[query] for query in queries))


def _with_alike_slots(
    group: Sequence[tuple[Query, frozenset[str]]],
) -> Iterator[tuple[Query, frozenset[str]]]:
    """Give every query of a group slots of the same kinds in the same places.

    A query that has fewer gets blank ones, in which nothing earns anything.
    """
    most: Counter[SlotKind] = Counter()
    for query, _ in group:
        most |= Counter(slot_kind(slot) for slot in query.slots)
    kinds = sorted(most.elements())
    for query, columns in group:
        own = {kind: [s for s in query.slots if slot_kind(s) == kind] for kind in most}
        slots = tuple(own[kind].pop() if own[kind] else _blank(kind) for kind in kinds)
        yield replace(query, slots=slots), columns


def slot_kind(slot: Slot) -> SlotKind:
    """Return what slots must have alike to share a column."""
    return slot.basis, slot.floor is not None


def _blank(kind: SlotKind) -> Slot:
    basis, has_floor = kind
    return Slot(basis, None, (), 0, 0 if has_floor else None, Fraction(1))


def _sides(query: Query) -> tuple[str, ...]:
    return tuple(sorted(attributes_used(query.selection, list(query.slots))))


def bounded(queries: Sequence[Query], ground: Ground) -> Iterator[list[Query]]:
    """Cut queries of one flow into runs of bounded size, in the order given."""
    run: list[Query] = []
    span = Span(ground)
    for query in queries:
        if run and not span.has_room_for(query):
            yield run
            run, span = [], Span(ground)
        span.take(query)
        run.append(query)
    if run:
        yield run
