"""What a partner has a part in: each program in its present window, with its own row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from setia.awards.present_window import present_window
from setia.awards.standing import (
    Asked,
    Row,
    Standing,
    WindowSum,
    rows_of,
    windows_of,
)
from setia.core.actor import Actor
from setia.core.days import first_of
from setia.partners.codes import codes_of
from setia.programs.models import Program, ProgramVersion
from setia.programs.promises import Promise, promises
from setia.programs.seen_programs import seen_programs

STAYS = timedelta(days=31)
"""What is over stays on the list for so long."""
COMPETES = ("ranking", "race")
REACHED = (*COMPETES, "tiers", "step")


@dataclass(frozen=True)
class Contest:
    """One program in one window, as a partner has a part in it.

    ``row`` is the engine's own row; of a program by order there are many, of which ``amount``
    is the sum in the month. ``competes`` tells that there are places to win,
    ``ahead`` that there is something to reach at all;
    ``measure`` is what is counted, in the plan language's own word.
    """

    program: Program
    version: ProgramVersion
    window_from: date
    window_to: date | None
    measure: str
    unit: str
    competes: bool
    ahead: bool
    per_order: bool
    row: Row | None
    amount: Decimal
    over: bool


def my_contests(actor: Actor, standing: Standing, day: date) -> list[Contest]:
    """Return what runs for a partner or was over lately: what runs and ends first is first."""
    mine = _mine(actor, standing)
    seen = {one.code: one for one in seen_programs(actor, mine.paying)}
    found = []
    for promise in _latest(promises(), day):
        window = present_window(promise.plan, day)
        if window is not None and promise.code in seen:
            span = (window.start, window.end)
            found.append(_contest(promise, seen[promise.code], mine, span, day))
    return sorted(found, key=_order)


def contest_in(
    actor: Actor, standing: Standing, code: str, window: date, day: date
) -> Contest | None:
    """Return one program as a partner sees it in a window; None where it has no part in it."""
    mine = _mine(actor, standing, code)
    program = seen_programs(actor, mine.paying).filter(code=code).first()
    holding = [
        one
        for one in promises()
        if one.code == code and one.plan.period.window.holds(window)
    ]
    if program is None or not holding:
        return None
    span = present_window(holding[-1].plan, window)
    if span is None:
        return None
    return _contest(holding[-1], program, mine, (span.start, span.end), day)


@dataclass(frozen=True)
class _Mine:
    """What of a standing is a partner's: its codes there, and what each window gives it."""

    standing: Standing
    codes: frozenset[str]
    sums: tuple[WindowSum, ...]

    @property
    def paying(self) -> frozenset[str]:
        """Return the programs that give the partner something."""
        return frozenset(one.program for one in self.sums)

    def row(self, program: str, start: date) -> Row | None:
        """Return the partner's row in one window."""
        asked = Asked(program, start, self.codes)
        return next(iter(rows_of(self.standing, asked, most=1).rows), None)

    def amount_of_month(self, program: str, month: date) -> Decimal:
        """Return what the orders of a month give."""
        sums = [o for o in self.sums if o.program == program]
        found = (o.amount for o in sums if first_of(o.window_from) == month)
        return sum(found, Decimal(0))


def _mine(actor: Actor, standing: Standing, program: str | None = None) -> _Mine:
    codes = codes_of(actor)
    asked = Asked(program, parties=codes, paid_only=True)
    return _Mine(standing, codes, tuple(windows_of(standing, asked)))


def _latest(bound: Sequence[Promise], day: date) -> list[Promise]:
    """Return of each program the version in force, or the last that was."""
    last = {one.code: one for one in bound if one.plan.period.start <= day}
    return [
        one
        for one in last.values()
        if one.plan.period.end is None or one.plan.period.end + STAYS >= day
    ]


def _contest(
    promise: Promise,
    program: Program,
    mine: _Mine,
    span: tuple[date, date | None],
    day: date,
) -> Contest:
    plan, (start, end) = promise.plan, span
    row = None
    if plan.per_order:
        month = first_of(start)
        start, end = max(month, plan.period.start), None
        amount = mine.amount_of_month(promise.code, month)
    else:
        row = mine.row(promise.code, start)
        amount = row.amount if row else Decimal(0)
    last = plan.period.end if plan.per_order else end
    return Contest(
        program,
        promise.version,
        start,
        end,
        plan.measure if isinstance(plan.measure, str) else "growth",
        plan.settlement.given,
        any(hasattr(plan.reward, name) for name in COMPETES),
        bool(plan.conditions) or any(hasattr(plan.reward, name) for name in REACHED),
        plan.per_order,
        row,
        amount,
        last is not None and last < day,
    )


def _order(one: Contest) -> tuple[object, ...]:
    """Put first what runs and has something to reach, then what ends soonest."""
    begun = one.row is not None or one.amount != 0
    ends = one.window_to or date.max
    return (one.over, not one.ahead, one.per_order, ends, not begun, one.program.code)
