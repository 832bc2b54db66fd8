"""Local time: which day an instant falls on, and which instant a local time means.

Engines disagree quietly about time zones, so a zone is laid out here as plain integers:
the instants at which its offset from UTC changes. Of a local time that a clock change
repeats the first is meant; one that it skips is moved forward by the gap.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = 1_000_000
DAY = 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime(1, 1, 3, tzinfo=UTC)
_LAST = datetime(9999, 12, 29, tzinfo=UTC)


@dataclass(frozen=True)
class Offsets:
    """A zone's offsets over a stretch of time, all in microseconds.

    ``offsets[0]`` holds before ``changes[0]``, ``offsets[i]`` from ``changes[i - 1]`` on.
    ``local_changes`` are the local times from which the next offset is meant.
    """

    changes: tuple[int, ...]
    local_changes: tuple[int, ...]
    offsets: tuple[int, ...]

    def local(self, instant: int) -> int:
        """Return the local clock time of an instant."""
        return instant + self.offsets[bisect_right(self.changes, instant)]

    def instant(self, local: int) -> int:
        """Return the instant that a local clock time means."""
        return local - self.offsets[bisect_right(self.local_changes, local)]


def microseconds(moment: datetime) -> int:
    """Return microseconds since 1970 UTC; a moment without an offset counts as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def local_date(moment: datetime, zone: str) -> date:
    """Return the date on the wall of the zone at that moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def offsets_between(zone: str, earliest: int, latest: int) -> Offsets:
    """Lay a zone out between two instants, a few days of margin on both sides."""
    rules = ZoneInfo(zone)
    step = timedelta(days=1)
    # Offsets change on whole seconds, so the steps between which they are sought do too.
    start = (_EPOCH + timedelta(microseconds=earliest)).replace(microsecond=0)
    here = max(_FIRST, start - 3 * step)
    end = min(_LAST, _EPOCH + timedelta(microseconds=latest) + 3 * step)
    changes: list[int] = []
    offsets = [_offset(rules, here)]
    while here < end:
        there = here + step
        if (after := _offset(rules, there)) != offsets[-1]:
            changes.append(_change_within(rules, here, there))
            offsets.append(after)
        here = there
    local = (
        change + max(before, after)
        for change, before, after in zip(changes, offsets, offsets[1:], strict=False)
    )
    return Offsets(tuple(changes), tuple(local), tuple(offsets))


def _offset(rules: ZoneInfo, moment: datetime) -> int:
    offset = moment.astimezone(rules).utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)


def _change_within(rules: ZoneInfo, before: datetime, after: datetime) -> int:
    """Find the second at which the offset changes, by halving."""
    low, high = 0, int((after - before).total_seconds())
    old = _offset(rules, before)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(rules, before + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return microseconds(before + timedelta(seconds=high))
