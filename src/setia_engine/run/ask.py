"""Ask: run batches of selections on the engine and bring their sums back as exact rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from setia_engine.run.batches import Batch, batches
from setia_engine.run.ground import Ground
from setia_engine.stages.arithmetic.columns import whole_numbers
from setia_engine.stages.arithmetic.exact import Whole
from setia_engine.stages.classify import classified, reached
from setia_engine.stages.credit import credited_lines
from setia_engine.stages.measure import sums
from setia_engine.stages.measured import Codes
from setia_engine.stages.qualify import classes_of, reach
from setia_engine.stages.selection import Selection, Slot, Wanted


@dataclass(frozen=True)
class Rows:
    """The sums of one selection, a row per window and party (and order)."""

    window: Codes
    party: Codes
    order: pa.Array | None
    columns: Mapping[str, Whole]
    slots: Mapping[Slot, Whole]

    def __len__(self) -> int:
        return len(self.party)


def pairs_of(batch: Batch, ground: Ground) -> ir.Table:
    """Return the expression of every pair of line and selection of a batch."""
    flow = batch.queries[0].selection.flow
    lines = credited_lines(ground.engine.lines(flow.timezone), flow, ground.known(flow))
    if "categories" in batch.columns:
        lines = lines.inner_join(
            ground.engine.table(_categories(ground.products.table)), "product"
        )
    classes = classes_of(batch.queries, ground.products)
    days, routes = reach(batch.queries, classes)
    sorted_lines = classified(lines, classes, days, ground.sides(flow.timezone))
    return reached(sorted_lines, ground.engine.table(routes))


def ask(
    asked: Iterable[tuple[Selection, Wanted]], ground: Ground
) -> Iterator[tuple[Selection, Rows]]:
    """Answer every selection."""
    for batch in batches(asked, ground):
        yield from _rows(_answered(batch, ground), batch)


def _answered(batch: Batch, ground: Ground) -> pa.Table:
    def summed() -> ir.Table:
        pairs = pairs_of(batch, ground)
        return sums(pairs, batch.columns, batch.slots, per_order=batch.per_order)

    return ground.engine.answer(("sums", *asked_of(batch, ground)), summed)


def asked_of(batch: Batch, ground: Ground) -> tuple[Hashable, ...]:
    """Name everything that the pairs of a batch are built from, but the lines."""
    queries = tuple((query.selection, query.slots) for query in batch.queries)
    timezone = batch.queries[0].selection.flow.timezone
    sides = ground.sides(timezone)
    return queries, batch.wanted, sides.days, sides.channels, ground.as_of


def _rows(found: pa.Table, batch: Batch) -> Iterator[tuple[Selection, Rows]]:
    selection = np.asarray(found["selection"])
    order = np.argsort(selection, kind="stable")
    starts = np.searchsorted(selection[order], np.arange(len(batch.queries) + 1))
    window, party = np.asarray(found["window"]), np.asarray(found["party"])
    columns = {name: whole_numbers(found[name]) for name in (*batch.columns, "lines")}
    slots = [whole_numbers(found[f"slot_{place}"]) for place in range(len(batch.slots))]
    orders = found["window_order"].combine_chunks() if batch.per_order else None
    for number, (query, wanted) in enumerate(zip(batch.queries, batch.wanted, strict=True)):
        rows = order[starts[number] : starts[number + 1]]
        yield (
            query.selection,
            Rows(
                window=window[rows].astype(np.int64),
                party=party[rows].astype(np.int64),
                order=None if orders is None else orders.take(pa.array(rows)),
                columns={name: columns[name][rows] for name in (*wanted, "lines")},
                slots={
                    slot: column[rows]
                    for slot, column in zip(query.slots, slots, strict=True)
                },
            ),
        )


def _categories(products: pa.Table) -> pa.Table:
    encoded = products["category"].combine_chunks().dictionary_encode()
    return pa.table(
        {
            "product": pa.array(np.arange(products.num_rows), pa.int32()),
            "product_category": encoded.indices.cast(pa.int32()),
        }
    )
