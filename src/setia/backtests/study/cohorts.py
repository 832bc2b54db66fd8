"""Territories that began at different times: each cohort against those not yet begun.

A territory that has begun is never held against one that begins later: its own effect would
pass for what would have happened anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 3
"""With fewer territories on one side, one of them decides everything."""


@dataclass(frozen=True)
class Cohort:
    """Territories that began on one day, how long they can be followed, and against whom.

    Days are numbers; ``until`` is the last one.
    """

    start: int
    until: int
    begun: tuple[str, ...]
    waiting: tuple[str, ...]


def cohorts(starts: Mapping[str, int | None], last: int) -> list[Cohort]:
    """Return the cohorts that have somebody to be held against, earliest first.

    Each is followed as long as at least three territories have not begun; ``None`` in
    ``starts`` is a territory that never began.
    """
    days = sorted({day for day in starts.values() if day is not None and day <= last})
    found = []
    for start in days:
        begun = tuple(sorted(name for name, day in starts.items() if day == start))
        ends = [last, *(day - 1 for day in reversed(days) if start < day)]
        for until in ends:
            waiting = tuple(
                sorted(name for name, day in starts.items() if day is None or day > until)
            )
            if len(waiting) >= FEWEST:
                found.append(Cohort(start, until, begun, waiting))
                break
    return found
