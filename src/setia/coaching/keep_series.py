"""Put a series into the calendar, and change it from a day on."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from setia.coaching.events import SERIES_ADDED, SERIES_ENDED, SERIES_REVISED
from setia.coaching.models import Series, SeriesRevision
from setia.coaching.models.series import next_number
from setia.coaching.series_draft import SeriesDraft
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.days import ONE_DAY
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event

LONGEST_REASON = 300


def add_series(draft: SeriesDraft, by: Actor) -> Series:
    """Put something that comes again into the calendar.

    Raises:
        NotPermitted: The actor may not write the calendar.
        Refused: Everything that is wrong with it.
    """
    by.must("calendar.write")
    if problems := draft.problems():
        raise Refused(problems)
    with transaction.atomic():
        made = Series.objects.create(uid=str(uuid.uuid4()), made_at=now(), made_by=by.name)
        revision = _revised(made, 1, draft, "", by)
        params = {"title": revision.title_id}
        record_event(SERIES_ADDED, by, ("series", made.pk), params, after=_told(revision))
    return made


def revise_series(
    series: Series, draft: SeriesDraft, reason: str, known: int, by: Actor
) -> SeriesRevision:
    """Change a series from a day on, over the revision that the person knows.

    Days before stay as they were decided then: who was there was there. Something that has
    not begun yet may be moved to begin earlier or later, but never in the past.

    Raises:
        NotPermitted: The actor may not write the calendar.
        Refused: Everything that is wrong with it, or the day is over.
        Conflict: Somebody else changed it in the meantime.
    """
    by.must("calendar.write")
    _must_be_whole(draft, reason)
    try:
        with transaction.atomic():
            number = next_number(series.revisions.all())
            if number != known + 1:
                raise Conflict("series.changed")
            before = series.revisions.get(number=known)
            revision = _revised(series, number, draft, reason.strip(), by)
            params = {"title": revision.title_id, "day": revision.from_date.isoformat()}
            about, told = ("series", series.pk), (_told(before), _told(revision))
            record_event(SERIES_REVISED, by, about, params, before=told[0], after=told[1])
    except IntegrityError as error:
        raise Conflict("series.changed") from error
    return revision


def end_series(series: Series, reason: str, known: int, by: Actor) -> SeriesRevision:
    """Let a series have no date after today: a last revision that gives no day.

    Raises:
        NotPermitted: The actor may not write the calendar.
        Refused: No reason is given.
        Conflict: Somebody else changed it in the meantime, or it is over.
    """
    by.must("calendar.write")
    _must_have_reason(reason)
    current = series.revisions.filter(number=known).first()
    if current is None or current.is_end:
        raise Conflict("series.changed")
    day = today(current.time_zone)
    try:
        with transaction.atomic():
            if next_number(series.revisions.all()) != known + 1:
                raise Conflict("series.changed")
            columns = _told(current) | {"from_date": day + ONE_DAY, "until_date": day}
            last = SeriesRevision.objects.create(
                series=series,
                number=known + 1,
                at=now(),
                by=by.name,
                reason=reason.strip(),
                **columns,
            )
            params = {"title": current.title_id, "day": day.isoformat()}
            record_event(SERIES_ENDED, by, ("series", series.pk), params)
    except IntegrityError as error:
        raise Conflict("series.changed") from error
    return last


def _must_be_whole(draft: SeriesDraft, reason: str) -> None:
    problems = draft.problems()
    zone_known = all(one.at != "time_zone" for one in problems)
    if zone_known and draft.from_date < today(draft.time_zone):
        problems.append(Problem("series.past", "from_date"))
    problems += _wrong_reason(reason)
    if problems:
        raise Refused(problems)


def _must_have_reason(reason: str) -> None:
    if problems := _wrong_reason(reason):
        raise Refused(problems)


def _wrong_reason(reason: str) -> list[Problem]:
    whole = reason.strip() and len(reason) <= LONGEST_REASON and is_plain(reason)
    return [] if whole else [Problem("series.reason", "reason")]


def _revised(
    series: Series, number: int, draft: SeriesDraft, reason: str, by: Actor
) -> SeriesRevision:
    return SeriesRevision.objects.create(
        series=series,
        number=number,
        at=now(),
        by=by.name,
        reason=reason,
        **draft.columns(),
    )


def _told(revision: SeriesRevision) -> dict[str, object]:
    names = (
        *("title_id", "title_en", "kind", "rule", "from_date", "until_date", "starts"),
        *("minutes", "time_zone", "role", "category", "territory", "leader_id", "place"),
    )
    return {name: getattr(revision, name) for name in names}
