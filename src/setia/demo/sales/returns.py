"""Returns: orders of their own that name the order they undo, whole or in part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from setia.demo.chance import Days, Whole, Words, stream, words
from setia.demo.sales.lines import Lines
from setia.demo.sales.moments import SECONDS_OF_A_DAY, Register, end_of, recorded
from setia.demo.sales.orders import Flow

RETURNED = 0.016
WHOLE_LINE = 0.6


@dataclass(frozen=True)
class Returns:
    """Returned lines; ``line`` is the place of the line that goes back."""

    line: Whole
    ids: Words
    pieces: Whole
    sold_at: Days
    recorded_at: Days


def make_returns(seed: int, lines: Lines, register: Register, last_day: date) -> Returns:
    """Send some lines back two to twenty days later; stock stays where it went."""
    rng = stream(seed, "returns")
    moved = register.orders.flow[lines.order] != Flow.STOCK
    line = np.flatnonzero(moved & (rng.random(len(lines.order)) < RETURNED))
    later = rng.integers(2 * SECONDS_OF_A_DAY, 20 * SECONDS_OF_A_DAY, len(line))
    sold_at = register.sold_at[lines.order[line]] + later.astype("m8[s]")
    end = end_of(last_day)
    line, sold_at = line[sold_at <= end], sold_at[sold_at <= end]
    whole = rng.random(len(line)) < WHOLE_LINE
    part = 1 + (rng.random(len(line)) * lines.pieces[line]).astype(np.int64)
    return Returns(
        line=line,
        ids=words([f"RT-{number:06d}" for number in range(1, len(line) + 1)]),
        pieces=np.where(whole, lines.pieces[line], np.minimum(part, lines.pieces[line])),
        sold_at=sold_at,
        recorded_at=recorded(rng, sold_at, end),
    )
