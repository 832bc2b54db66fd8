"""Series for tests: named by what they are."""

from __future__ import annotations

from datetime import date, time

from builders import an_actor

from setia.coaching.keep_series import add_series
from setia.coaching.models import Series
from setia.coaching.series_draft import SeriesDraft

DRAFT = SeriesDraft(
    title_id="Target Senin",
    title_en="Monday targets",
    kind="targets",
    rule="FREQ=WEEKLY;BYDAY=MO",
    from_date=date(2026, 11, 2),
    starts=time(8),
    minutes=30,
    time_zone="Asia/Jakarta",
    role="reseller",
)
MONDAYS = [date(2026, 11, day) for day in (2, 9, 16, 23, 30)]
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def a_series(**rest) -> Series:
    draft = SeriesDraft(**{**DRAFT.__dict__, **rest})
    return fresh(add_series(draft, an_actor()))


def fresh(series: Series) -> Series:
    return Series.objects.with_records().get(pk=series.pk)
