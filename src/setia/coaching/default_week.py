"""The week that a new business begins with: a theme for each day, lessons, meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.conf import settings

from setia.coaching.keep_series import add_series
from setia.coaching.models import Series, SeriesKind
from setia.coaching.series_draft import SeriesDraft
from setia.core.actor import Actor


@dataclass(frozen=True)
class Planned:
    """One entry of the default week."""

    kind: str
    title_id: str
    title_en: str
    rule: str
    starts: time
    minutes: int


K = SeriesKind
WEEK = (
    Planned(
        K.TARGETS, "Target Senin", "Monday targets", "FREQ=WEEKLY;BYDAY=MO", time(8), 30
    ),
    Planned(
        K.CONTEST, "Lomba Selasa", "Tuesday contest", "FREQ=WEEKLY;BYDAY=TU", time(9), 30
    ),
    Planned(
        K.TESTIMONIALS,
        "Rabu bertukar testimoni",
        "Wednesday: swap testimonials",
        "FREQ=WEEKLY;BYDAY=WE",
        time(10),
        30,
    ),
    Planned(
        K.SHARING,
        "Kamis berbagi cerita",
        "Thursday: one reseller shares",
        "FREQ=WEEKLY;BYDAY=TH",
        time(16),
        45,
    ),
    Planned(
        K.CHARITY, "Jumat berbagi", "Friday charity", "FREQ=WEEKLY;BYDAY=FR", time(9), 30
    ),
    Planned(
        K.EVALUATION,
        "Evaluasi Sabtu",
        "Saturday evaluation",
        "FREQ=WEEKLY;BYDAY=SA",
        time(15),
        45,
    ),
    Planned(
        K.GREETING, "Sapaan Minggu", "Sunday greeting", "FREQ=WEEKLY;BYDAY=SU", time(8), 15
    ),
    Planned(
        K.LIVE, "Siaran langsung", "Live session", "FREQ=WEEKLY;BYDAY=TU", time(19), 60
    ),
    Planned(
        K.LESSON, "Kelas kanal", "Channel lesson", "FREQ=WEEKLY;BYDAY=TH", time(19), 60
    ),
    Planned(
        K.MEETUP,
        "Temu reseller",
        "Reseller meet-up",
        "FREQ=MONTHLY;BYDAY=-1SA",
        time(10),
        180,
    ),
    Planned(
        K.GATHERING,
        "Temu akbar tahunan",
        "Yearly gathering",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=3SA",
        time(9),
        480,
    ),
)


def missing_kinds() -> frozenset[str]:
    """Return the kinds of the default week that no series is of."""
    rows = Series.objects.with_records()
    there = {one.current.kind for one in rows if not one.current.is_end}
    return frozenset(one.kind for one in WEEK) - there


def set_default_week(first: date, by: Actor) -> list[Series]:
    """Put what is missing of the default week into the calendar, from a day on.

    Raises:
        NotPermitted: The actor may not write the calendar.
    """
    by.must("calendar.write")
    missing = missing_kinds()
    return [add_series(_draft(one, first), by) for one in WEEK if one.kind in missing]


def _draft(one: Planned, first: date) -> SeriesDraft:
    return SeriesDraft(
        title_id=one.title_id,
        title_en=one.title_en,
        kind=one.kind,
        rule=one.rule,
        from_date=first,
        starts=one.starts,
        minutes=one.minutes,
        time_zone=settings.TIME_ZONE,
        role="reseller",
    )
