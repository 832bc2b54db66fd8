"""Explain lines: run the explanation of many plans' awards on the engine, and tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.plan.measure import own_measure
from setia_engine.run.ask import pairs_of
from setia_engine.run.batches import Batch, bounded, slot_kind
from setia_engine.run.ground import Ground
from setia_engine.run.program import Program
from setia_engine.run.tables import EXPLAIN, SIX, given_rows, money
from setia_engine.stages.adjust import Award
from setia_engine.stages.arithmetic.columns import decimals, whole_numbers
from setia_engine.stages.arithmetic.exact import absolute, digits, digits_needed
from setia_engine.stages.explain import SLICES, Telling, carried, part_of_measure
from setia_engine.stages.measured import Codes
from setia_engine.stages.payment import MEASURE, Weight
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import Selection, Slot
from setia_engine.stages.slicing import Slices


@dataclass(frozen=True)
class Tale:
    """Awards of one plan whose lines are weighed alike."""

    program: Program
    award: Award
    rows: Codes
    query: Query
    telling: Telling


def tales(
    program: Program,
    award: Award,
    ground: Ground,
    parties: Collection[str] | None = None,
) -> Iterator[Tale]:
    """Return how the awards of a plan are told, to all or only to some parties.

    Lines of the reward's own scope carry an award; where it leaves a party none, the
    counted lines do, by their part of the measure.
    """
    rows = _told_rows(award, ground, parties)
    if len(rows) == 0:
        return
    on_own = np.asarray(award.measured.paid.columns["lines"][rows] > 0, dtype=bool)
    weights = _weights(program)
    yield from _tale(program, award, rows[on_own], program.paid, weights, ground)
    counted = program.counted.selection
    yield from _tale(program, award, rows[~on_own], counted, (MEASURE,), ground)


def _told_rows(award: Award, ground: Ground, parties: Collection[str] | None) -> Codes:
    rows = given_rows(award)
    if parties is None:
        return rows
    wanted = pa.array(sorted(parties), pa.string())
    known = np.asarray(pc.is_in(ground.parties.ids, value_set=wanted), dtype=bool)
    return np.asarray(rows[known[award.measured.party[rows]]], dtype=np.int64)


def _tale(
    program: Program,
    award: Award,
    rows: Codes,
    selection: Selection,
    weights: tuple[Weight, ...],
    ground: Ground,
) -> Iterator[Tale]:
    if len(rows) == 0:
        return
    slots = tuple(dict.fromkeys(weight for weight in weights if isinstance(weight, Slot)))
    names = tuple(_named(weight, slots, program) for weight in weights)
    alike = names if len(set(names)) > 1 else names[:1]
    slices = _slices(program)
    count = len(slices.starts) if slices is not None and alike[0].startswith(SLICES) else 0
    # What a line earns itself sums to the award; a part of the measure, or of slices that
    # begin below 0, can sum to nothing although there is one.
    may_cancel = MEASURE in weights or count > 0
    telling = Telling(alike, slots, count, program.plan.per_order, may_cancel)
    query = Query(selection, slots, ground.calendar(program.plan.period))
    yield Tale(program, award, rows, query, telling)


def _weights(program: Program) -> tuple[Weight, ...]:
    slices = _slices(program)
    if slices is not None:
        return (f"{SLICES}_{slices.measure}",)
    return program.kind.weights or (MEASURE,)


def _named(weight: Weight, slots: tuple[Slot, ...], program: Program) -> str:
    if isinstance(weight, Slot):
        return f"slot_{slots.index(weight)}"
    return (
        part_of_measure(own_measure(program.plan.measure)) if weight == MEASURE else weight
    )


def _slices(program: Program) -> Slices | None:
    slices: Slices | None = getattr(program.kind, "slices", None)
    return slices


def explained(told: Sequence[Tale], ground: Ground) -> Iterator[tuple[str, pa.Table]]:
    """Return each plan's explanation, possibly in parts, each sorted."""
    shapes: dict[object, list[Tale]] = defaultdict(list)
    for tale in told:
        shapes[tale.query.selection.flow, _shape(tale.telling)].append(tale)
    for alike in shapes.values():
        at = 0
        for queries in bounded([tale.query for tale in alike], ground):
            run = alike[at : at + len(queries)]
            at += len(queries)
            yield from _told(run, ground)


