"""The board of a program: who stands where in a window, what is promised, what is ahead.

Everything comes from a standing that was evaluated before. Looking at it evaluates nothing,
so that a page may look every second.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from setia.awards.inquiry import question
from setia.awards.ladder import Rung, ladder_of
from setia.awards.next_step import steps_ahead
from setia.awards.standing import Standing
from setia.awards.told import Row, Stood, everybody
from setia_engine.plan.document import Plan
from setia_engine.plan.measure import is_ratio, own_measure
from setia_engine.plan.reward import RaceReward, RankingReward, TiersReward

Kind = Literal["ranking", "race", "tiers", "other"]
BEST_FIRST = [
    ("place", "ascending", "at_end"),
    ("measure", "descending", "at_end"),
    ("party_id", "ascending", "at_end"),
    ("order_id", "ascending", "at_end"),
]
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Progress:
    """How far a party is on its way to what is next, of a hundred, and what lacks."""

    percent: int
    lacking: Decimal
    measure: str


@dataclass(frozen=True)
class Standee:
    """One party on the board; ``won`` are the goals of a race that it holds, from 1.

    ``next`` is the engine's own sentence: what is lacking for more, or why there is nothing.
    """

    party: str
    order_id: str
    measure: Decimal | None
    tier: int | None
    place: int | None
    amount: Decimal
    won: tuple[int, ...]
    progress: Progress | None
    next: str


@dataclass(frozen=True)
class Board:
    """A page of the board of one window."""

    kind: Kind
    measure: str
    is_ratio: bool
    unit: str
    window_from: date
    window_to: date | None
    final: bool
    moment: datetime
    ladder: tuple[Rung, ...]
    standees: tuple[Standee, ...]
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Asked:
    """Which rows of a board: of which window, of whom, from where on and how many."""

    window: date
    parties: Collection[str] | None = None
    start: int = 0
    most: int = 50


def version_of(standing: Standing, program: str) -> str:
    """Return a short name of what the board of a program shows.

    It changes with each standing; asking for it costs nothing, so that a page can ask often.
    """
    return f"{standing.folder.name}-{program}"


def windows_on(
    standing: Standing, program: str, parties: Collection[str] | None = None
) -> list[tuple[date, date | None]]:
    """Return the windows in which somebody stands, or one of these, latest first."""
    rows = everybody(standing, program)
    seen = rows if parties is None else rows.filter(_of(parties))
    found = (
        seen.select(["window_from", "window_to"])
        .group_by(["window_from", "window_to"])
        .aggregate([])
    )
    pairs = zip(*(found[name].to_pylist() for name in found.column_names), strict=True)
    return sorted(pairs, key=lambda pair: pair[0], reverse=True)


def board_of(
    standing: Standing, program: str, asked: Asked, language: Literal["id", "en"]
) -> Board:
    """Return a page of the board of a window, the best first, as the engine placed them.

    Raises:
        NotFound: The program has no such window.
    """
    plan = question(program, asked.window).plan
    rows = everybody(standing, program, asked.window)
    seen = rows if asked.parties is None else rows.filter(_of(asked.parties))
    order = pc.sort_indices(seen, sort_keys=BEST_FIRST)
    start = min(asked.start, seen.num_rows)
    page = seen.take(order.slice(start, asked.most)).to_pylist()
    holders = _holders(rows)
    standees = tuple(_standee(Stood(plan, row, holders), language) for row in page)
    return Board(
        kind=_kind(plan),
        measure=own_measure(plan.measure),
        is_ratio=is_ratio(plan.measure),
        unit=plan.settlement.given,
        window_from=asked.window,
        window_to=rows["window_to"][0].as_py() if rows.num_rows else plan.period.end,
        final=rows.num_rows > 0 and pc.all(pc.equal(rows["status"], "final")).as_py(),
        moment=standing.at,
        ladder=ladder_of(plan, rows, asked.parties),
        standees=standees,
        count=seen.num_rows,
        amount=pc.sum(seen["amount"]).as_py() or Decimal(0),
    )


def _of(parties: Collection[str]) -> pc.Expression:
    return pc.field("party_id").isin(pa.array(sorted(parties), pa.string()))


def _holders(rows: pa.Table) -> list[Row]:
    """Return who holds a place, which is all that the reasons of others look at."""
    held = rows.filter(pc.field("place").is_valid())
    return list(held.to_pylist())


def _standee(stood: Stood, language: Literal["id", "en"]) -> Standee:
    row = stood.row
    return Standee(
        party=row["party_id"],
        order_id=row["order_id"] or "",
        measure=row["measure"],
        tier=row["tier"],
        place=row["place"],
        amount=row["amount"],
        won=tuple(row["won"]),
        progress=_progress(stood),
        next=_next(stood, language),
    )


def _next(stood: Stood, language: Literal["id", "en"]) -> str:
    """Return the heaviest reason why it is not more; who won every goal of a race needs none."""
    if isinstance(stood.plan.reward, RaceReward) and not stood.reasons:
        return ""
    return next(iter(stood.story(language).told(0).why), "")


def _progress(stood: Stood) -> Progress | None:
    """Measure the way to the nearest thing ahead, from where it begins."""
    ahead = steps_ahead(stood)
    if not ahead:
        return None
    step = ahead[0]
    reached = _reached(stood, step.measure)
    whole = reached + step.more
    percent = int(HUNDRED * max(reached, Decimal(0)) / whole) if whole > 0 else 0
    return Progress(min(percent, 99), step.more, step.measure)


def _reached(stood: Stood, measure: str) -> Decimal:
    """Return how much there is of what is lacking: the measure's, or a condition's own."""
    plan, row = stood.plan, stood.row
    if own_measure(plan.measure) == measure:
        value = row["current"] if is_ratio(plan.measure) else row["measure"]
        return Decimal(value or 0)
    return next(_values_of(plan, row, measure), Decimal(0))


def _values_of(plan: Plan, row: dict[str, Any], measure: str) -> Iterator[Decimal]:
    for condition, value in zip(plan.conditions, row["condition_values"], strict=True):
        if condition.measure == measure and value is not None:
            yield Decimal(value)


def _kind(plan: Plan) -> Kind:
    if isinstance(plan.reward, RankingReward):
        return "ranking"
    if isinstance(plan.reward, RaceReward):
        return "race"
    return "tiers" if isinstance(plan.reward, TiersReward) else "other"
