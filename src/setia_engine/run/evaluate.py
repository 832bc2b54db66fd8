"""Evaluate: plans over facts at a moment, finished plan by plan.

The order of work is the spec's: lines → credit → eligible → scope and returns → measure →
conditions → reward → rounding → per-party cap → stacking → budget → funding. Evaluation
proposes and never writes; what becomes of the outcomes is the caller's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from setia_engine.errors import PlanRejected
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.check import check_run
from setia_engine.plan.document import Plan
from setia_engine.run.ask import ask
from setia_engine.run.assemble import Answers, Assembled, assembled
from setia_engine.run.engine import Engine
from setia_engine.run.explain_lines import explained, tales
from setia_engine.run.ground import Ground
from setia_engine.run.program import Book, Program, compiled_all
from setia_engine.run.races import with_arrivals
from setia_engine.run.tables import awards_table, funding_table, standings_table
from setia_engine.stages.adjust import Award, hold_to_budget, rounded_and_capped, stack
from setia_engine.stages.arithmetic.exact import total
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import Selection

MOST_PAIRS_AT_ONCE = 30_000_000
"""Pairs of line and selection whose sums may be held at once; bounds memory."""


@dataclass(frozen=True)
class Told:
    """What is told besides awards and funding, and of whom lines are explained (all: None)."""

    standings: bool = True
    lines: bool = True
    parties: Collection[str] | None = None


@dataclass(frozen=True)
class Outcome:
    """What one plan comes to: its tables, and what it met on the way.

    ``explain`` and ``standings`` are there only where an explanation was asked for.
    """

    plan: Plan
    awards: pa.Table
    funding: pa.Table
    explain: tuple[pa.Table, ...]
    standings: pa.Table | None
    lines_without_margin: int


def evaluate(
    plans: Sequence[Plan],
    facts: LaidFacts,
    engine: Engine,
    as_of: datetime,
    *,
    explain: bool | Told = False,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Evaluate plans together; outcomes come as they are finished, not in order of id.

    ``explain`` asks for explanations and standings; a ``Told`` says more exactly for what.

    Raises:
        PlanRejected: Plans that cannot stand in one run.
    """
    if problems := check_run(plans):
        raise PlanRejected(problems)
    ground = Ground(facts, engine, as_of)
    told = explain if isinstance(explain, Told) else Told(explain, explain)
    programs, book = compiled_all(plans)
    for chunk in _chunks(programs, book, ground):
        yield from _finished(chunk, book, ground, told)
        if progress is not None:
            progress(len(chunk))


def _finished(
    chunk: Sequence[Program], book: Book, ground: Ground, wanted: Told
) -> Iterator[Outcome]:
    asked = dict.fromkeys(one for program in chunk for one in program.selections)
    answers: Answers = dict(ask([(one, book[one]) for one in asked], ground))
    done = [_awarded(program, answers, ground) for program in chunk]
    _stack_groups([award for _, _, award in done])
    parts: dict[str, list[pa.Table]] = defaultdict(list)
    for _, _, award in done:
        hold_to_budget(award)
    if wanted.lines:
        told = [
            tale
            for program, _, award in done
            for tale in tales(program, award, ground, wanted.parties)
        ]
        for plan_id, table in explained(told, ground):
            parts[plan_id].append(table)
    for program, rows, award in done:
        yield Outcome(
            plan=program.plan,
            awards=awards_table(award, ground),
            funding=funding_table(award, ground),
            explain=tuple(parts[program.plan.id]),
            standings=standings_table(rows, award, ground) if wanted.standings else None,
            lines_without_margin=_without_margin(rows),
        )


def _awarded(
    program: Program, answers: Answers, ground: Ground
) -> tuple[Program, Assembled, Award]:
    rows = assembled(program, answers, ground)
    measured = with_arrivals(program, rows.measured, ground)
    paid = program.kind.pay(measured)
    return program, rows, rounded_and_capped(program.plan, measured, paid)


def _stack_groups(awards: Sequence[Award]) -> None:
    groups: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        if award.plan.stacking is not None:
            groups[award.plan.stacking.group].append(award)
    for group in groups.values():
        stack(group)


def _without_margin(rows: Assembled) -> int:
    column = rows.measured.counted.columns.get("lines_without_margin")
    return 0 if column is None else total(column)


def _chunks(
    programs: Sequence[Program], book: Book, ground: Ground
) -> Iterator[list[Program]]:
    """Cut a run into chunks of bounded size, alike plans and stacking groups together.

    What a chunk asks for already costs nothing more to another of its plans.
    """
    chunk: list[Program] = []
    asked: dict[Selection, int] = {}
    for together in _together(programs):
        wanted = {one: _pairs(one, book, ground) for p in together for one in p.selections}
        if chunk and sum((asked | wanted).values()) > MOST_PAIRS_AT_ONCE:
            yield chunk
            chunk, asked = [], {}
        chunk.extend(together)
        asked |= wanted
    if chunk:
        yield chunk


def _together(programs: Sequence[Program]) -> list[list[Program]]:
    groups: dict[object, list[Program]] = defaultdict(list)
    for number, program in enumerate(programs):
        stacking = program.plan.stacking
        groups[number if stacking is None else stacking.group].append(program)
    return sorted(groups.values(), key=lambda group: _likeness(group[0]))


def _likeness(program: Program) -> tuple[str, ...]:
    selection = program.counted.selection
    flow, period = selection.flow, selection.period
    used = ",".join(sorted(selection.scope.attributes()))
    return (
        flow.timezone,
        flow.credit,
        flow.returns,
        str(period.every),
        used,
        program.plan.id,
    )


def _pairs(selection: Selection, book: Book, ground: Ground) -> int:
    slots = tuple(book[selection].slots)
    return ground.pairs(Query(selection, slots, ground.calendar(selection.period)))
