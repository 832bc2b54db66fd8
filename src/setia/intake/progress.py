"""How far the work on a batch is, for those who wait.

A transaction's work is invisible to others, so progress is a small file in the batch's
folder, replaced as a whole. It is never more than news: what is true is in the database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from setia.core.clock import now
from setia.intake.staging.folder import folder_of, is_worked_on

FILE = "progress.json"
WAITS_AT_MOST = timedelta(minutes=15)
"""After this long nobody comes for a job any more: its worker was stopped."""
READING, JUDGING, WRITING = "reading", "judging", "writing"
WAITING, DONE, FAILED = "waiting", "done", "failed"


@dataclass(frozen=True)
class Progress:
    """What is being done, how many rows of how many; ``problem`` where it failed."""

    act: str
    rows: int = 0
    of_rows: int = 0
    since: str = ""
    problem: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def percent(self) -> int:
        """Return the share that is done, of a hundred."""
        return min(100, self.rows * 100 // self.of_rows) if self.of_rows else 0

    @property
    def is_running(self) -> bool:
        """Tell whether there is something to wait for."""
        return self.act not in {DONE, FAILED}


def tell_progress(batch_id: int, progress: Progress) -> None:
    """Set down how far the work is."""
    path = folder_of(batch_id) / FILE
    draft = path.with_suffix(".draft")
    told = asdict(progress) | {"since": now().isoformat()}
    draft.write_text(json.dumps(told, default=str), encoding="utf-8")
    draft.replace(path)


def progress_of(batch_id: int) -> Progress | None:
    """Return how far the work is; None where none was begun."""
    path = folder_of(batch_id) / FILE
    try:
        return Progress(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def honest_progress_of(batch_id: int) -> Progress | None:
    """Return how far the work is; as failed where whoever did it is gone."""
    told = progress_of(batch_id)
    if told is not None and told.act == WAITING:
        waits = now() - datetime.fromisoformat(told.since)
        gone = waits > WAITS_AT_MOST
        return Progress(FAILED, problem="import.broken_off") if gone else told
    if told is None or told.act not in {READING, JUDGING, WRITING}:
        return told
    if is_worked_on(batch_id):
        return told
    # It may have ended between the two looks.
    again = progress_of(batch_id)
    if again == told:
        return Progress(FAILED, problem="import.broken_off")
    return again


def forget_progress(batch_id: int) -> None:
    """Say that nothing is under way."""
    (folder_of(batch_id) / FILE).unlink(missing_ok=True)
