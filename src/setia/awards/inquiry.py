"""One window of a program laid out for questions, over the facts of a standing's moment."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import pyarrow as pa

from setia.awards.live.facts import INQUIRY, LONG_AGO, YEARS_AHEAD, scratch
from setia.awards.live.narrowed import narrowed
from setia.awards.live.pieces import Piece, pieces_of
from setia.awards.standing import Standing
from setia.core.errors import NotFound
from setia.programs.promises import cut, promises
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.run.evaluate import Outcome, Told, evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.repeated import RepeatedDuckDBEngine
from setia_engine.values.window import window_holding


@dataclass(frozen=True)
class Question:
    """A program's window, with the plans that have to be evaluated together for it."""

    plan: Plan
    plans: tuple[Plan, ...]
    piece: Piece
    window: date


def question(program: str, window: date) -> Question:
    """Return the question after one window of a program.

    Raises:
        NotFound: The program has no such window.
    """
    for piece in pieces_of(promises()):
        own = [plan for plan in piece.plans if plan.id == program]
        if own and _begins(piece, window):
            plans = _cut(piece, window)
            return Question(own[0], plans, piece, window)
    raise NotFound("award", f"{program} {window}")


def _begins(piece: Piece, day: date) -> bool:
    """Tell whether a window of a piece begins on a day."""
    period = piece.period
    window = window_holding(day, period.window, period.every)
    return window is not None and window.start == day


def _cut(piece: Piece, day: date) -> tuple[Plan, ...]:
    """Cut plans to the window of a day; where windows hang on one another, not at all."""
    period = piece.period
    window = window_holding(day, period.window, period.every)
    if piece.whole or window is None:
        return piece.plans
    return tuple(cut(plan, window.start, window.end) for plan in piece.plans)


class Inquiry:
    """Lines laid for one question; what is asked comes from the engine."""

    def __init__(self, standing: Standing, asked: Question) -> None:
        self.asked = asked
        self.at = standing.at
        self._open = ExitStack()
        self.folder = Path(
            self._open.enter_context(TemporaryDirectory(dir=scratch(), prefix=INQUIRY))
        )
        start = asked.plans[0].period.start
        with facts_as_known(standing.at) as data:
            self.facts: LaidFacts = self._open.enter_context(
                open_facts(
                    narrowed(data, asked.piece.lines_from(start), self.folder),
                    {asked.piece.period.timezone},
                    workdir=scratch(),
                    span=(LONG_AGO, standing.at + YEARS_AHEAD),
                )
            )
        self._engine = RepeatedDuckDBEngine(self.facts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def outcome(self, told: Told) -> Outcome:
        """Return what the program comes to in its window."""
        plans = self.asked.plans
        found = evaluate(plans, self.facts, self._engine, self.at, explain=told)
        return next(one for one in list(found) if one.plan.id == self.asked.plan.id)

    def standings(self) -> pa.Table:
        """Return where everybody stands in the window."""
        return self.outcome(Told(lines=False)).standings
