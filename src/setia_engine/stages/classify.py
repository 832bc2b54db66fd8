"""Classify: give each line the classes of its sides, then lead it to its selections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from setia_engine.stages.parties import MISSING, Parties
from setia_engine.stages.qualify import Classes, weekday_numbers
from setia_engine.values.window import day_of

Table = Callable[[pa.Table], ir.Table]
"""Hands a small table to the engine."""


@dataclass(frozen=True)
class Sides:
    """The small tables that the classes of lines are looked up in."""

    parties: Parties
    days: tuple[int, ...]
    channels: tuple[str, ...]
    table: Table


def classified(lines: ir.Table, classes: Classes, days: pa.Table, sides: Sides) -> ir.Table:
    """Return the lines of the days that count, with a column per class in use."""
    window_days = sides.table(days)
    lines = lines.inner_join(window_days, "window_day")
    if classes.products is not None:
        products = _codes("product", np.arange(len(classes.products)), classes.products)
        lines = lines.inner_join(sides.table(products), "product")
    for side in classes.sides:
        lines = _with_side(lines, side, classes, sides)
    if classes.ages:
        lines = _with_age(lines, classes.ages, sides)
    return lines


def _codes(key: str, keys: object, classes: object, name: str = "") -> pa.Table:
    return pa.table(
        {
            key: pa.array(keys, pa.int32()),
            f"{name or key}_class": pa.array(classes, pa.int32()),
        }
    )


def _with_side(lines: ir.Table, side: str, classes: Classes, sides: Sides) -> ir.Table:
    numbers = classes.values[side]
    if side == "channel":
        return _with_channel(lines, numbers, sides)
    if side == "weekday":
        return _with_weekday(lines, classes, sides)
    if side in {"buyer_tier", "tier"}:
        return _with_tier(lines, side, numbers, sides)
    return _with_party(lines, side, numbers, sides)


def _with_party(
    lines: ir.Table, side: str, numbers: dict[str, int], sides: Sides
) -> ir.Table:
    """Look up who sold or bought, or the buyer's role, none of which changes over time."""
    attribute, key = ("role", "buyer") if side == "buyer_role" else ("party", side)
    codes, known = sides.parties.values_on(attribute, 0)
    named = {
        known[value]: number + 1 for value, number in numbers.items() if value in known
    }
    rows = np.flatnonzero(np.isin(codes, list(named)))
    small = _codes("looked_up", rows, [named[codes[row]] for row in rows], side)
    found = sides.table(small)
    joined = lines.left_join(found, [lines[key] == found.looked_up]).drop("looked_up")
    return _or_none(joined, side)


def _or_none(lines: ir.Table, side: str) -> ir.Table:
    name = f"{side}_class"
    return lines.mutate(**{name: ibis.coalesce(lines[name], ibis.literal(0, "int32"))})


def _with_channel(lines: ir.Table, numbers: dict[str, int], sides: Sides) -> ir.Table:
    """Look channels up as they are written, so that no engine trims them in its own way."""
    classes = [numbers.get(written.strip(), MISSING) + 1 for written in sides.channels]
    small = pa.table(
        {
            "looked_up": pa.array(sides.channels, pa.string()),
            "channel_class": pa.array(classes, pa.int32()),
        }
    )
    found = sides.table(small)
    joined = lines.left_join(found, [lines.channel == found.looked_up]).drop("looked_up")
    return _or_none(joined, "channel")


def _with_weekday(lines: ir.Table, classes: Classes, sides: Sides) -> ir.Table:
    """Look weekdays up by day: every day that lines can have is a row of a small table."""
    numbers = weekday_numbers(classes)
    days = sides.days
    small = _codes("day", days, [numbers[day_of(day).weekday()] for day in days], "weekday")
    return lines.inner_join(sides.table(small), "day")


def _with_tier(
    lines: ir.Table, side: str, numbers: dict[str, int], sides: Sides
) -> ir.Table:
    key = "buyer" if side == "buyer_tier" else "party"
    shifted = {value: number + 1 for value, number in numbers.items()}
    small = sides.parties.intervals("tier", shifted)
    found = sides.table(small.rename_columns(["whose", "since", "until", f"{side}_class"]))
    joined = lines.left_join(
        found,
        [lines[key] == found.whose, lines.day >= found.since, lines.day <= found.until],
    )
    return _or_none(joined.drop("whose", "since", "until"), side)


def _with_age(lines: ir.Table, limits: tuple[int, ...], sides: Sides) -> ir.Table:
    joined_on = sides.parties.table["joined_on"]
    known = np.asarray(joined_on.is_valid())
    small = pa.table(
        {
            "whose": pa.array(np.flatnonzero(known), pa.int32()),
            "joined_on": joined_on.drop_null().combine_chunks().cast(pa.int32()),
        }
    )
    found = sides.table(small)
    lines = lines.left_join(found, [lines.party == found.whose]).drop("whose")
    age = lines.day - lines.joined_on
    branches = [(age <= limit, place) for place, limit in enumerate(limits, start=1)]
    number = ibis.cases((age.isnull(), 0), (age < 0, 0), *branches, else_=0)
    return lines.mutate(age_class=number.cast("int32")).drop("joined_on")


def reached(lines: ir.Table, reach: ir.Table) -> ir.Table:
    """Return each pair of line and selection: the line with ``selection`` and ``window``."""
    keys = [name for name in reach.columns if name.endswith("_class")]
    return lines.inner_join(reach, keys).drop(*keys)
