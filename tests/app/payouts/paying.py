"""Words for tests of paying: what is released to whom, and what the books say."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from builders import NOON, a_promise, an_actor
from django.db import transaction
from months import on

from setia.closing.models import Award, CloseRun, Finalisation, Period
from setia.core.actor import person
from setia.core.days import last_of
from setia.core.roles import Role
from setia.ledger.models import Account, Entry
from setia.ledger.post import Batch, post
from setia.ledger.reconcile import reconcile
from setia.ledger.templates.award_accrued import award_accrued
from setia.ledger.templates.award_put_in_arrears import award_put_in_arrears
from setia.ledger.templates.award_released import award_released
from setia.ledger.templates.points_granted import points_granted
from setia.ledger.transfer import About
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.models import BankAccount, Payout, PayoutSettings
from setia.payouts.prepare_payouts import prepare_payouts
from setia.programs.models import Program

__all__ = ["FITRI", "OCTOBER", "RATNA", "on"]
OCTOBER = date(2026, 10, 1)
DAY = date(2026, 11, 10)
RATNA = an_actor()
FITRI = person(2, "Ibu Fitri", Role.FINANCE)
PLAN = """
setia: 1
id: {code}
title: {{id: Komisi, en: Commission}}
period: {{from: 2026-01-01, to: 2026-12-31, every: month}}
reward: {{rate: 10%}}
settlement: {{as: {given}, within: 14d}}
"""
_orders = count(1)


def a_plan(code="komisi", given="money") -> Program:
    found = Program.objects.filter(code=code).first()
    return found or a_promise(PLAN.format(code=code, given=given))


def a_final_month(month=OCTOBER) -> CloseRun:
    period, _ = Period.objects.get_or_create(month=month)
    last = CloseRun.objects.order_by("number").last()
    if period.runs.exists():
        return period.runs.get()
    run = CloseRun.objects.create(
        number=1 if last is None else last.number + 1,
        period=period,
        revision=1,
        cutoff=NOON,
        at=NOON,
        by="test",
        engine="test",
        promises=[],
        summary={},
    )
    Finalisation.objects.create(period=period, revision=1, run=run, at=NOON, by="test")
    return run


def released(party, amount, *, unit="IDR", month=OCTOBER, on_day=date(2026, 11, 3), **rest):
    """Release an award of an ended window; what the close and the release would set down."""
    waiting = rest.pop("waiting", 0)
    given = unit if unit in {"points", "goods"} else "money"
    program = a_plan(rest.pop("code", {"money": "komisi"}.get(given, given)), given)
    window_to = last_of(month)
    minor, waits = amount * 100, waiting * 100
    award = Award.objects.create(
        program=program,
        version=program.versions.get(),
        window_from=month,
        window_to=window_to,
        order_id=f"A-{next(_orders)}",
        party=party,
        payee=party,
        unit=unit,
        booked_minor=minor + waits,
        waiting_minor=waits,
        released_minor=minor,
        arrears_minor=0,
        final=True,
        home_month=month,
        due_on=rest.pop("due_on", window_to + timedelta(days=14)),
        last_run=a_final_month(month),
    )
    about, owner = About("award", award.pk), str(party.pk)
    posted(award_accrued(f"a {award.pk}", program.code, owner, unit, minor + waits, about))
    if unit == "points":
        posted(points_granted(f"g {award.pk}", owner, minor, about), on_day=on_day)
    elif minor:
        posted(award_released(f"r {award.pk}", owner, unit, minor, about), on_day=on_day)
    return award


def overpaid(party, rupiah):
    """Put somebody in arrears, as a return after the release does."""
    key = f"arrears {next(_orders)}"
    about = About("award", 0)
    posted(award_put_in_arrears(key, "komisi", str(party.pk), "IDR", rupiah * 100, about))


def posted(*transfers, on_day=DAY):
    with transaction.atomic():
        post(transfers, Batch("test", NOON, on_day))


def banked(*parties):
    for party in parties:
        BankAccount.objects.create(
            party=party,
            bank_code="014",
            account_no=f"12345{party.pk:05}",
            account_name=party.name.upper(),
            at=NOON,
            by="test",
        )


def rules(**values):
    PayoutSettings.objects.update_or_create(pk=1, defaults=values)


def prepared(day=DAY):
    return prepare_payouts(RATNA, day)


def sent(day=DAY):
    """Prepare a run and let a second person approve it; return its payouts."""
    run = prepare_payouts(RATNA, day).run
    approve_payouts(run, FITRI)
    return list(Payout.objects.filter(run=run).order_by("pk"))


def sums(payout):
    """Return gross, netted, tax and net in rupiah."""
    minor = (
        payout.gross_minor,
        payout.netted_minor,
        payout.tax_minor,
        payout.net_minor,
    )
    assert all(one % 100 == 0 for one in minor)
    return tuple(one // 100 for one in minor)


def books():
    """Return every balance that is not 0 in hundredths, by kind, owner and unit."""
    assert reconcile() == []
    found = {}
    for account in Account.objects.all():
        credits_ = sum(
            Entry.objects.filter(credit=account).values_list("amount_minor", flat=True)
        )
        debits = sum(
            Entry.objects.filter(debit=account).values_list("amount_minor", flat=True)
        )
        if credits_ != debits:
            found[account.kind, account.owner, account.unit] = credits_ - debits
    return found


def codes(refused):
    return sorted(one.code for one in refused.value.problems)
