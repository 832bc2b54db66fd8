"""What there is to do: which pieces must be evaluated, and from which day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from setia.awards.live.facts import Range
from setia.awards.live.pieces import Piece
from setia.awards.live.state import State, zones_of
from setia.sales.mirror.lines_of_orders import moments_of, orders_between


@dataclass(frozen=True)
class Part:
    """A piece that is evaluated from a day on."""

    piece: Piece
    start: date


@dataclass(frozen=True)
class Work:
    """The parts to evaluate, and the programs whose rows are to be put together anew."""

    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...]
    programs: frozenset[str]

    @property
    def needs(self) -> Range:
        """Return from which day on lines are needed."""
        days = [part.piece.lines_from(part.start) for part in self.parts]
        return Range(min(days, default=date.max), zones_of(self.pieces))


def all_work(pieces: Sequence[Piece]) -> Work:
    """Return the work of evaluating everything."""
    parts = tuple(Part(piece, piece.period.start) for piece in pieces)
    return Work(tuple(pieces), parts, _programs(parts))


def work_between(kept: State, reached: State, pieces: Sequence[Piece]) -> Work:
    """Return what new lines and new versions ask for; registers are looked at elsewhere."""
    orders = orders_between(kept.cursor, reached.cursor)
    moments = moments_of(orders, reached.cursor)
    known = {key for keys in kept.pieces.values() for key in keys}
    found = []
    for piece in pieces:
        start = _start(piece, moments) if piece.key in known else piece.period.start
        if start is not None:
            found.append(Part(piece, start))
    parts = tuple(found)
    changed = {
        code for code, keys in reached.pieces.items() if kept.pieces.get(code) != keys
    }
    return Work(tuple(pieces), parts, _programs(parts) | changed)


def running(pieces: Sequence[Piece], state: State) -> Range:
    """Return which lines will be needed as long as sales are of running windows."""
    days = []
    for piece in pieces:
        start = piece.running_from(state.days[piece.period.timezone])
        if start is not None:
            days.append(piece.lines_from(start))
    return Range(min(days, default=date.max), zones_of(pieces))


def _start(piece: Piece, moments: frozenset[datetime]) -> date | None:
    zone = ZoneInfo(piece.period.timezone)
    return piece.touched_from({one.astimezone(zone).date() for one in moments})


def _programs(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset(plan.id for part in parts for plan in part.piece.plans)
