"""Who had the program and since when, who could have had it and did not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Eligible
from setia_engine.stages.parties import Parties
from setia_engine.values.window import day_number


@dataclass(frozen=True)
class Members:
    """Parties by id: the day that each began on; those who never did are ``without``.

    ``held_out`` are those whom chance left out. ``changed`` had the program for a part of the
    time only: they are on neither side. Territories are as of the first day.
    """

    begun: Mapping[str, date]
    without: tuple[str, ...]
    held_out: tuple[str, ...]
    changed: tuple[str, ...]
    territory: Mapping[str, str]
    role: Mapping[str, str]


def members(
    plans: Sequence[Plan],
    facts: LaidFacts,
    end: date,
    held_out: Collection[str],
    open_to: Eligible | None = None,
) -> Members:
    """Ask the engine who was eligible when each plan began, and still was at the end."""
    parties = Parties(facts.parties, facts.history)
    ids = [str(one) for one in parties.ids.to_pylist()]
    begun: dict[str, date] = {}
    settled = np.zeros(len(parties), dtype=bool)
    ever = np.zeros(len(parties), dtype=bool)
    for plan in sorted(plans, key=lambda one: one.period.start):
        start = plan.period.start
        if start > end:
            continue
        at_start = parties.eligible(plan.eligible, day_number(start))
        at_end = parties.eligible(plan.eligible, day_number(end))
        ever |= at_start | at_end
        for place in np.flatnonzero(at_start):
            begun.setdefault(ids[int(place)], start)
        if plan.period.end is None or plan.period.end >= end:
            settled |= at_end
    first = min(plan.period.start for plan in plans)
    stayed = {ids[int(place)] for place in np.flatnonzero(settled)}
    ours = {party: day for party, day in begun.items() if party in stayed}
    out = _held_out(open_to or plans[0].eligible, parties, ids, held_out, first)
    return Members(
        begun=ours,
        without=tuple(party for party, was in zip(ids, ever, strict=True) if not was),
        held_out=tuple(party for party in out if party not in ours),
        changed=tuple(
            party for party, was in zip(ids, ever, strict=True) if was and party not in ours
        ),
        territory=_values(parties, ids, "territory", first),
        role=_values(parties, ids, "role", first),
    )


def _held_out(
    eligible: Eligible,
    parties: Parties,
    ids: Sequence[str],
    drawn: Collection[str],
    day: date,
) -> list[str]:
    """Keep of those drawn who would have been eligible had they not been left out.

    Where plans are cut to those who joined, it is asked of whom the first was open to.
    """
    if not drawn:
        return []
    would = parties.eligible(_without_names(eligible), day_number(day))
    return [party for party, yes in zip(ids, would, strict=True) if yes and party in drawn]


def _without_names(eligible: Eligible) -> Eligible:
    left_out = eligible.leave_out
    if left_out is None:
        return eligible
    rest = left_out.model_copy(update={"party": None})
    kept = rest if rest.attributes() else None
    return eligible.model_copy(update={"leave_out": kept})


def _values(
    parties: Parties, ids: Sequence[str], attribute: str, day: date
) -> dict[str, str]:
    codes, known = parties.values_on(attribute, day_number(day))
    names = {code: value for value, code in known.items()}
    return {
        party: names[int(code)]
        for party, code in zip(ids, codes, strict=True)
        if int(code) in names
    }
