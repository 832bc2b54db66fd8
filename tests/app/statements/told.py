"""Words for tests of statements: lines in rupiah, moments, months that were closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from builders import an_actor
from django.db import transaction
from months import on

from setia.closing.adjust_award import Ordered, adjust_award
from setia.closing.finalise_period import finalise_period
from setia.closing.models import Period
from setia.closing.reopen_period import reopen_period
from setia.statements.close_month import close_month
from setia.statements.statement_of import statement_of

MONTHLY = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
returns: restate
reward: {rate: 10%}
settlement: {as: money, within: 14d}
"""
QUARTERLY = """
setia: 1
id: rabat
title: {id: Rabat, en: Rebate}
period: {from: 2026-10-01, to: 2026-12-31, every: quarter}
reward: {rate: 1%}
"""


def closed(month, day):
    with on(day):
        return close_month(month, an_actor()).run


def finalised(month, day):
    run = closed(month, day)
    with on(day):
        finalise_period(Period.objects.get(month=month), run, an_actor())
    return run


def reopened(month, day):
    with on(day):
        reopen_period(Period.objects.get(month=month), "Faktur terselip", an_actor())


def adjusted(award, key, rupiah, reason="Ganti ongkos"):
    with transaction.atomic():
        adjust_award(award, Ordered(key, rupiah * 100, reason), an_actor())


def end_of_day(day: str) -> datetime:
    """Return the last moment of a day in Jakarta."""
    year, month, number = (int(part) for part in day.split("-"))
    return datetime(year, month, number, 17, tzinfo=UTC) - timedelta(microseconds=1)


def rupiah_of(payee, month, day="2027-03-01"):
    """Return the rupiah part of a statement as known at the end of a day."""
    return statement_of(payee, month, end_of_day(day)).unit("IDR")


def sums(part):
    """Return opening, each line by its kind, and closing, in rupiah."""
    return (
        part.opening.amount_minor // 100,
        [(str(line.kind), line.amount_minor // 100) for line in part.lines],
        part.closing.amount_minor // 100,
    )


def three(parts):
    """Return what waits, what can be paid, and what is netted, in rupiah."""
    return (
        parts.waiting_minor // 100,
        parts.payable_minor // 100,
        parts.arrears_minor // 100,
    )
