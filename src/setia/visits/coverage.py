"""How many of each class were visited within their interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from setia.visits.due import Known


@dataclass(frozen=True)
class Cover:
    """A class: all who are to be visited, and how many were within their interval."""

    role: str
    rank: str
    every_weeks: int
    minutes: int
    of: int
    visited: int
    never: int

    @property
    def waiting(self) -> int:
        """Return how many were not visited in time."""
        return self.of - self.visited


def coverage(known: Iterable[Known], day: date) -> list[Cover]:
    """Count each class that a rule is about; whoever was never visited is named by itself."""
    classes: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known:
        if one.rule is not None:
            classes[one.role, one.rank].append(one)
    return [_cover(classes[name], name, day) for name in sorted(classes, key=_order)]


def in_time(one: Known, day: date) -> bool:
    """Tell whether somebody was there within the interval of their class."""
    regular = one if one.asked_by is None else _without_ask(one)
    return one.last_at is not None and regular.due_on is not None and regular.due_on >= day


def _without_ask(one: Known) -> Known:
    return Known(one.party, one.role, one.rank, one.visitor, one.rule, one.last_at, None)


def _cover(some: list[Known], name: tuple[str, str], day: date) -> Cover:
    rule = some[0].rule
    if rule is None:
        raise ValueError(name)
    return Cover(
        role=name[0],
        rank=name[1],
        every_weeks=rule.every_weeks,
        minutes=rule.minutes,
        of=len(some),
        visited=sum(in_time(one, day) for one in some),
        never=sum(one.last_at is None for one in some),
    )


def _order(name: tuple[str, str]) -> tuple[str, int]:
    ranks = ("large", "medium", "small", "")
    return name[0], ranks.index(name[1])
