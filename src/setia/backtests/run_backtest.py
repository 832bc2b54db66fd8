"""Look back at a program over the business's own facts, and keep what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version

from django.conf import settings
from django.db import transaction

from setia.backtests.backtest import Question, Tell, backtest, tell_nobody
from setia.backtests.events import BACKTEST_RUN
from setia.backtests.models import Backtest, HeldOut
from setia.backtests.windows import ended_windows
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.programs.models import Program
from setia.programs.promises import Promise, promises_of
from setia.sales.mirror.cursor import cursor_now
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.errors import FactsRejected
from setia_engine.plan.filters import Eligible


def run_backtest(
    program: Program, by: Actor, until: date | None = None, tell: Tell = tell_nobody
) -> Backtest:
    """Find out what a program did, up to the window that ends on a day, else to the last.

    Nothing is locked while it is computed; the report is kept with all it depended on.

    Raises:
        NotPermitted: The actor may not look back at programs.
        Refused: Nobody approved it, no window is over, or none ended on that day.
    """
    by.must("backtest.run")
    found = _promised(program, until)
    cursor, at = cursor_now(), now()
    plans, open_to = tuple(one.plan for one in found), _open_to(found[0])
    asked = Question(plans, at, _held_out(program), until, open_to)
    try:
        with facts_as_known(at) as data:
            report = backtest(asked, data, workdir=settings.HOME, tell=tell)
    except FactsRejected as rejected:
        raise Refused([Problem("backtest.facts", "program")]) from rejected
    kept = Backtest(
        program=program,
        until=until,
        as_of=at,
        promises=[_kept(one) for one in found],
        cursor=asdict(cursor),
        engine=version("setia"),
        verdict=report.verdict,
        report=report.as_json(),
        at=now(),
        by=by.name,
        by_key=by.key,
    )
    with transaction.atomic():
        kept.save(force_insert=True)
        params = {"program": program.title_id}
        about = {"verdict": report.verdict, "reasons": list(report.reasons)}
        record_event(BACKTEST_RUN, by, ("program", program.pk), params, after=about)
    return kept


def may_be_asked(program: Program, until: date | None = None) -> None:
    """Refuse what cannot be looked back at, before anybody waits for it.

    Raises:
        Refused: Nobody approved it, no window is over, or none ended on that day.
    """
    _promised(program, until)


def _promised(program: Program, until: date | None) -> Sequence[Promise]:
    found = promises_of(program)
    if not found:
        raise Refused([Problem("backtest.not_promised", "program")])
    day = today(found[0].plan.period.timezone)
    windows = ended_windows([one.plan for one in found], day)
    if not windows:
        raise Refused([Problem("backtest.not_over", "program")])
    if until is not None and until not in {one.end for one in windows}:
        told = {"day": until.isoformat()}
        raise Refused([Problem("backtest.window_unknown", "until", told)])
    return found


def _open_to(first: Promise) -> Eligible | None:
    """Return whom a program asked to join; None where nobody has to."""
    return None if first.joined is None else first.asked


def _held_out(program: Program) -> frozenset[str]:
    rows = HeldOut.objects.filter(holdout__program=program)
    return frozenset(rows.values_list("party__code", flat=True))


def _kept(one: Promise) -> dict[str, object]:
    end = one.plan.period.end
    return {
        "version": one.version.number,
        "digest": one.version.digest,
        "from": one.plan.period.start.isoformat(),
        "to": end.isoformat() if end else None,
    }
