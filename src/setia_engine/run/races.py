"""Races: ask the engine who reached which goal when."""

from __future__ import annotations

from dataclasses import replace

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from setia_engine.plan.measure import own_measure
from setia_engine.rewards.race import RaceKind
from setia_engine.run.ask import asked_of, pairs_of
from setia_engine.run.batches import Batch
from setia_engine.run.ground import Ground
from setia_engine.run.program import Program
from setia_engine.stages.arithmetic.columns import decimals
from setia_engine.stages.arrive import arrivals
from setia_engine.stages.measure import SCALES, keys
from setia_engine.stages.measured import Measured, Reached
from setia_engine.stages.qualify import Query
from setia_engine.values.numbers import whole_at_least


def with_arrivals(program: Program, measured: Measured, ground: Ground) -> Measured:
    """Return what is measured, with the arrivals of a race where the reward is one."""
    if not isinstance(program.kind, RaceKind) or len(measured) == 0:
        return measured
    name = own_measure(program.plan.measure)
    selection = program.counted.selection
    query = Query(selection, (), ground.calendar(program.plan.period))
    batch = Batch((query,), (frozenset(),))
    reaches = [whole_at_least(race.reach, SCALES[name]) for race in program.kind.races]
    goals = pa.table(
        {
            "selection": pa.array([0] * len(reaches), pa.int32()),
            "race": pa.array(range(len(reaches)), pa.int32()),
            "reach": decimals(np.array(reaches, dtype=object)),
        }
    )
    columns = keys(per_order=program.plan.per_order)

    def first_there() -> ir.Table:
        pairs = pairs_of(batch, ground)
        return arrivals(pairs, ground.engine.table(goals), name, columns)

    asked = ("arrivals", *asked_of(batch, ground), name, tuple(reaches))
    found = ground.engine.answer(asked, first_there)
    return replace(measured, reached=_reached(found, measured))


def _reached(found: pa.Table, measured: Measured) -> Reached:
    orders = measured.order_ids
    number = (
        {} if orders is None else {name: at for at, name in enumerate(orders.to_pylist())}
    )
    rows = {
        (int(window), int(order), int(party)): row
        for row, (window, order, party) in enumerate(
            zip(measured.window, measured.order, measured.party, strict=True)
        )
    }
    told = []
    for arrival in found.to_pylist():
        order = 0 if orders is None else number[arrival["window_order"]]
        row = rows.get((arrival["window"], order, arrival["party"]))
        if row is not None:
            told.append((row, arrival))
    return Reached(
        row=np.array([row for row, _ in told], dtype=np.int64),
        race=np.array([arrival["race"] for _, arrival in told], dtype=np.int64),
        sold_us=np.array([arrival["sold_us"] for _, arrival in told], dtype=np.int64),
        order_id=tuple(arrival["order_id"] for _, arrival in told),
        line_no=np.array([arrival["line_no"] for _, arrival in told], dtype=np.int64),
    )
