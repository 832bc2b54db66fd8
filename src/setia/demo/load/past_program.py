"""A program that is over: chance left some out, it was paid by hand, and it is settled."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from setia.backtests.draw_holdout import keep_holdout
from setia.backtests.eligible import Eligible
from setia.backtests.models import Holdout
from setia.backtests.run_backtest import run_backtest
from setia.core.clock import as_if_at, now
from setia.core.record_event import record_event
from setia.demo.business import SEED, Business
from setia.demo.load.sign_in import actor_named
from setia.demo.sales.past_program import PERCENT, days_of_past_program
from setia.payouts.events import PROGRAM_SETTLED
from setia.people.models import Party
from setia.programs.add_program import add_program
from setia.programs.approve_version import approve_version
from setia.programs.models import Program, Settlement
from setia.programs.sign_exception import sign_exception
from setia.programs.submit_version import submit_version

PAST_PROGRAM = "c14-cashback-pelanggan"
CODE = "cashback-pelanggan"
UNTRIED = "Belum ada penjualan pelanggan setahun sebelumnya untuk mencobanya."


def add_past_program(business: Business) -> None:
    """Add it as it would have been: drawn and approved before, settled after."""
    writer, approver = actor_named("bayu"), actor_named("ratna")
    begins, over = days_of_past_program(business.last_day)
    with as_if_at(_at(begins, -14)):
        program = add_program(business.plans[PAST_PROGRAM], writer)
        _hold_out(program, business)
        draft = program.versions.get(number=1)
        submit_version(draft, writer)
        sign_exception(draft, approver, draft.digest, UNTRIED)
        approve_version(draft, approver, draft.digest)
    # What it gave was handed over before the books of awards began: nothing of it is booked.
    with as_if_at(_at(over, 14)), transaction.atomic():
        Settlement.objects.create(program=program, at=now(), by=approver.name)
        params = {"program": program.title_id}
        record_event(PROGRAM_SETTLED, approver, ("program", program.pk), params)


def look_back_once() -> None:
    """Have finance ask what it did, where nobody has."""
    program = Program.objects.get(code=CODE)
    if not program.backtests.exists():
        run_backtest(program, actor_named("fitri"))


def _hold_out(program: Program, business: Business) -> None:
    customers = Party.objects.filter(role="customer")
    places = dict(customers.values_list("code", "territory"))
    writer = actor_named("bayu")
    kept = Holdout(
        program=program,
        percent=PERCENT,
        seed=SEED,
        eligible=len(places),
        drawn_at=now(),
        drawn_by=writer.name,
        drawn_by_key=writer.key,
    )
    drawn = [Eligible(code, places[code]) for code in business.held_out]
    keep_holdout(kept, drawn, writer)


def _at(day: date, later: int) -> datetime:
    """Return ten in the morning, some days before or after a day."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(day + timedelta(days=later), time(10), zone)
