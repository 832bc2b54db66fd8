"""Qualify: which lines reach which selections, as one small table for many of them.

Days, products and the other sides of a line are sorted into classes: two things are of one
class when no selection of the batch tells them apart. ``Reach`` has a row for each
combination of classes that a selection takes in; joining lines to it gives every pair of
line and selection, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from setia_engine.plan.filters import WEEKDAYS, Filter
from setia_engine.stages.arithmetic.columns import decimals
from setia_engine.stages.arithmetic.exact import Whole
from setia_engine.stages.calendar import Calendar
from setia_engine.stages.parties import MISSING
from setia_engine.stages.products import PRODUCT_ATTRIBUTES, Products
from setia_engine.stages.selection import Selection, Slot, attributes_used

Numbers = npt.NDArray[np.int64]
SIDES = ("channel", "weekday", "buyer_role", "buyer_tier", "seller", "buyer", "tier")


@dataclass(frozen=True)
class Query:
    """One selection with what is wanted of it, numbered within its batch."""

    selection: Selection
    slots: tuple[Slot, ...]
    calendar: Calendar


@dataclass(frozen=True)
class Classes:
    """How a batch tells the sides of a line apart.

    ``values[attribute]`` numbers the values that any selection names; ``products`` gives
    each product's class; ``sides`` are the other attributes in use, whose class is their
    value's number + 1, and 0 for any other value; ``ages`` are the limits of
    ``joined_within`` in use.
    """

    values: dict[str, dict[str, int]]
    products: Numbers | None
    product_rows: Numbers | None
    product_attributes: tuple[str, ...]
    sides: tuple[str, ...]
    ages: tuple[int, ...]


def classes_of(batch: Sequence[Query], products: Products) -> Classes:
    """Sort products and the other sides of lines into the classes that a batch needs."""
    used = frozenset().union(*(attributes_used(q.selection, list(q.slots)) for q in batch))
    values: dict[str, dict[str, int]] = {name: {} for name in used if name != "age"}
    ages: set[int] = set()
    for query in batch:
        _collect(query.selection.scope, values, ages)
        for slot in query.slots:
            for value, _ in slot.values:
                if slot.by is not None:
                    values[slot.by].setdefault(value, len(values[slot.by]))
    named = tuple(name for name in PRODUCT_ATTRIBUTES if name in used)
    sides = tuple(name for name in SIDES if name in used)
    if not named:
        return Classes(values, None, None, (), sides, tuple(sorted(ages)))
    coded = np.stack([products.numbered(name, values[name]) for name in named], axis=1)
    rows, of_product = np.unique(coded, axis=0, return_inverse=True)
    return Classes(values, of_product.reshape(-1), rows, named, sides, tuple(sorted(ages)))


def _collect(scope: Filter, values: dict[str, dict[str, int]], ages: set[int]) -> None:
    for name, wanted in scope.wanted().items():
        for value in wanted:
            values[name].setdefault(value, len(values[name]))
    if (limit := getattr(scope, "joined_within", None)) is not None:
        ages.add(limit)
    if scope.excluded is not None:
        _collect(scope.excluded, values, ages)


@dataclass(frozen=True)
class Combinations:
    """Every combination of classes, one row each, as columns of value numbers."""

    keys: dict[str, Numbers]
    values: dict[str, Numbers]
    numbers: dict[str, dict[str, int]]
    ages: tuple[int, ...]

    def __len__(self) -> int:
        return len(next(iter(self.keys.values()))) if self.keys else 1

    def passing(self, scope: Filter) -> npt.NDArray[np.bool_]:
        """Say which combinations a scope takes in."""
        passed = np.ones(len(self), dtype=bool)
        for name, wanted in scope.wanted().items():
            passed &= np.isin(
                self.values[name], [self.numbers[name][value] for value in wanted]
            )
        if (limit := getattr(scope, "joined_within", None)) is not None:
            age = self.keys["age_class"]
            passed &= (age >= 1) & (age <= self.ages.index(limit) + 1)
        if scope.excluded is not None:
            passed &= ~self.passing(scope.excluded)
        return passed

    def multipliers(self, slot: Slot) -> Whole:
        """Return what a slot multiplies the basis of a line by, for each combination."""
        if slot.by is None:
            return np.full(len(self), slot.otherwise, dtype=object)
        numbers = self.numbers[slot.by]
        table = np.full(len(numbers) + 1, slot.otherwise, dtype=object)
        for value, multiplier in slot.values:
            table[numbers[value]] = multiplier
        return table[self.values[slot.by]]


def combinations(classes: Classes) -> Combinations:
    """Cross the classes of all sides."""
    sizes: dict[str, int] = {}
    if classes.product_rows is not None:
        sizes["product_class"] = len(classes.product_rows)
    for side in classes.sides:
        sizes[f"{side}_class"] = len(classes.values[side]) + 1
    if classes.ages:
        sizes["age_class"] = len(classes.ages) + 1
    grid = np.indices(tuple(sizes.values())).reshape(len(sizes), -1) if sizes else None
    keys = {name: grid[row] for row, name in enumerate(sizes)} if grid is not None else {}
    values = {side: keys[f"{side}_class"] - 1 for side in classes.sides}
    if classes.product_rows is not None:
        for column, name in enumerate(classes.product_attributes):
            values[name] = classes.product_rows[keys["product_class"], column]
    return Combinations(keys, values, classes.values, classes.ages)


def weekday_numbers(classes: Classes) -> list[int]:
    """Return the class of each weekday, Monday first."""
    numbers = classes.values["weekday"]
    return [numbers.get(name, MISSING) + 1 for name in WEEKDAYS]


def day_classes(batch: Sequence[Query]) -> tuple[pa.Table, list[list[tuple[int, int]]]]:
    """Sort days into classes: those that count in the same windows of the same selections.

    Returns the class of each day, and of each class the (selection, window) pairs.
    """
    reached: dict[int, list[tuple[int, int]]] = {}
    for number, query in enumerate(batch):
        for day, window in query.calendar.days(query.selection.over):
            reached.setdefault(day, []).append((number, window))
    classes: dict[tuple[tuple[int, int], ...], int] = {}
    rows = [
        (day, classes.setdefault(tuple(pairs), len(classes)))
        for day, pairs in reached.items()
    ]
    table = pa.table(
        {
            "window_day": pa.array([day for day, _ in rows], pa.int32()),
            "day_class": pa.array([number for _, number in rows], pa.int32()),
        }
    )
    return table, [list(pairs) for pairs in classes]


def reach(batch: Sequence[Query], classes: Classes) -> tuple[pa.Table, pa.Table]:
    """Return the day classes and the table that leads from classes to selections.

    Columns of the second: ``day_class``, one column per side in use, ``selection``,
    ``window``, and per slot ``times_k`` and ``floor_k``.
    """
    days, pairs_of_class = day_classes(batch)
    crossed = combinations(classes)
    found = [np.flatnonzero(crossed.passing(query.selection.scope)) for query in batch]
    triples = [
        (day_class, number, window)
        for day_class, pairs in enumerate(pairs_of_class)
        for number, window in pairs
    ]
    repeats = np.array([len(found[number]) for _, number, _ in triples], dtype=np.int64)
    heads = np.array(triples, dtype=np.int64).reshape(-1, 3)
    rows = np.concatenate(
        [found[number] for _, number, _ in triples] or [np.empty(0, np.int64)]
    )
    columns = {"day_class": np.repeat(heads[:, 0], repeats)}
    columns |= {name: key[rows] for name, key in crossed.keys.items()}
    columns["selection"] = np.repeat(heads[:, 1], repeats)
    columns["window"] = np.repeat(heads[:, 2], repeats)
    table = {name: pa.array(column, pa.int32()) for name, column in columns.items()}
    return days, pa.table(table | _slot_columns(batch, crossed, columns["selection"], rows))


def _slot_columns(
    batch: Sequence[Query], crossed: Combinations, numbers: Numbers, rows: Numbers
) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    for place in range(len(batch[0].slots)):
        slots = [query.slots[place] for query in batch]
        tables = np.stack([crossed.multipliers(slot) for slot in slots])
        columns[f"times_{place}"] = decimals(tables[numbers, rows])
        floors = np.array([slot.floor or 0 for slot in slots], dtype=object)
        columns[f"floor_{place}"] = decimals(floors[numbers])
    return columns
