"""Hold a past program against what would have happened: from facts and plans to a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from setia.backtests.cost import Given, awards_given, sums
from setia.backtests.designs import (
    HOLDOUT,
    MATCHED,
    TERRITORIES,
    Choice,
    Comparison,
    choose,
)
from setia.backtests.judge import Costs, judged
from setia.backtests.members import Members, members
from setia.backtests.report import CANNOT, Report
from setia.backtests.sold import Sold, as_floats, sold_by_day
from setia.backtests.study.findings import Findings, study
from setia.backtests.study.matching import Places, match
from setia.backtests.study.stack import BEFORE, MATCH, SCOPE, Stack
from setia.backtests.timeline import Known, Pace, Piece, pace_for, timeline
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Eligible
from setia_engine.run.load import open_facts
from setia_engine.values.window import day_of, window_holding
from setia_engine.values.zone import local_date

ONE_DAY = timedelta(days=1)
MOST_WITHOUT_MARGIN = 0.05
"""Of the lines; with more of them the margin is not known well enough."""
ENOUGH_STAYED = 0.5
"""Of those with the program; where fewer can be compared, the report says so first."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Question:
    """Which plans (the program first, then its other versions or those related), as of when.

    ``held_out`` are parties whom chance left out. ``until`` looks no further than a day.
    ``open_to`` is whom the program was open to, where plans are cut to those who joined.
    """

    plans: tuple[Plan, ...]
    as_of: datetime
    held_out: frozenset[str] = field(default_factory=frozenset)
    until: date | None = None
    open_to: Eligible | None = None

    @property
    def plan(self) -> Plan:
        """The program that is asked about."""
        return self.plans[0]


def tell_nobody(_step: str) -> None:
    """Keep quiet about progress."""


def backtest(
    asked: Question, data: Path, *, workdir: Path | None = None, tell: Tell = tell_nobody
) -> Report:
    """Report what a program did, or why it cannot be told.

    Raises:
        FactsRejected: The facts break their contract.
    """
    start = min(one.period.start for one in asked.plans)
    end = _last_ended_day(asked)
    blank = _blank(asked, start, end or asked.plan.period.start)
    if end is None or end < start:
        return replace(blank, reasons=("not_over",))
    if len({(one.credit, one.scope) for one in asked.plans}) > 1:
        return replace(blank, reasons=("programs_differ",))
    tell("read")
    zones = {one.period.timezone for one in asked.plans}
    with open_facts(data, zones, workdir=workdir) as facts:
        return _looked_at(asked, facts, (start, end), blank, tell)


def _blank(asked: Question, start: date, end: date) -> Report:
    return Report(
        cautions=("self_selected",) if asked.open_to else (),
        program=asked.plan.id,
        verdict=CANNOT,
        start=start.isoformat(),
        end=end.isoformat(),
        as_of=asked.as_of.isoformat(),
        pace=pace_for(start, end).name,
    )


def _last_ended_day(asked: Question) -> date | None:
    """Return the last day on which every program still ran and whose window is over."""
    ends: dict[str, date] = {}
    for plan in asked.plans:
        over = local_date(asked.as_of, plan.period.timezone) - ONE_DAY
        if asked.until is not None:
            over = min(over, asked.until)
        day = plan.period.last_day_before(over)
        if day < plan.period.start:
            continue
        window = window_holding(day, plan.period.window, plan.period.every)
        if window is not None and (window.end is None or window.end > day):
            day = window.start - ONE_DAY
        if day >= plan.period.start:
            ends[plan.id] = max(day, ends.get(plan.id, day))
    # A promise without an end has no window that could be over, unless it is cut.
    return min(ends.values(), default=None)


@dataclass(frozen=True)
class Ground:
    """The facts that a backtest looks at, and the time that they cover."""

    facts: LaidFacts
    known: Known
    pace: Pace
    sold: Sold


