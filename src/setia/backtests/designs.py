"""Against whom a program is held: the first design, in order of trust, that is possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from setia.backtests.members import Members
from setia.backtests.study.cohorts import FEWEST, Cohort, cohorts
from setia_engine.values.window import day_number, day_of

HOLDOUT, TERRITORIES, MATCHED = "holdout", "territories", "matched"
ORDER = (HOLDOUT, TERRITORIES, MATCHED)
MOSTLY = 0.9
"""A territory began on a day where so many of its parties did; the others are left out."""


@dataclass(frozen=True)
class Comparison:
    """Parties with a program from one day on, beside those to hold them against."""

    start: date
    until: date
    ours: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """The design, its comparisons, and why the designs before it were not possible."""

    design: str | None
    comparisons: tuple[Comparison, ...] = ()
    declined: tuple[tuple[str, str], ...] = ()
    left_out: int = 0


def choose(found: Members, sellers: Collection[str], end: date) -> Choice:
    """Choose among those who sold anything; parties of another role are never held against."""
    ours = {party: day for party, day in found.begun.items() if party in sellers}
    roles = {found.role.get(party) for party in ours}
    without = [
        party
        for party in found.without
        if party in sellers and found.role.get(party) in roles
    ]
    held = tuple(party for party in found.held_out if party in sellers)
    if not ours:
        return Choice(None, declined=tuple((one, "nobody_had_it") for one in ORDER))
    first = min(ours.values())
    if held:
        begun = tuple(sorted(party for party, day in ours.items() if day == first))
        return Choice(
            HOLDOUT,
            (Comparison(first, end, begun, held),),
            left_out=len(ours) - len(begun),
        )
    declined = [(HOLDOUT, "nobody_held_out")]
    by_place = _by_territory(ours, without, found.territory, end)
    if isinstance(by_place, Choice):
        return replace(by_place, declined=tuple(declined))
    declined.append((TERRITORIES, by_place))
    if not without or by_place == "too_few_territories":
        # Where whole territories take part, a mate lives elsewhere, and what happened
        # elsewhere would pass for what the program did.
        why = "everyone_eligible" if not without else "whole_territories"
        return Choice(None, declined=(*declined, (MATCHED, why)))
    begun = tuple(sorted(party for party, day in ours.items() if day == first))
    return Choice(
        MATCHED,
        (Comparison(first, end, begun, tuple(sorted(without))),),
        tuple(declined),
        len(ours) - len(begun),
    )


def _by_territory(
    ours: Mapping[str, date],
    without: Collection[str],
    territory: Mapping[str, str],
    end: date,
) -> Choice | str:
    """Return cohorts of territories, or the code of why there are none."""
    began: dict[str, dict[date | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for party in (*ours, *without):
        if party in territory:
            began[territory[party]][ours.get(party)].append(party)
    if len({day for days in began.values() for day in days}) < 2:
        return "everyone_eligible"
    chosen = {
        name: max(days, key=lambda day: len(days[day])) for name, days in began.items()
    }
    parties = {name: began[name][day] for name, day in chosen.items()}
    everybody = len(ours) + len(without)
    kept = sum(len(one) for one in parties.values())
    if kept < MOSTLY * everybody or len(set(chosen.values())) < 2:
        return "not_by_territory"
    starts = {
        name: None if day is None else day_number(day) for name, day in chosen.items()
    }
    found = cohorts(starts, day_number(end))
    if not found or len({name for one in found for name in one.begun}) < FEWEST:
        return "too_few_territories"
    together = tuple(_comparison(one, parties) for one in found)
    return Choice(TERRITORIES, together, left_out=everybody - kept)


def _comparison(cohort: Cohort, parties: Mapping[str, list[str]]) -> Comparison:
    return Comparison(
        day_of(cohort.start),
        day_of(cohort.until),
        tuple(sorted(party for name in cohort.begun for party in parties[name])),
        tuple(sorted(party for name in cohort.waiting for party in parties[name])),
    )
