"""The keeper of the standing: brings it up to now, again and again, by what is new alone."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from setia.awards.live.facts import Range, ReadyFacts, is_much, only_lines
from setia.awards.live.pieces import Piece, pieces_of
from setia.awards.live.registers import Registers, registers_of
from setia.awards.live.state import State, end_of_days, keep_state, state_at, state_kept
from setia.awards.live.tables import Fresh, fresh_rows, write_tables
from setia.awards.live.work import Work, all_work, running, work_between
from setia.awards.standing import Standing, latest_standing, put_in_place, runs_folder
from setia.core.clock import now
from setia.core.one_at_a_time import one_at_a_time
from setia.programs.promises import promises
from setia.sales.mirror.cursor import Cursor, cursor_now, sales_glimpsed
from setia.sales.mirror.moment_read import moment_read
from setia_engine.plan.document import Plan
from setia_engine.run.evaluate import Outcome, Told, evaluate

MOST_SECONDS = 1.0
"""Longer than this nobody waits for a program that was approved or a day that began."""


class Keeper:
    """Holds facts ready between turns; what it holds can be lost at any moment."""

    def __init__(self) -> None:
        self._facts: ReadyFacts | None = None
        self._registers: Registers | None = None
        self._known: tuple[Cursor, Registers] | None = None
        self._turned_at = -MOST_SECONDS
        self._seen: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the facts."""
        if self._facts is not None:
            self._facts.close()
        self._facts, self._registers = None, None

    def may_be_behind(self) -> bool:
        """Tell at little cost whether a turn is worth it: sales came, or a second went by.

        What else a standing depends on changes rarely, and takes reading every program.
        """
        return (
            time.monotonic() - self._turned_at > MOST_SECONDS
            or self._seen != sales_glimpsed()
        )

    def turn(self) -> Standing:
        """Bring the standing up to now; where nothing changed it is the last one.

        Whoever else wants to does not compute beside us but waits, and finds what we found.
        """
        with one_at_a_time(runs_folder() / ".lock"):
            pieces = pieces_of(promises())
            latest = latest_standing()
            kept = None if latest is None else state_kept(latest.folder)
            self._turned_at, self._seen = time.monotonic(), sales_glimpsed()
            began = now()
            wanted = state_at(began, cursor_now(), pieces)
            if latest is not None and kept == wanted:
                return latest
            facts, state, work = self._ready(kept, wanted, pieces)
            earlier = latest if kept is not None else None
            fresh = fresh_rows(_outcomes(work, facts, end_of_days(state)))
            at = moment_read(began, state.cursor)
            standing = _placed(earlier, state, work, fresh, at)
            self._known = (state.cursor, self._registers) if self._registers else None
            if earlier is None:
                # All windows were asked for; from now on only those that run will be.
                self.close()
            return standing

    def hold_ready(self) -> None:
        """Open the facts of running windows while nobody waits, for the next sale to come."""
        if self._facts is None:
            with one_at_a_time(runs_folder() / ".lock"):
                pieces = pieces_of(promises())
                wanted = state_at(now(), cursor_now(), pieces)
                self._following(wanted, running(pieces, wanted))

    def _ready(
        self, kept: State | None, wanted: State, pieces: Sequence[Piece]
    ) -> tuple[ReadyFacts, State, Work]:
        """Hold the facts ready that the work asks for; they may know more than was wanted."""
        if kept is not None and kept.days != wanted.days:
            # Another day decides anew who takes part and what is final, and needs less.
            self.close()
            kept = None
        if kept is not None and is_much(kept.cursor, wanted.cursor):
            kept = None
        reach = running(pieces, wanted)
        if kept is None:
            reach = reach.with_all_of(all_work(pieces).needs)
        while True:
            facts = self._following(wanted, reach)
            # The day stays that of the turn's beginning: the next turn sees that another began.
            wanted = replace(wanted, cursor=facts.cursor)
            if kept is not None and not self._same_people(kept, wanted):
                kept = None
            work = all_work(pieces) if kept is None else work_between(kept, wanted, pieces)
            if facts.range.covers(work.needs):
                return facts, wanted, work
            reach = reach.with_all_of(work.needs)
            self.close()

    def _following(self, wanted: State, reach: Range) -> ReadyFacts:
        """Return facts that know what is wanted, opened anew where lines are not enough."""
        if self._facts is None or not self._facts.follow(wanted.cursor):
            self.close()
            self._facts = ReadyFacts(reach)
            self._registers = registers_of(self._facts.laid)
        return self._facts

    def _same_people(self, kept: State, reached: State) -> bool:
        """Tell whether everybody known to the last standing is as they were."""
        if only_lines(kept.cursor, reached.cursor):
            return True
        before, after = self._known, self._registers
        return (
            before is not None
            and after is not None
            and before[0] == kept.cursor
            and kept.cursor.merge == reached.cursor.merge
            and before[1].still_hold_in(after)
        )


def _placed(
    earlier: Standing | None, state: State, work: Work, fresh: Fresh, at: datetime
) -> Standing:
    """Write the rows beside those that stay, as the standing of a moment."""
    with TemporaryDirectory(dir=runs_folder(), prefix=".draft-") as draft:
        folder = Path(draft) / "run"
        write_tables(folder, None if earlier is None else earlier.folder, work, fresh)
        keep_state(state, folder)
        return put_in_place(folder, at, state.key)


def _outcomes(work: Work, facts: ReadyFacts, as_of: datetime) -> Iterator[Outcome]:
    runs: dict[int, list[Plan]] = defaultdict(list)
    for part in work.parts:
        runs[part.piece.run] += part.piece.cut_from(part.start)
    for plans in runs.values():
        yield from evaluate(
            plans, facts.laid, facts.engine, as_of, explain=Told(lines=False)
        )
