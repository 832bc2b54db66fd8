"""Why an award changed between two runs: the sale lines that became known or were undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min, Q

from setia.closing.models import Award, CloseRun
from setia.core.days import first_of
from setia.people.resolve_code import survivors
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document
from setia.sales.models import SaleLine
from setia.statements.kinds import LineKind
from setia.statements.known_books import KnownBooks
from setia.statements.statement import Line, SaleChange, Why

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)
MOST = 2_000
"""Sale lines that are looked at; nobody reads a longer list of changes."""


@dataclass(frozen=True)
class _Asked:
    """What a changed line asks: which sales of whom, known after one moment, by another."""

    award: Award
    credit: str
    restate: bool
    zone: ZoneInfo
    after: datetime
    until: datetime
    other_version: bool

    def knows(self, moment: datetime | None) -> bool:
        return moment is not None and self.after < moment <= self.until


def with_reasons(lines: Sequence[Line], books: KnownBooks) -> list[Line]:
    """Give each line that changes an earlier sum its reason, in few queries for all."""
    plans: dict[int, Any] = {}
    asked = {
        line.reference: _asked(line, books, plans)
        for line in lines
        if line.kind in {LineKind.REVISION, LineKind.EARLIER} and line.award is not None
    }
    if not asked:
        return list(lines)
    sales = _candidates(asked.values())
    firsts = _first_days({one.returns_order_id for one in sales if one.returns_order_id})
    ends = survivors()
    return [
        replace(line, why=_why(asked[line.reference], sales, firsts, ends))
        if line.reference in asked
        else line
        for line in lines
    ]


def _asked(line: Line, books: KnownBooks, plans: dict[int, Any]) -> _Asked:
    award, booking, run = line.award, line.booking, line.run
    if award is None or booking is None or run is None:
        raise ValueError(line.reference)
    plan = plans.setdefault(booking.version_id, _plan(booking.version))
    first = _first_run(line, books)
    before = _run_before(award, first, books.runs)
    earlier = [
        one
        for (key, number), one in sorted(books.bookings.items())
        if key == award.pk and number < first.pk
    ]
    other = bool(earlier) and earlier[-1].version_id != booking.version_id
    after = LONG_AGO if before is None else before.cutoff
    zone = ZoneInfo(plan.period.timezone)
    restate = plan.returns == "restate"
    return _Asked(award, plan.credit, restate, zone, after, run.cutoff, other)


def _plan(version: ProgramVersion) -> Any:  # noqa: ANN401 - the engine's plan, read only
    return read_document(version.document)


def _first_run(line: Line, books: KnownBooks) -> CloseRun:
    """Return the first run of the revision that the line sums up."""
    last = line.run
    if last is None:
        raise ValueError(line.reference)
    same = [
        run
        for run in books.runs.values()
        if run.period_id == last.period_id and run.revision == last.revision
    ]
    return min(same, key=lambda run: run.pk)


def _run_before(
    award: Award, run: CloseRun, runs: Mapping[int, CloseRun]
) -> CloseRun | None:
    """Return the last run before that evaluated the award's window."""
    month = first_of(award.window_to or award.window_from)
    earlier = [
        one for one in runs.values() if one.pk < run.pk and one.period.month >= month
    ]
    return max(earlier, key=lambda one: one.pk, default=None)


def _candidates(asked: Collection[_Asked]) -> list[SaleLine]:
    """Return lines that became known or were undone, of those days and parties at all."""
    parties = {one.award.party_id for one in asked}
    parties |= {gone for gone, kept in survivors().items() if kept in parties}
    after, until = min(o.after for o in asked), max(o.until for o in asked)
    start = min(o.award.window_from for o in asked) - A_DAY
    end = max(o.award.window_to or o.until.date() for o in asked) + 2 * A_DAY
    theirs = Q(seller__in=parties) | Q(buyer__in=parties) | Q(seller__parent__in=parties)
    known = Q(recorded_at__gt=after, recorded_at__lte=until)
    undone = Q(reversal__at__gt=after, reversal__at__lte=until)
    then = Q(sold_at__gte=_midnight(start), sold_at__lt=_midnight(end))
    rows = SaleLine.objects.filter(theirs & (known | undone))
    rows = rows.filter(then | ~Q(returns_order_id=""))
    full = rows.select_related("reversal", "seller", "product")
    return list(full.order_by("sold_at", "order_id", "line_no", "revision")[:MOST])


def _first_days(orders: Collection[str]) -> dict[str, datetime]:
    """Return when each order that was returned had been sold."""
    rows = SaleLine.objects.filter(order_id__in=orders).values("order_id").order_by()
    return {row["order_id"]: row["first"] for row in rows.annotate(first=Min("sold_at"))}


def _why(
    asked: _Asked,
    sales: Iterable[SaleLine],
    firsts: Mapping[str, datetime],
    ends: Mapping[int, int],
) -> Why:
    changes = []
    for line in sales:
        undone = line.reversal.at if hasattr(line, "reversal") else None
        came, went = asked.knows(line.recorded_at), asked.knows(undone)
        if came == went or not _concerns(asked, line, firsts, ends):
            continue
        changes.append(SaleChange(line, gone=went))
    return Why(tuple(changes), asked.other_version)


def _concerns(
    asked: _Asked,
    line: SaleLine,
    firsts: Mapping[str, datetime],
    ends: Mapping[int, int],
) -> bool:
    """Tell whether a line is the party's own, and of the award's window or order."""
    award = asked.award
    who = {"seller": line.seller_id, "buyer": line.buyer_id}
    credited = who.get(asked.credit, line.seller.parent_id)
    if credited is None or _end(credited, ends) != _end(award.party_id, ends):
        return False
    if award.order_id:
        return award.order_id in {line.order_id, line.returns_order_id}
    moment = line.sold_at
    if asked.restate and line.returns_order_id:
        moment = firsts.get(line.returns_order_id, moment)
    day = moment.astimezone(asked.zone).date()
    return award.window_from <= day <= (award.window_to or day)


def _end(key: int, ends: Mapping[int, int]) -> int:
    return ends.get(key, key)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
