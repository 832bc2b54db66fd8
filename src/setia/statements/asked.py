"""What is asked of statements from outside: a month, a moment, a revision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from setia.closing.models import CloseRun, Finalisation, Period
from setia.core.days import end_of, month_in
from setia.core.errors import NotFound

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Revision:
    """One revision of a month: its last run, and when it was made final, if it was."""

    number: int
    run: CloseRun
    final_at: datetime | None

    @property
    def known_at(self) -> datetime:
        """Return the moment as of which the revision is told."""
        return max(self.run.at, self.final_at or self.run.at)


def month_from(text: str) -> date:
    """Return the first day of a month like 2026-10.

    Raises:
        NotFound: There is no such month.
    """
    month = month_in(text)
    if month is None:
        raise NotFound("statement", text)
    return month


def moment_from(query: Mapping[str, str], month: date) -> datetime | None:
    """Return the moment that a query asks for: the end of a day, or a revision's own.

    What makes no sense asks for now.
    """
    known, number = query.get("known", ""), query.get("revision", "")
    if DAY.fullmatch(known):
        try:
            return end_of(date.fromisoformat(known)) - timedelta(microseconds=1)
        except (ValueError, OverflowError):
            return None
    return {str(one.number): one.known_at for one in revisions_of(month)}.get(number)


def revisions_of(month: date) -> list[Revision]:
    """Return every revision of a month that was run, the first one first."""
    period = Period.objects.filter(month=month).first()
    if period is None:
        return []
    last = {run.revision: run for run in period.runs.order_by("number")}
    final = {one.revision: one.at for one in Finalisation.objects.filter(period=period)}
    return [Revision(key, run, final.get(key)) for key, run in sorted(last.items())]
