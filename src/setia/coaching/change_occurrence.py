"""Drop one date of a series, move it, or put it back, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db import IntegrityError, transaction

from setia.coaching.dates_of_rule import EARLIEST, LATEST
from setia.coaching.events import (
    OCCURRENCE_DROPPED,
    OCCURRENCE_MOVED,
    OCCURRENCE_RESTORED,
)
from setia.coaching.models import ExceptionKind, Series, SeriesException
from setia.coaching.models.series import next_number
from setia.coaching.occurrences import Occurrence, occurrence_on, wall_time
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event

LONGEST_REASON = 300
EVENTS = {
    ExceptionKind.DROPPED: OCCURRENCE_DROPPED,
    ExceptionKind.MOVED: OCCURRENCE_MOVED,
    ExceptionKind.RESTORED: OCCURRENCE_RESTORED,
}


@dataclass(frozen=True)
class Change:
    """What becomes of one date, and why; a day and a time where it is moved."""

    kind: str
    reason: str
    moved_to: date | None = None
    starts: time | None = None


def change_occurrence(
    series: Series, on: date, change: Change, by: Actor
) -> SeriesException:
    """Decide about the date that the rule puts on a day.

    Raises:
        NotPermitted: The actor may not write the calendar.
        Refused: There is no such date, no reason, or no such moment.
        Conflict: Somebody else decided about it in the same moment.
    """
    by.must("calendar.write")
    found = _must_be_possible(series, on, change)
    moved = change.kind == ExceptionKind.MOVED
    try:
        with transaction.atomic():
            row = SeriesException.objects.create(
                series=series,
                on=on,
                number=next_number(series.exceptions.all()),
                kind=change.kind,
                moved_to=change.moved_to if moved else None,
                starts=change.starts if moved else None,
                at=now(),
                by=by.name,
                reason=change.reason.strip(),
            )
            params = {"title": found.revision.title_id, "day": on.isoformat()}
            after = {"to": row.moved_to, "starts": row.starts, "reason": row.reason}
            kind = EVENTS[ExceptionKind(change.kind)]
            record_event(kind, by, ("series", series.pk), params, after=after)
    except IntegrityError as error:
        raise Conflict("series.changed") from error
    return row


def _must_be_possible(series: Series, on: date, change: Change) -> Occurrence:
    found = occurrence_on(series, on)
    if found is None:
        raise Refused([Problem("occurrence.none", "on", {"day": on.isoformat()})])
    problems = []
    reason = change.reason.strip()
    if not reason or len(reason) > LONGEST_REASON or not is_plain(reason):
        problems.append(Problem("occurrence.reason", "reason"))
    if change.kind == ExceptionKind.MOVED and not _exists(change, found):
        problems.append(Problem("occurrence.day", "moved_to"))
    if _is_so(found, change) or change.kind not in ExceptionKind.values:
        problems.append(Problem("occurrence.as_before", "kind"))
    if problems:
        raise Refused(problems)
    return found


def _exists(change: Change, found: Occurrence) -> bool:
    day, starts = change.moved_to, change.starts
    if day is None or starts is None or not EARLIEST <= day <= LATEST:
        return False
    return wall_time(day, starts, found.revision.time_zone) is not None


def _is_so(found: Occurrence, change: Change) -> bool:
    match change.kind:
        case ExceptionKind.DROPPED:
            return found.dropped
        case ExceptionKind.RESTORED:
            return found.exception is None
        case _:
            same = (found.day, found.starts_at.time()) == (change.moved_to, change.starts)
            return same and not found.dropped
