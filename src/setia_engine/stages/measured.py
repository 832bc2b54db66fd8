"""What is known of each party and window of a plan before its reward is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from setia_engine.stages.arithmetic.exact import Mask, Ratio, Whole
from setia_engine.stages.selection import Slot
from setia_engine.values.window import Window

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sums:
    """Columns of sums over one selection, aligned to the rows of a plan."""

    columns: Mapping[str, Whole]
    slots: Mapping[Slot, Whole]


@dataclass(frozen=True)
class Reached:
    """When parties first reached the goals of a race, row by row.

    ``row`` is the party's row in the plan, ``race`` the number of the race from 0; the line
    that reached it is told by instant, order and line.
    """

    row: Codes
    race: Codes
    sold_us: Codes
    order_id: tuple[str, ...]
    line_no: Codes


@dataclass(frozen=True)
class Measured:
    """One row per eligible party and window (and order) with at least one counted line.

    ``order`` numbers the orders that are windows of their own, in the order of their ids
    (``order_ids``); it is 0 where the plan has no such windows. ``open`` rows have every condition met and a measure that is defined: only they compete
    and earn. ``base`` is the earlier window's sum, for growth.
    """

    window: Codes
    party: Codes
    order: Codes
    windows: tuple[Window, ...]
    order_ids: pa.Array | None
    measure: Ratio
    base: Whole | None
    counted: Sums
    paid: Sums
    last_us: Codes
    open: Mask
    reached: Reached | None = None

    def __len__(self) -> int:
        return len(self.party)

    def window_key(self, row: int) -> tuple[int, int]:
        """Return what tells a row's window apart from others: its number and its order."""
        return int(self.window[row]), int(self.order[row])


@dataclass(frozen=True)
class Paid:
    """What a reward is worth, exactly: money per row, and what it came from.

    That is the tier or place, from 1 (0: none), or the rows that ``won`` each race.
    """

    money: Ratio
    tier: Codes | None = None
    place: Codes | None = None
    won: tuple[Mask, ...] = ()