def _shape(telling: Telling) -> object:
    slots = tuple(slot_kind(slot) for slot in telling.slots)
    return telling.weights, slots, telling.slices, telling.may_cancel


def _told(run: Sequence[Tale], ground: Ground) -> Iterator[tuple[str, pa.Table]]:
    most = max(digits_needed(tale.award.amount[tale.rows]) for tale in run)
    telling = replace(run[0].telling, digits=most)
    batch = Batch(tuple(tale.query for tale in run), tuple(frozenset[str]() for _ in run))
    given = ground.engine.table(_awards(run, telling))
    carrying = carried(pairs_of(batch, ground), given, telling)
    order = [*telling.keys[:2], *telling.keys[3:], "party", "order_id", "line_no"]
    found = ground.engine.fetch(carrying.order_by([ibis.asc(name) for name in order]))
    selection = np.asarray(found["selection"])
    starts = np.searchsorted(selection, np.arange(len(run) + 1))
    for number, tale in enumerate(run):
        part = found.slice(starts[number], starts[number + 1] - starts[number])
        yield tale.program.plan.id, _table(tale, part, ground)


def _awards(run: Sequence[Tale], telling: Telling) -> pa.Table:
    return pa.concat_tables(
        [_awards_of(number, tale, telling) for number, tale in enumerate(run)]
    )


def _awards_of(number: int, tale: Tale, telling: Telling) -> pa.Table:
    measured, rows = tale.award.measured, tale.rows
    tier = tale.award.paid.tier if len(telling.weights) > 1 else None
    numbers = np.ones(len(rows), dtype=np.int64) if tier is None else tier[rows]
    units = tale.award.amount[rows]
    parts = digits(absolute(units), telling.digits)
    columns: dict[str, Any] = {
        f"digit_{at}": decimals(part) for at, part in enumerate(parts)
    }
    columns |= {
        "selection": pa.array(np.full(len(rows), number), pa.int32()),
        "window": pa.array(measured.window[rows], pa.int32()),
        "party": pa.array(measured.party[rows], pa.int32()),
        "units": decimals(units),
        "sign": pa.array(np.where(units < 0, -1, 1), pa.int8()),
        "tier": pa.array(numbers, pa.int32()),
    }
    if measured.order_ids is not None:
        columns["window_order"] = measured.order_ids.take(pa.array(measured.order[rows]))
    slices = _slices(tale.program)
    if telling.slices and slices is not None:
        columns |= _slice_columns(slices, tale)
    return pa.table(columns)


def _slice_columns(slices: Slices, tale: Tale) -> dict[str, pa.Array]:
    rows = len(tale.rows)

    def all_rows(value: int) -> pa.Array:
        return decimals(np.full(rows, value, dtype=object))

    base = tale.award.measured.base
    columns = {"times": all_rows(slices.times), "start_of": all_rows(1)}
    if slices.of_base and base is not None:
        columns["start_of"] = decimals(base[tale.rows])
    for place, (start, rate) in enumerate(zip(slices.starts, slices.rates, strict=True)):
        columns[f"start_{place}"] = all_rows(start)
        columns[f"rate_{place}"] = all_rows(rate)
    return columns


def _table(tale: Tale, part: pa.Table, ground: Ground) -> pa.Table:
    windows = pa.array(
        [window.start for window in tale.award.measured.windows], pa.date32()
    )
    orders = part["window_order"] if tale.telling.per_order else None
    columns = {
        "plan_id": pa.repeat(tale.program.plan.id, part.num_rows),
        "window_from": windows.take(part["window"].combine_chunks()),
        "order_id_of_window": pa.nulls(part.num_rows, pa.string())
        if orders is None
        else orders,
        "party_id": ground.parties.ids.take(part["party"].combine_chunks()),
        "order_id": part["order_id"],
        "line_no": part["line_no"],
        "basis": decimals(whole_numbers(part["basis"]), SIX.scale),
        "amount": money(whole_numbers(part["part"]), tale.program.plan.rounding.to),
    }
    return pa.table([columns[name] for name in EXPLAIN.names], schema=EXPLAIN)
