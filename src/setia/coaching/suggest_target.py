"""What a reseller should sell in a week, by its own history; in whole rupiah.

docs/algorithms/weekly-targets.md tells the rule with a worked table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from setia.coaching.week_revenue import WEEK, monday_of, week_revenue, weeks_before
from setia.people.models import Party

WEEKS = 8
FEWEST = 3
LIFT_PERCENT = 110
GOOD_WEEK_PERCENT = 75
LATELY = 4
STEP_MINOR = 10_000_00
"""Targets are told aloud: whole steps of Rp10,000."""


@dataclass(frozen=True)
class History:
    """The full weeks of a reseller before a week, the latest first, and what they suggest."""

    revenue: tuple[int, ...]
    suggested_minor: int | None

    @property
    def last_minor(self) -> int | None:
        """Return the revenue of the week before; None where there was no full one."""
        return self.revenue[0] if self.revenue else None


def suggested_target(revenue: Sequence[int]) -> int | None:
    """Return the target that the full weeks of a reseller suggest, the latest first.

    A tenth above the middle of the last eight weeks, and never below three quarters of the best
    of the last four; up to whole steps of Rp10,000. Nothing where there are fewer than three
    weeks, or both come to nothing: who stopped selling needs a talk, not a target.
    """
    weeks = [max(one, 0) for one in revenue[:WEEKS]]
    if len(weeks) < FEWEST:
        return None
    lifted = middle(weeks) * LIFT_PERCENT // 100
    floor = max(weeks[:LATELY]) * GOOD_WEEK_PERCENT // 100
    return up_to_step(max(lifted, floor)) or None


def middle(weeks: Sequence[int]) -> int:
    """Return the median; of an even number the whole part of the mean of the two in the middle."""
    ordered = sorted(weeks)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) // 2


def up_to_step(minor: int) -> int:
    """Round up to a whole step."""
    return -(-minor // STEP_MINOR) * STEP_MINOR


def histories(parties: Collection[Party], week: date) -> dict[int, History]:
    """Return for each of some parties its full weeks before a week, and the suggestion.

    The week in which somebody joined is none of theirs: it was not full.
    """
    weeks = weeks_before(week, WEEKS)
    sums = week_revenue([one.pk for one in parties], weeks)
    found = {}
    for party in parties:
        theirs = sums[party.pk][: _full_weeks(party, week)]
        found[party.pk] = History(tuple(theirs), suggested_target(theirs))
    return found


def _full_weeks(party: Party, week: date) -> int:
    if party.joined_on is None:
        return WEEKS
    joined = monday_of(party.joined_on)
    first = joined if joined == party.joined_on else joined + WEEK
    return max(0, min(WEEKS, (week - first).days // 7))
