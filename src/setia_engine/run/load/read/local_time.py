"""Local time as integer arithmetic in SQL, since engines disagree about time zones."""

from __future__ import annotations

from collections.abc import Sequence

from setia_engine.run.load.read.reading_rules import DAY_US
from setia_engine.values.zone import Offsets

# Whole days are added before and taken off after a division, so that it never meets a
# negative number: engines round those differently.
DAYS_AHEAD = 1_000_000


def instant_sql(clock: str, fixed: str, offsets: Offsets) -> str:
    """Return the instant that a clock time means, or that it already is."""
    local = f"({clock} - {_step(clock, offsets.local_changes, offsets.offsets)})"
    if fixed in {"TRUE", "FALSE"}:
        return clock if fixed == "TRUE" else local
    return f"CASE WHEN {fixed} THEN {clock} ELSE {local} END"


def day_sql(instant: str, offsets: Offsets) -> str:
    """Return the number of the local day that an instant falls on."""
    local = f"{instant} + {_step(instant, offsets.changes, offsets.offsets)}"
    ahead = DAYS_AHEAD * DAY_US
    return f"CAST(({local} + {ahead}) // {DAY_US} - {DAYS_AHEAD} AS INTEGER)"


def _step(at: str, changes: Sequence[int], offsets: Sequence[int]) -> str:
    """Return the offset in force, found by halving: a century holds hundreds of changes."""
    if not changes:
        return f"({offsets[0]})"
    middle = len(changes) // 2
    before = _step(at, changes[:middle], offsets[: middle + 1])
    after = _step(at, changes[middle + 1 :], offsets[middle + 1 :])
    return f"CASE WHEN {at} < {changes[middle]} THEN {before} ELSE {after} END"
