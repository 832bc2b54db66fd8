"""Tables: awards, funding and standings as Arrow, in the layout of the data contract."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa

from setia_engine.plan.document import CREDITED
from setia_engine.plan.measure import Growth
from setia_engine.run.assemble import Assembled
from setia_engine.run.ground import Ground
from setia_engine.stages.adjust import Award
from setia_engine.stages.arithmetic.columns import decimals
from setia_engine.stages.arithmetic.exact import (
    Mask,
    Ratio,
    Whole,
    millionths,
    times,
    whole_ratio,
)
from setia_engine.stages.fund import funded
from setia_engine.stages.measure import SCALES
from setia_engine.stages.measured import Codes
from setia_engine.values.numbers import MINOR, scaled

MONEY = pa.decimal128(38, 2)
SIX = pa.decimal128(38, 6)
AWARDS = pa.schema(
    {
        "plan_id": pa.string(),
        "window_from": pa.date32(),
        "window_to": pa.date32(),
        "order_id": pa.string(),
        "party_id": pa.string(),
        "payee_id": pa.string(),
        "unit": pa.string(),
        "measure": SIX,
        "tier": pa.int32(),
        "place": pa.int32(),
        "gross": MONEY,
        "amount": MONEY,
        "status": pa.string(),
        "as_of": pa.string(),
    }
)
FUNDING = pa.schema(
    {
        "plan_id": pa.string(),
        "window_from": pa.date32(),
        "order_id": pa.string(),
        "party_id": pa.string(),
        "funder": pa.string(),
        "amount": MONEY,
    }
)
EXPLAIN = pa.schema(
    {
        "plan_id": pa.string(),
        "window_from": pa.date32(),
        "order_id_of_window": pa.string(),
        "party_id": pa.string(),
        "order_id": pa.string(),
        "line_no": pa.int64(),
        "basis": SIX,
        "amount": MONEY,
    }
)
STANDINGS = pa.schema(
    {
        "plan_id": pa.string(),
        "window_from": pa.date32(),
        "window_to": pa.date32(),
        "order_id": pa.string(),
        "party_id": pa.string(),
        "measure": SIX,
        "current": SIX,
        "base": SIX,
        "tier": pa.int32(),
        "place": pa.int32(),
        "gross": MONEY,
        "after_cap": MONEY,
        "after_stacking": MONEY,
        "amount": MONEY,
        "condition_values": pa.list_(SIX),
        "failed": pa.list_(pa.int32()),
        "won": pa.list_(pa.int32()),
        "status": pa.string(),
        "as_of": pa.string(),
    }
)


def awards_table(award: Award, ground: Ground) -> pa.Table:
    """Return the awards of a plan: rows whose gross is not 0."""
    rows = given_rows(award)
    columns = _keys(award, rows, ground)
    payee = award.plan.payee
    columns["payee_id"] = (
        columns["party_id"] if payee == CREDITED else pa.repeat(payee, len(rows))
    )
    columns["unit"] = pa.repeat(award.plan.settlement.given, len(rows))
    columns |= _outcome(award, rows, ground)
    return pa.table([columns[name] for name in AWARDS.names], schema=AWARDS)


def funding_table(award: Award, ground: Ground) -> pa.Table:
    """Return who funds which part of each award, in the order given, the house last."""
    rows = given_rows(award)
    keys = _keys(award, rows, ground)
    keys.pop("window_to")
    parts = funded(award.plan, award.amount[rows])
    tables = []
    for funder, part in parts:
        columns = keys | {
            "funder": pa.repeat(funder, len(rows)),
            "amount": _money(award, part),
        }
        tables.append(pa.table([columns[name] for name in FUNDING.names], schema=FUNDING))
    if len(tables) == 1:
        return tables[0]
    together = pa.concat_tables(tables)
    names = sorted(range(len(parts)), key=lambda place: parts[place][0])
    # Rows stand by award, then by funder's name.
    order = np.concatenate([np.arange(len(rows)) for _ in parts])
    by_name = np.repeat([names.index(place) for place in range(len(parts))], len(rows))
    return together.take(pa.array(np.lexsort((by_name, order))))


def standings_table(assembled: Assembled, award: Award, ground: Ground) -> pa.Table:
    """Return where every eligible party with a counted line stands, awarded or not."""
    rows = np.arange(len(award))
    columns = _keys(award, rows, ground) | _outcome(award, rows, ground)
    columns["current"], columns["base"] = _growth_parts(award)
    columns["after_cap"] = _money(award, award.capped)
    columns["after_stacking"] = _money(award, award.stacked)
    columns["condition_values"] = _condition_values(assembled)
    held = [mask for _, mask in assembled.conditions]
    columns["failed"] = _numbers([~mask for mask in held], len(rows))
    columns["won"] = _numbers(list(award.paid.won), len(rows))
    return pa.table([columns[name] for name in STANDINGS.names], schema=STANDINGS)


def given_rows(award: Award) -> Codes:
    """Return the rows that are awards: those whose gross is not 0."""
    return np.flatnonzero(np.asarray(award.gross != 0, dtype=bool))


def _keys(award: Award, rows: Codes, ground: Ground) -> dict[str, pa.Array]:
    measured = award.measured
    window = pa.array(measured.window[rows])
    starts = pa.array([window.start for window in measured.windows], pa.date32())
    ends = pa.array([window.end for window in measured.windows], pa.date32())
    none = pa.nulls(len(rows), pa.string())
    orders = measured.order_ids
    return {
        "plan_id": pa.repeat(award.plan.id, len(rows)),
        "window_from": starts.take(window),
        "window_to": ends.take(window),
        "order_id": none if orders is None else orders.take(pa.array(measured.order[rows])),
        "party_id": ground.parties.ids.take(pa.array(measured.party[rows])),
    }


def _outcome(award: Award, rows: Codes, ground: Ground) -> dict[str, pa.Array]:
    today = ground.local_as_of(award.plan.period.timezone)
    final = [
        window.end is not None and window.end < today for window in award.measured.windows
    ]
    status = pa.array(["final" if over else "provisional" for over in final], pa.string())
    return {
        "measure": _six(award.measured.measure.take(rows)),
        "tier": _numbered(award.paid.tier, rows),
        "place": _numbered(award.paid.place, rows),
        "gross": _money(award, award.gross[rows]),
        "amount": _money(award, award.amount[rows]),
        "status": status.take(pa.array(award.measured.window[rows])),
        "as_of": pa.repeat(moment(ground.as_of), len(rows)),
    }


def moment(as_of: datetime) -> str:
    """Write a moment as people and machines read it."""
    return as_of.isoformat()


def _money(award: Award, units: Whole) -> pa.Array:
    return money(units, award.plan.rounding.to)


def money(units: Whole, to: Decimal) -> pa.Array:
    """Return rounding units as money with two decimals."""
    return decimals(times(units, scaled(to, MINOR)), 2)


def _six(ratio: Ratio) -> pa.Array:
    return decimals(millionths(ratio), 6, missing=~ratio.defined)


def _numbered(numbers: Codes | None, rows: Codes) -> pa.Array:
    if numbers is None:
        return pa.nulls(len(rows), pa.int32())
    picked = numbers[rows]
    return pa.array(picked, pa.int32(), mask=picked == 0)


def _growth_parts(award: Award) -> tuple[pa.Array, pa.Array]:
    """Return what growth is worked out from: this window's sum and the base's."""
    measured, measure = award.measured, award.plan.measure
    if measured.base is None or not isinstance(measure, Growth):
        return pa.nulls(len(award), SIX), pa.nulls(len(award), SIX)
    scale = SCALES[measure.growth]
    current = measured.counted.columns["current"]
    return _six(whole_ratio(current, scale)), _six(whole_ratio(measured.base, scale))


def _condition_values(assembled: Assembled) -> pa.Array:
    """Return each row's condition values as a list."""
    count, rows = len(assembled.conditions), len(assembled.measured)
    values = [_six(value) for value, _ in assembled.conditions]
    flat = pa.concat_arrays(values) if values else pa.array([], SIX)
    order = np.arange(len(flat)).reshape(count, rows).T.reshape(-1)
    return _lists(flat.take(pa.array(order)), np.full(rows, count))


def _numbers(masks: list[Mask], rows: int) -> pa.Array:
    """Return for each row the numbers, from 1, of the masks that are true there."""
    row, number = np.nonzero(np.array(masks, dtype=bool).reshape(len(masks), rows).T)
    lengths = np.bincount(row, minlength=rows)
    return _lists(pa.array(number + 1, pa.int32()), lengths)


def _lists(flat: pa.Array, lengths: Codes) -> pa.Array:
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat)
