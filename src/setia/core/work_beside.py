"""Work that goes on beside the pages, for those who wait for it.

News only, in a small file that is replaced as a whole: what is true is in the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.one_at_a_time import one_at_a_time

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
WAITS_AT_MOST = timedelta(minutes=15)
"""After this long nobody comes for a job any more: its worker was stopped."""


@dataclass(frozen=True)
class Progress:
    """What is being done, and how much of it; ``problem`` where it failed."""

    act: str
    step: str = ""
    done: int = 0
    of: int = 0
    since: str = ""
    problem: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Tell whether there is something to wait for."""
        return self.act in {WAITING, WORKING}


@dataclass(frozen=True)
class Work:
    """One piece of work: its room, what it is about, and the problem of its breaking off."""

    room: str
    about: str
    broken_off: str

    def tell(self, progress: Progress) -> None:
        """Set down how far it is."""
        draft = self._path.with_suffix(".draft")
        told = asdict(progress) | {"since": now().isoformat()}
        draft.write_text(json.dumps(told, default=str), encoding="utf-8")
        draft.replace(self._path)

    def progress(self) -> Progress | None:
        """Return how far it is, as failed where whoever did it is gone; None where none is."""
        told = self._read()
        if told is None or not told.is_running:
            return told
        if told.act == WAITING:
            waited = now() - datetime.fromisoformat(told.since)
            return told if waited < WAITS_AT_MOST else self._broken()
        with one_at_a_time(self._lock, wait=False) as free:
            if not free:
                return told
        # It may have ended between the two looks.
        again = self._read()
        return self._broken() if again == told else again

    def forget(self) -> None:
        """Say that nothing is under way."""
        self._path.unlink(missing_ok=True)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Do it, alone, and tell its end; what is refused stands there and is not raised."""
        with one_at_a_time(self._lock):
            self.tell(Progress(WORKING))
            try:
                yield
            except Conflict as conflict:
                self._fail(conflict.code, conflict.params)
            except Refused as refused:
                self._fail(refused.problems[0].code, refused.problems[0].params)
            except BaseException:
                self._fail(self.broken_off, {})
                raise
            else:
                self.tell(replace(self._read() or Progress(WORKING), act=DONE))

    def _fail(self, code: str, params: Mapping[str, Any]) -> None:
        self.tell(Progress(FAILED, problem=code, params=dict(params)))

    def _broken(self) -> Progress:
        return Progress(FAILED, problem=self.broken_off)

    def _read(self) -> Progress | None:
        try:
            return Progress(**json.loads(self._path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    @property
    def _path(self) -> Path:
        folder = Path(settings.AWARDS_FOLDER) / self.room
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / f"{self.about}.json"

    @property
    def _lock(self) -> Path:
        return self._path.with_suffix(".lock")
