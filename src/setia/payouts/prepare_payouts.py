"""Prepare a run: who is paid what on a day, for a second person to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.currency import currency
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.errors import meanwhile, refused
from setia.payouts.events import PAYOUT_PREPARED
from setia.payouts.models import Payout, PayoutItem, PayoutRun
from setia.payouts.payables import Payable, payables
from setia.payouts.tax_sum import tax_sum


@dataclass(frozen=True)
class Prepared:
    """A run as it was prepared, and who is carried over to the next one, with the reason."""

    run: PayoutRun
    carried: tuple[Payable, ...]


def prepare_payouts(by: Actor, day: date, note: str = "") -> Prepared:
    """Set down who would be paid what on a day. Nothing is posted before it is approved.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: Another run waits for a decision, nobody can be paid, or the table of taxes
            cannot be read.
        Conflict: Somebody else prepared a run first.
    """
    by.must("payout.make")
    number = 0
    try:
        with transaction.atomic():
            hold_ledger()
            waiting = PayoutRun.objects.undecided().first()
            if waiting is not None:
                raise refused("payout.run.open", run=waiting.number)
            found = payables(day)
            paid = [one for one in found if one.carried is None]
            if not paid:
                raise refused("payout.run.nobody")
            number = _next_number()
            run = PayoutRun.objects.create(
                number=number,
                prepared_at=now(),
                by=by.name,
                by_key=by.key,
                day=day,
                note=note.strip()[:120],
                currency=currency(),
            )
            _set_down(run, paid)
            _tell(run, paid, by)
    except IntegrityError as error:
        raise meanwhile(number) from error
    return Prepared(run, tuple(one for one in found if one.carried is not None))


def _next_number() -> int:
    last: int = PayoutRun.objects.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _set_down(run: PayoutRun, paid: Sequence[Payable]) -> None:
    rows = [_payout(run, number, one) for number, one in enumerate(paid, start=1)]
    payouts = Payout.objects.bulk_create(rows, batch_size=500)
    items = [
        PayoutItem(
            payout=payout,
            award_id=item.award,
            adjustment_id=item.adjustment,
            amount_minor=item.amount_minor,
        )
        for payout, one in zip(payouts, paid, strict=True)
        for item in one.items
    ]
    PayoutItem.objects.bulk_create(items, batch_size=500)


def _payout(run: PayoutRun, number: int, one: Payable) -> Payout:
    account = one.payee.account
    if account is None:
        raise RuntimeError("who has no account is carried over")
    return Payout(
        run=run,
        payee_id=one.payee.id,
        key=f"{run}-{number}",
        gross_minor=one.gross_minor,
        netted_minor=one.netted_minor,
        tax_minor=one.tax.amount_minor,
        net_minor=one.net_minor,
        article=one.tax.article,
        tax_sum=tax_sum(one.payee, one.tax),
        bank_code=account.bank_code,
        account_no=account.account_no,
        account_name=account.account_name,
    )


def _tell(run: PayoutRun, paid: Sequence[Payable], by: Actor) -> None:
    params = {"run": run.number, "payouts": len(paid)}
    after = {
        "day": run.day.isoformat(),
        "gross_minor": sum(one.gross_minor for one in paid),
        "net_minor": sum(one.net_minor for one in paid),
    }
    record_event(PAYOUT_PREPARED, by, ("payout_run", run.number), params, after=after)
