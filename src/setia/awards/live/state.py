"""What a standing depends on: how far facts were read, the days it is, and what binds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.awards.live.pieces import Piece
from setia.sales.mirror.cursor import Cursor

FILE = "state.json"
JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class State:
    """Facts, days by time zone, and the keys of the pieces by program."""

    cursor: Cursor
    days: dict[str, date]
    pieces: dict[str, list[str]]

    @property
    def key(self) -> str:
        """Return one short text for all of it."""
        return hashlib.sha256(_told(self).encode()).hexdigest()[:32]


def state_at(at: datetime, cursor: Cursor, pieces: Sequence[Piece]) -> State:
    """Return what a standing of this moment depends on."""
    by_program: dict[str, list[str]] = {}
    for piece in pieces:
        for plan in piece.plans:
            by_program.setdefault(plan.id, []).append(piece.key)
    zones = zones_of(pieces)
    days = {zone: at.astimezone(ZoneInfo(zone)).date() for zone in sorted(zones)}
    return State(cursor, days, dict(sorted(by_program.items())))


def zones_of(pieces: Iterable[Piece]) -> frozenset[str]:
    """Return the time zones in use; that of the business is always one of them."""
    return frozenset({piece.period.timezone for piece in pieces} | {settings.TIME_ZONE})


def end_of_days(state: State) -> datetime:
    """Return the last moment at which it is still the same day everywhere.

    An evaluation as of any moment of these days says the same of the same lines; one fixed
    moment lets the engine keep its questions.
    """
    ends = [_midnight_after(day, zone) for zone, day in state.days.items()]
    return min(ends) - JUST_BEFORE


def _midnight_after(day: date, zone: str) -> datetime:
    after = day + timedelta(days=1)
    local = datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def keep_state(state: State, folder: Path) -> None:
    """Set the state down beside the tables of a standing."""
    (folder / FILE).write_text(_told(state), encoding="utf-8")


def state_kept(folder: Path) -> State | None:
    """Return the state of a standing; None where an older Setia has left none."""
    path = folder / FILE
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    days = {zone: date.fromisoformat(day) for zone, day in told["days"].items()}
    return State(Cursor(**told["cursor"]), days, told["pieces"])


def _told(state: State) -> str:
    return json.dumps(
        {
            "cursor": asdict(state.cursor),
            "days": {zone: str(day) for zone, day in state.days.items()},
            "pieces": state.pieces,
        },
        sort_keys=True,
    )
