"""Words for tests of closing: months, sales in them, and what the books say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import time_machine
from builders import a_line, an_actor

from setia.closing.finalise_period import finalise_period
from setia.closing.models import Award, Period
from setia.closing.run_close import run_close
from setia.ledger.balances import balance_of
from setia.ledger.models.account import AccountKind

MONTHLY = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
reward: {rate: 10%}
"""
"""A tenth of what is sold, month by month."""
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def on(day: str, hour: int = 3):
    """Be on a day, at ten in the morning in Jakarta."""
    year, month, number = (int(part) for part in day.split("-"))
    return time_machine.travel(datetime(year, month, number, hour, tzinfo=UTC), tick=False)


def moment(day: str) -> datetime:
    year, month, number = (int(part) for part in day.split("-"))
    return datetime(year, month, number, 5, tzinfo=UTC)


def sold(order, seller, goods, day, rupiah, *, known=None, **rest):
    """Book a line of a day, known at once or on a later day."""
    at = moment(day)
    return a_line(
        order,
        seller,
        goods,
        sold_at=at,
        recorded_at=moment(known) if known else at,
        amount_minor=rupiah * 100,
        **rest,
    )


def closed(month, day):
    """Run the closing of a month on a day."""
    with on(day):
        return run_close(month, an_actor())


def finalised(month, day):
    """Run the closing of a month on a day and make it final."""
    with on(day):
        run = run_close(month, an_actor()).run
        return finalise_period(Period.objects.get(month=month), run, an_actor())


def booked():
    """Return what is booked in rupiah, by party and first day of the window."""
    return {
        (one.party.code, f"{one.window_from:%m-%d}"): one.booked_minor // 100
        for one in Award.objects.select_related("party").order_by("pk")
        if one.booked_minor
    }


def balance(kind: AccountKind, party, unit="IDR"):
    return balance_of(kind, str(party.pk), unit) // 100
