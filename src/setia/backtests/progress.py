"""Whether a program is being looked back at beside the pages, for those who wait.

News only, in a small file that is replaced as a whole: what was found is in the database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from setia.core.clock import now
from setia.core.one_at_a_time import one_at_a_time

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
WAITS_AT_MOST = timedelta(minutes=15)
"""After this long nobody comes for a job any more: its worker was stopped."""


@dataclass(frozen=True)
class Progress:
    """What is being done: ``step`` of the work, ``problem`` where it failed."""

    act: str
    step: str = ""
    since: str = ""
    problem: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Tell whether there is something to wait for."""
        return self.act in {WAITING, WORKING}


def tell_progress(program_id: int, progress: Progress) -> None:
    """Set down how far the work is."""
    path = _path(program_id)
    draft = path.with_suffix(".draft")
    told = asdict(progress) | {"since": now().isoformat()}
    draft.write_text(json.dumps(told, default=str), encoding="utf-8")
    draft.replace(path)


def progress_of(program_id: int) -> Progress | None:
    """Return how far the work is, as failed where whoever did it is gone; None where none is."""
    told = _read(program_id)
    if told is None or not told.is_running:
        return told
    if told.act == WAITING:
        waited = now() - datetime.fromisoformat(told.since)
        return told if waited < WAITS_AT_MOST else _broken_off()
    with one_at_a_time(lock_of(program_id), wait=False) as free:
        if not free:
            return told
    # It may have ended between the two looks.
    again = _read(program_id)
    return _broken_off() if again == told else again


def forget_progress(program_id: int) -> None:
    """Say that nothing is under way."""
    _path(program_id).unlink(missing_ok=True)


def lock_of(program_id: int) -> Path:
    """Return the lock that whoever looks back at a program holds."""
    return _path(program_id).with_suffix(".lock")


def _broken_off() -> Progress:
    return Progress(FAILED, problem="backtest.broken_off")


def _read(program_id: int) -> Progress | None:
    try:
        return Progress(**json.loads(_path(program_id).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _path(program_id: int) -> Path:
    folder = Path(settings.AWARDS_FOLDER) / "backtests"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{program_id}.json"
