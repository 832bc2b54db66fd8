"""Receive money for a claim, in one sum or in several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.claims.events import CLAIM_RECEIVED
from setia.claims.models import Claim, ClaimReceipt
from setia.claims.must_be_open import amount_problems, locked_claim, must_be_open
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.claim_received import claim_received
from setia.ledger.transfer import About

MOST_REFERENCE = 120


@dataclass(frozen=True)
class Money:
    """What came in: on which day of the bank, how much in hundredths, with which reference.

    ``key`` names the receipt, so that recording it again changes nothing.
    """

    key: str
    day: date
    amount_minor: int
    reference: str = ""


def receive_claim(claim: Claim, money: Money, by: Actor) -> ClaimReceipt:
    """Record money of a supplier; the same key twice records it once.

    Raises:
        NotPermitted: The actor may not raise claims.
        Refused: The claim is not open, the amount is more than is open, or the day is ahead.
        Conflict: The key was used for another receipt.
    """
    by.must("claim.write")
    with transaction.atomic():
        hold_ledger()
        row = locked_claim(claim, by)
        if (before := ClaimReceipt.objects.filter(key=money.key).first()) is not None:
            return _the_same(before, row, money)
        _check(money, must_be_open(row).open_minor)
        receipt = ClaimReceipt.objects.create(
            claim=row,
            day=money.day,
            amount_minor=money.amount_minor,
            reference=money.reference,
            key=money.key,
            at=now(),
            by=by.name,
        )
        _post(receipt, row)
        after = {"amount_minor": money.amount_minor, "unit": row.unit, "day": money.day}
        about = ("claim", row.number)
        record_event(CLAIM_RECEIVED, by, about, {"claim": row.number}, after=after)
    return receipt


def _the_same(before: ClaimReceipt, claim: Claim, money: Money) -> ClaimReceipt:
    known = (before.claim_id, before.day, before.amount_minor, before.reference)
    if known != (claim.pk, money.day, money.amount_minor, money.reference):
        raise Conflict("claim.key_reused", key=money.key)
    return before


def _check(money: Money, open_minor: int) -> None:
    problems = amount_problems(money.amount_minor, open_minor, "claim.more_than_open")
    if money.day > today(settings.TIME_ZONE):
        problems.append(Problem("claim.day_ahead", "day"))
    if len(money.reference) > MOST_REFERENCE:
        problems.append(Problem("claim.reference_long", "reference"))
    if problems:
        raise Refused(problems)


def _post(receipt: ClaimReceipt, claim: Claim) -> None:
    name = f"claim receipt {receipt.pk}"
    transfer = claim_received(
        name,
        str(claim.supplier_id),
        claim.unit,
        receipt.amount_minor,
        About("claim", claim.pk),
    )
    post([transfer], Batch(name, receipt.at, receipt.day))
