"""Run the closing of a month: evaluate what is known, and book the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.metadata import version

from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.closing.book import Booked, Books, book
from setia.closing.difference import Against, Difference, difference
from setia.closing.errors import meanwhile, refused
from setia.closing.evaluate_period import Evaluated, Question, evaluate_period
from setia.closing.events import CLOSE_RUN
from setia.closing.explained import keep_registers, registers_kept
from setia.closing.models import Award, CloseRun, Period
from setia.closing.narrow import competitive, whom_it_concerns
from setia.closing.state import State, standing_of, with_records
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.currency import currency
from setia.core.days import end_of, last_of
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger
from setia.programs.promises import Promise, promises
from setia.sales.mirror.cursor import cursor_now


@dataclass(frozen=True)
class Run:
    """A run of a month as it was set down, and what it changed."""

    run: CloseRun
    booked: Booked


def run_close(month: date, by: Actor) -> Run:
    """Evaluate the programs over the facts known now, and book what differs from the books.

    It may be run as often as one likes until the period is made final; where nothing changed
    nothing is posted. Evaluating takes no lock; booking is one transaction, so that a run
    that is killed leaves nothing behind.

    Raises:
        NotPermitted: The actor may not close periods.
        Refused: The month is not over, is final, or an earlier one is not.
        Conflict: Somebody else closed a period or moved money in the meantime.
    """
    by.must("period.close")
    last = CloseRun.objects.select_related("period").order_by("number").last()
    # Whatever is recorded after the cursor was read counts as new to the next run.
    cursor, cutoff = cursor_now(), now()
    _check(month, cutoff)
    found = promises()
    draft = CloseRun(
        number=(last.number if last else 0) + 1,
        cutoff=cutoff,
        cursor=asdict(cursor),
        promises=[_kept(one) for one in found],
        by=by.name,
        engine=version("setia"),
        summary={},
    )
    narrow = whom_it_concerns(last, cursor, cutoff, month, draft.promises)
    accrue = is_latest(month)
    given = evaluate_period(found, Question(month, cutoff, accrue, narrow))
    against = Against(
        month,
        currency(),
        accrue,
        frozenset(one.version.program_id for one in found),
        narrow,
        competitive(found),
    )
    return _booked(draft, month, found, (given, against), by)


def _booked(
    draft: CloseRun,
    month: date,
    found: Sequence[Promise],
    result: tuple[Evaluated, Against],
    by: Actor,
) -> Run:
    given, against = result
    try:
        with registers_kept(draft.cutoff) as registers, transaction.atomic():
            hold_ledger()
            if last_number() + 1 != draft.number:
                raise meanwhile(month)
            changes = difference(given, against)
            run = _set_down(draft, month)
            booked = book(changes, _books(run, found))
            keep_registers(run, registers)
            _tell(run, booked, changes, by)
    except IntegrityError as error:
        raise meanwhile(month) from error
    return Run(run, booked)


def last_number() -> int:
    """Return the number of the last run of any period."""
    number: int = CloseRun.objects.aggregate(last=Max("number"))["last"] or 0
    return number


def is_latest(month: date) -> bool:
    """Tell whether no later month was closed, so that accruals are this one's."""
    return not CloseRun.objects.filter(period__month__gt=month).exists()


def _check(month: date, at: datetime) -> None:
    if at < end_of(last_of(month)):
        raise refused("close.not_over", month)
    for period in with_records(Period.objects.filter(month__lte=month)):
        state = standing_of(period).state
        if period.month == month and state in {State.FINAL, State.PAID}:
            raise refused("close.is_final", month)
        if period.month < month and state == State.REVIEW:
            raise refused("close.earlier_open", month)


def _set_down(draft: CloseRun, month: date) -> CloseRun:
    period, _ = Period.objects.get_or_create(month=month)
    standing = standing_of(period)
    if standing.finalisation is not None:
        raise meanwhile(month)
    draft.period, draft.revision, draft.at = period, standing.revision, now()
    draft.save(force_insert=True)
    return draft


def _kept(one: Promise) -> dict[str, object]:
    """Return how a run keeps a promise: which version, cut to which days and to whom."""
    end = one.plan.period.end
    joined = {} if one.joined is None else {"joined": list(one.joined)}
    return {
        "version": one.version.pk,
        "digest": one.version.digest,
        "from": one.plan.period.start.isoformat(),
        "to": end.isoformat() if end else None,
        **joined,
    }


def _books(run: CloseRun, found: Sequence[Promise]) -> Books:
    money = currency()
    return Books(
        run,
        {one.version.program_id: one.code for one in found},
        {
            one.version.program_id: money
            if one.plan.settlement.given == "money"
            else one.plan.settlement.given
            for one in found
        },
        {one.version.pk: one.plan.settlement.within for one in found},
        Batch(f"close {run.number}", run.at, last_of(run.period.month)),
    )


def _tell(run: CloseRun, booked: Booked, changes: Difference, by: Actor) -> None:
    rows = Award.objects.filter(home_month=run.period.month).exclude(booked_minor=0)
    summary = {
        "awards": rows.count(),
        "changed": booked.awards,
        "entries": booked.entries,
        "funding": changes.funding.num_rows,
    }
    run.summary = summary
    CloseRun.objects.filter(pk=run.pk).update(summary=summary)
    month = f"{run.period.month:%Y-%m}"
    params = {"month": month, "awards": booked.awards, "revision": run.revision}
    record_event(CLOSE_RUN, by, ("period", month), params, after=summary)