def _looked_at(
    asked: Question,
    facts: LaidFacts,
    days: tuple[date, date],
    blank: Report,
    tell: Tell,
) -> Report:
    end = days[1]
    ground = _ground(asked, facts, days)
    found = members(asked.plans, facts, end, asked.held_out, asked.open_to)
    tell("compare")
    choice = choose(found, _sellers(ground), end)
    told = replace(
        blank, design=choice.design, declined=choice.declined, left_out=choice.left_out
    )
    given = awards_given(asked.plans, facts, asked.as_of, end)
    costs = _costs(asked, facts, given)
    if choice.design is None:
        code = choice.declined[-1][1]
        reason = "too_few_territories" if code == "whole_territories" else code
        return judged(replace(told, reasons=(reason,)), Findings(), costs, ())
    stacks, pieces, stayed = _stacks(choice, found, ground)
    tell("estimate")
    findings = study(
        stacks,
        drawn=choice.design == HOLDOUT,
        by_territory=choice.design == TERRITORIES,
    )
    compared = [
        replace(one, ours=tuple(ours))
        for one, ours in zip(choice.comparisons, stayed, strict=True)
    ]
    costs = replace(costs, compared=_to_the_compared(given, compared))
    asked_for = sum(len(one.ours) for one in choice.comparisons)
    there = sum(len(ours) for ours in stayed)
    told = replace(told, left_out=choice.left_out + asked_for - there)
    if there < asked_for * ENOUGH_STAYED:
        told = replace(told, cautions=(*told.cautions, "few_mates"))
    return judged(told, findings, costs, (stacks, pieces))


def _ground(asked: Question, facts: LaidFacts, days: tuple[date, date]) -> Ground:
    zone = asked.plan.period.timezone
    last = min(
        day_of(facts.counts.last_day.get(zone, 0)),
        local_date(asked.as_of, zone) - ONE_DAY,
    )
    known = Known(day_of(facts.counts.first_day.get(zone, 0)), last)
    pace = pace_for(*days)
    reach = (known.first, max(last, days[1]))
    return Ground(facts, known, pace, sold_by_day(asked.plan, facts, reach, asked.as_of))


def _sellers(ground: Ground) -> set[str]:
    rows = ground.facts.connection.execute(
        f"SELECT DISTINCT party_id FROM {ground.sold.tables[SCOPE]}"  # noqa: S608 - our own name
    ).fetchall()
    return {str(row[0]) for row in rows}


def _stacks(
    choice: Choice, found: Members, ground: Ground
) -> tuple[list[Stack], list[tuple[Piece, ...]], list[list[str]]]:
    """Lay out who is compared over which pieces; also who of ours stayed in it."""
    stacks, cut, stayed = [], [], []
    for one in choice.comparisons:
        pieces = timeline(
            one.start,
            one.until,
            ground.known,
            ground.pace,
            match=choice.design == MATCHED,
        )
        parties = [*one.ours, *one.others]
        amounts = as_floats(ground.sold.by_piece(parties, pieces))
        treated = np.arange(len(parties)) < len(one.ours)
        units = [
            found.territory[party] if choice.design == TERRITORIES else party
            for party in parties
        ]
        stack = Stack(
            treated,
            np.array(units, dtype=str),
            amounts,
            tuple(piece.span for piece in pieces),
            np.array([piece.days for piece in pieces], dtype=float),
        )
        rows = _rows(stack, choice.design)
        stacks.append(stack.only(rows))
        cut.append(pieces)
        stayed.append([parties[row] for row in rows if treated[row]])
    return stacks, cut, stayed


def _rows(stack: Stack, design: str | None) -> Places:
    """Keep whom there is something to compare of: who sold before, and found a mate.

    Of territories everybody counts who sold at all: who comes and who goes is a part of
    what a territory sells.
    """
    sold = stack.amounts[SCOPE]
    if design == TERRITORIES:
        return np.flatnonzero((sold != 0).any(axis=1))
    before = sold[:, stack.is_in(BEFORE)].sum(axis=1) > 0
    if design != MATCHED:
        return np.flatnonzero(before)
    long_before = sold[:, stack.is_in(MATCH)]
    rows = np.flatnonzero(before & (long_before.sum(axis=1) > 0))
    pairs = match(long_before[rows], stack.treated[rows])
    kept: Places = rows[np.concatenate([pairs.treated, pairs.mates])]
    return kept


def _costs(asked: Question, facts: LaidFacts, given: Sequence[Given]) -> Costs:
    money = all(one.settlement.given == "money" for one in asked.plans)
    counts = facts.counts
    gaps = counts.lines_without_margin / max(1, counts.lines)
    whole, house = sums(given)
    return Costs(
        minor=whole if money else None,
        house_minor=house if money else None,
        margin_known=gaps <= MOST_WITHOUT_MARGIN,
    )


def _to_the_compared(
    given: Sequence[Given], compared: Sequence[Comparison]
) -> tuple[int, int]:
    """Sum what was given to those who are compared, of windows that had begun by then."""
    until: Mapping[str, date] = {party: one.until for one in compared for party in one.ours}
    return sums(
        one for one in given if one.party in until and one.window_from <= until[one.party]
    )
