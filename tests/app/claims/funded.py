"""Words for tests of claims: programs that a supplier funds, and claims of them."""

from __future__ import annotations

from datetime import date

from builders import an_actor
from months import on

from setia.claims.models import Claim
from setia.claims.raise_claims import raise_claims
from setia.claims.receive_claim import Money, receive_claim
from setia.claims.send_claim import send_claim
from setia.claims.state import standing_of

COMMISSION = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
reward: {rate: 10%}
returns: restate
funding: [{party: SUP-1, share: 60%}]
"""
"""A tenth of what was sold in each month; the supplier bears 60 % of it."""


def raised(month, day, by=None) -> list[Claim]:
    """Raise the claims of a month on a day."""
    with on(day):
        return raise_claims(month, by or an_actor())


def sent(claim, day, by=None) -> Claim:
    """Send a claim on a day."""
    with on(day):
        send_claim(claim, "keuangan@arum.example", by or an_actor())
    return claim


def received(claim, day, rupiah, key, by=None):
    """Record money of a day on that day."""
    with on(day):
        money = Money(key, date.fromisoformat(day), rupiah * 100, "BCA 1")
        return receive_claim(claim, money, by or an_actor())


def rupiahs(claims) -> list[tuple[str, int]]:
    """Return numbers and amounts in rupiah."""
    return [(one.number, one.amount_minor // 100) for one in claims]


def open_rupiah(claim) -> int:
    return standing_of(claim).open_minor // 100


def state(claim) -> str:
    return str(standing_of(claim).state)
