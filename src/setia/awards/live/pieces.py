"""Pieces: what binds, cut into what has to be evaluated together, and from which day on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from setia.programs.promises import Promise, cut, runs_of
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import Growth
from setia_engine.plan.period import Period
from setia_engine.values.window import Window, base_window, window_holding


@dataclass(frozen=True)
class Piece:
    """One version of a program, or the members of a stacking group over the same days.

    ``run`` says which pieces can be evaluated in one run; ``key`` names documents and days.
    """

    run: int
    plans: tuple[Plan, ...]
    key: str

    @property
    def period(self) -> Period:
        """Return the days, which all plans of a piece share."""
        return self.plans[0].period

    @property
    def whole(self) -> bool:
        """Tell whether windows hang on one another, as those of a budget do."""
        return any(plan.caps.budget is not None for plan in self.plans)

    def touched_from(self, days: Collection[date]) -> date | None:
        """Return from which window on sales of these days can change anything."""
        period = self.period
        inside = [day for day in days if period.window.holds(day)]
        if self._grows() and any(day < period.start for day in days):
            return period.start
        return self.window_from(min(inside)) if inside else None

    def window_from(self, day: date) -> date:
        """Return the first day of what must be evaluated with the window of a day."""
        period = self.period
        window = None if self.whole else window_holding(day, period.window, period.every)
        return period.start if window is None else window.start

    def running_from(self, today: date) -> date | None:
        """Return the first day of the running windows; None where none runs any more."""
        period = self.period
        if period.end is not None and period.end < today:
            return None
        return self.window_from(max(today, period.start))

    def cut_from(self, day: date) -> tuple[Plan, ...]:
        """Return the plans over their days from one on."""
        return tuple(cut(plan, day, plan.period.end) for plan in self.plans)

    def lines_from(self, day: date) -> date:
        """Return from which day on lines are needed to evaluate from a day on."""
        period = self.period
        window = window_holding(day, period.window, period.every) or Window(day, day)
        bases = [
            base_window(window, period.window, period.every, growth.over).start
            for growth in self._grows()
        ]
        return min([day, *bases])

    def _grows(self) -> list[Growth]:
        return [one for plan in self.plans for one in _measures(plan)]


def _measures(plan: Plan) -> Iterator[Growth]:
    for measure in (plan.measure, *(one.measure for one in plan.conditions)):
        if isinstance(measure, Growth):
            yield measure


def pieces_of(found: Sequence[Promise]) -> list[Piece]:
    """Cut what binds into pieces, those of one program in the order of their days."""
    pieces = []
    for run, together in enumerate(runs_of(found)):
        groups: dict[object, list[Promise]] = defaultdict(list)
        for promise in together:
            stacking = promise.plan.stacking
            groups[promise.code if stacking is None else (stacking.group,)].append(promise)
        pieces += [_piece(run, members) for members in groups.values()]
    return sorted(pieces, key=lambda piece: piece.period.start)


def _piece(run: int, members: Sequence[Promise]) -> Piece:
    told = "\n".join(
        f"{one.code} {one.version.digest} {one.plan.period.start} {one.plan.period.end}"
        for one in members
    )
    key = hashlib.sha256(told.encode()).hexdigest()[:32]
    return Piece(run, tuple(one.plan for one in members), key)
