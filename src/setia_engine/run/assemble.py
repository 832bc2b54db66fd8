"""Assemble: lay the answers to a plan's selections side by side, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.plan.measure import Growth
from setia_engine.run.ask import Rows
from setia_engine.run.ground import Ground
from setia_engine.run.program import Asked, Program
from setia_engine.stages.arithmetic.exact import Mask, Ratio, Whole
from setia_engine.stages.calendar import last_day
from setia_engine.stages.condition import holds
from setia_engine.stages.measure import growth, number
from setia_engine.stages.measured import Codes, Measured, Sums
from setia_engine.stages.selection import Selection, Slot
from setia_engine.values.window import day_number

Answers = Mapping[Selection, Rows]


@dataclass(frozen=True)
class Assembled:
    """The rows of a plan, and of each condition its value and where it holds."""

    measured: Measured
    conditions: tuple[tuple[Ratio, Mask], ...]


def assembled(program: Program, answers: Answers, ground: Ground) -> Assembled:
    """Lay out what is known of each eligible party and window with a counted line."""
    main = _Main(program, answers[program.counted.selection], ground)
    counted = main.sums(answers[program.counted.selection])
    measure, base = main.value(program.counted, answers)
    if base is not None:
        columns = {**counted.columns, "current": counted.columns[program.counted.name]}
        counted = Sums(columns, counted.slots)
    values = [main.value(asked, answers)[0] for _, asked in program.conditions]
    held = [
        holds(condition, value)
        for (condition, _), value in zip(program.conditions, values, strict=True)
    ]
    competing = measure.defined.copy()
    for mask in held:
        competing &= mask
    last_us = counted.columns.get("last_us", np.zeros(len(main), dtype=np.int64))
    measured = Measured(
        window=main.window,
        party=main.party,
        order=main.order,
        windows=ground.calendar(program.plan.period).windows,
        order_ids=main.order_ids,
        measure=measure,
        base=base,
        counted=counted,
        paid=main.sums(answers[program.paid]),
        last_us=last_us,
        open=competing,
    )
    return Assembled(measured, tuple(zip(values, held, strict=True)))


class _Main:
    """The rows that a plan has, in the order of window, order and party."""

    def __init__(self, program: Program, rows: Rows, ground: Ground) -> None:
        self._parties = len(ground.parties)
        eligible = _eligible(program, rows, ground)
        self.order_ids = None if rows.order is None else _sorted_ids(rows.order)
        order = self._order_codes(rows)
        kept = np.flatnonzero(eligible)
        keys = self._key(rows.window[kept], order[kept], rows.party[kept])
        by_key = np.argsort(keys)
        self._keys = keys[by_key]
        self._picked = kept[by_key]
        self._source = rows
        self.window = rows.window[self._picked]
        self.party = rows.party[self._picked]
        self.order = order[self._picked]

    def __len__(self) -> int:
        return len(self.party)

    def _order_codes(self, rows: Rows) -> Codes:
        if rows.order is None or self.order_ids is None:
            return np.zeros(len(rows), dtype=np.int64)
        found = pc.index_in(rows.order, value_set=self.order_ids).fill_null(-1)
        return np.asarray(found, dtype=np.int64)

    def _key(self, window: Codes, order: Codes, party: Codes) -> Codes:
        """Number each (window, order, party) in that order."""
        orders = 1 if self.order_ids is None else max(1, len(self.order_ids))
        shape = (int(window.max(initial=0)) + 1, orders, max(1, self._parties))
        return np.asarray(
            np.ravel_multi_index((window, order, party), shape), dtype=np.int64
        )

    def sums(self, rows: Rows) -> Sums:
        """Align the sums of a selection to the main rows; rows that have none get 0."""
        place: Codes
        found: Mask | None
        if rows is self._source:
            place, found = self._picked, None
        else:
            place, found = self._aligned(rows)
        columns = {
            name: _picked(column, place, found) for name, column in rows.columns.items()
        }
        slots: dict[Slot, Whole] = {
            slot: _picked(column, place, found) for slot, column in rows.slots.items()
        }
        return Sums(columns, slots)

    def _aligned(self, rows: Rows) -> tuple[Codes, Mask]:
        order = self._order_codes(rows)
        known = np.flatnonzero(order >= 0)
        keys = self._key(rows.window[known], order[known], rows.party[known])
        by_key = np.argsort(keys, kind="stable")
        if len(keys) == 0:
            return np.zeros(len(self), dtype=np.int64), np.zeros(len(self), dtype=bool)
        at = np.minimum(np.searchsorted(keys[by_key], self._keys), len(keys) - 1)
        found: npt.NDArray[np.bool_] = keys[by_key][at] == self._keys
        return known[by_key][at], found

    def value(self, asked: Asked, answers: Answers) -> tuple[Ratio, Whole | None]:
        """Return a measure of each row, and the base that its growth is over."""
        current = self.sums(answers[asked.selection]).columns
        if asked.base is None or not isinstance(asked.measure, Growth):
            return number(asked.name, current), None
        base = self.sums(answers[asked.base]).columns[asked.name]
        return growth(current[asked.name], base), base


def _picked(column: Whole, place: Codes, found: Mask | None) -> Whole:
    """Pick rows of a column; 0 where nothing was found, and all were with no mask."""
    if len(column) == 0:
        return np.zeros(len(place), dtype=np.int64)
    return column[place] if found is None else np.where(found, column[place], 0)


def _sorted_ids(orders: pa.Array) -> pa.Array:
    ids = pc.unique(orders)
    return ids.take(pc.sort_indices(ids))


def _eligible(program: Program, rows: Rows, ground: Ground) -> Mask:
    """Say which rows' parties are eligible on the last day of their window, or as of now."""
    wanted = program.plan.eligible
    if not wanted.attributes():
        return np.ones(len(rows), dtype=bool)
    windows = ground.calendar(program.plan.period).windows
    today = day_number(ground.local_as_of(program.plan.period.timezone))
    days = [min(last_day(window), today) for window in windows]
    if not ground.parties.depends_on_day(wanted):
        days = [0 for _ in days]
    passed = np.zeros(len(rows), dtype=bool)
    for day in set(days):
        of_day = np.isin(rows.window, [n for n, other in enumerate(days) if other == day])
        passed[of_day] = ground.parties.eligible(wanted, day)[rows.party[of_day]]
    return passed
