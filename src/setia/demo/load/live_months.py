"""The last months of the generated business: closed, paid, claimed, one of them in dispute.

Three months ago was paid late, so that a promise is broken; two months ago was paid on time;
last month is in review, and a partner questions an award. Every act is done at the moment of
the past at which it would have been done, by whoever does it, and only where it was not done
yet: a demo that was killed goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from string import Template
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.claims.accept_claim import accept_claim
from setia.claims.models import Claim
from setia.claims.raise_claims import raise_claims
from setia.claims.receive_claim import Money, receive_claim
from setia.claims.send_claim import send_claim
from setia.closing.finalise_period import finalise_period
from setia.closing.models import Award, Booking, Period
from setia.closing.release_awards import release_awards
from setia.closing.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import as_if_at, now
from setia.core.days import last_of, next_month
from setia.core.models import User
from setia.demo.load.payees import give_payees_accounts
from setia.demo.load.sign_in import actor_named
from setia.demo.load.spiff import choose_rewards, let_partners_join
from setia.demo.seasons import first_day_of
from setia.disputes.models import Dispute
from setia.disputes.raise_dispute import raise_dispute
from setia.guard.assumed import FEWEST, usual
from setia.guard.guard_version import guard_version
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.mark_paid_periods import mark_paid_periods
from setia.payouts.models import PayoutOutcome, PayoutRun
from setia.payouts.prepare_payouts import prepare_payouts
from setia.payouts.record_outcome import record_outcome
from setia.payouts.settle_attempt import Told
from setia.programs.add_program import add_program
from setia.programs.models import Program
from setia.programs.submit_version import submit_version
from setia.statements.close_month import close_month

Tell = Callable[[str], None]
NEXT_BONUS = Template("""\
setia: 1
id: bonus-bulan-depan
title: {id: 'Bonus bulan depan 3 % dari Rp5.000.000', en: 'Next month’s bonus of 3 % from Rp5,000,000'}
period: {from: $from, to: $to}
eligible: {role: reseller}
conditions: [{measure: revenue, at_least: 5000000}]
reward: {rate: 3%}
caps: {per_party: 2500000}
settlement: {as: money, within: 14d, release: when_paid, hold: 7d}
""")
PAID_LATE_AFTER, PAID_AFTER = 33, 9
"""Days after a month's end on which it is paid: late, and within the promised thirty days."""


@dataclass(frozen=True)
class Staff:
    """Who does what: finance prepares, the owner approves."""

    finance: Actor
    owner: Actor


def live_months(last_day: date, tell: Tell) -> None:
    """Let the last months be closed and paid, as far as they are not."""
    staff = Staff(actor_named("fitri"), actor_named("ratna"))
    late, kept, open_month = (
        first_day_of(last_day.replace(day=1) - timedelta(days=1), months)
        for months in (3, 2, 1)
    )
    let_partners_join(kept)
    for month, days in ((late, PAID_LATE_AFTER), (kept, PAID_AFTER)):
        tell(f"closing and paying {month:%Y-%m}")
        _close(month, staff)
        _make_final(month, staff)
        give_payees_accounts(staff.finance)
        _claim(month, staff, received=month == late)
        _pay(month, days, staff)
    tell("choosing rewards")
    choose_rewards(next_month(kept) + timedelta(days=PAID_AFTER))
    tell(f"closing {open_month:%Y-%m}")
    _close(open_month, staff)
    _question(open_month)
    _draft(next_month(last_day.replace(day=1)))


def _close(month: date, staff: Staff) -> None:
    period = Period.objects.filter(month=month).first()
    if period is None or standing_of(period).state == State.OPEN:
        with _on(month, 2):
            close_month(month, staff.finance)


def _make_final(month: date, staff: Staff) -> None:
    period = Period.objects.get(month=month)
    standing = standing_of(period)
    if standing.state == State.REVIEW:
        with _on(month, 3):
            finalise_period(period, standing.run, staff.finance)


def _claim(month: date, staff: Staff, *, received: bool) -> None:
    """Raise and send the claims of a month; of the earlier one the money came in."""
    with _on(month, 4):
        raise_claims(month, staff.finance)
    for claim in Claim.objects.filter(month=month, sent=None):
        with _on(month, 5):
            send_claim(claim, claim.supplier.name, staff.finance)
    for claim in Claim.objects.filter(month=month, receipts=None) if received else ():
        with _on(month, 20):
            if not hasattr(claim, "accepted"):
                accept_claim(claim, claim.amount_minor, staff.finance)
            day = now().date()
            money = Money(f"demo {claim.number}", day, claim.amount_minor, claim.number)
            receive_claim(claim, money, staff.finance)


def _pay(month: date, days: int, staff: Staff) -> None:
    """Prepare, approve and confirm what a month gave; one transfer does not arrive."""
    note = f"{month:%Y-%m}"
    run = PayoutRun.objects.filter(note=note).first()
    if run is None:
        with _on(month, days):
            release_awards(staff.finance)
            run = prepare_payouts(staff.finance, now().date(), note).run
    if not hasattr(run, "approval"):
        with _on(month, days + 1):
            approve_payouts(run, staff.owner)
    with _on(month, days + 2):
        rows = run.payouts.order_by("pk")
        for number, payout in enumerate(rows):
            if PayoutOutcome.objects.filter(attempt__payout=payout).exists():
                continue
            arrived = number != 1 or month == _first_paid()
            told = Told(arrived, now().date(), "" if arrived else "Rekening ditutup")
            record_outcome(payout, told, staff.finance)
        mark_paid_periods(staff.finance)


def _first_paid() -> date:
    first: Period = Period.objects.order_by("month")[0]
    return first.month


def _question(month: date) -> None:
    """The partner with a log-in questions the largest award of the month."""
    if Dispute.objects.exists():
        return
    user = User.objects.get(username="mitra")
    partner = actor_named("mitra")
    mine = Award.objects.filter(payee_id=user.party_id, home_month=month, unit="IDR")
    award = mine.filter(booked_minor__gt=0).order_by("-booked_minor").first()
    if award is None or not Booking.objects.filter(award=award).exists():
        return
    with as_if_at(now() - timedelta(days=2)):
        words = "Pesanan saya tanggal 28 belum dihitung. Mohon dicek lagi."
        raise_dispute(award, words, partner)


def _draft(month: date) -> None:
    """The channel manager has drafted a bonus for the coming month; it waits for a yes."""
    if Program.objects.filter(code="bonus-bulan-depan").exists():
        return
    writer = actor_named("bayu")
    days = {"from": month.isoformat(), "to": last_of(month).isoformat()}
    program = add_program(NEXT_BONUS.substitute(days), writer)
    version = program.versions.get()
    submit_version(version, writer)
    guard_version(version, replace(usual(), samples=FEWEST), writer)


def _on(month: date, days: int) -> AbstractContextManager[None]:
    """Be at ten in the morning so many days after a month's end, or a while ago."""
    day = next_month(month) + timedelta(days=days - 1)
    at = datetime.combine(day, time(10), ZoneInfo(settings.TIME_ZONE))
    return as_if_at(min(at, now() - timedelta(minutes=10)))
