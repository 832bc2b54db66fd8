"""Approve a run: its money leaves for the bank."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Refused
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.payouts.errors import meanwhile, refused
from setia.payouts.events import PAYOUT_APPROVED
from setia.payouts.models import Payout, PayoutApproval, PayoutAttempt, PayoutRun
from setia.payouts.send import sending
from setia.payouts.still_holds import changes_since

FIRST = 1


def approve_payouts(run: PayoutRun, by: Actor) -> PayoutApproval:
    """Let a prepared run go out; whoever prepared it cannot be the one.

    Raises:
        NotPermitted: The actor may not approve payouts.
        Refused: The same person prepared it, or something changed since; then it is
            cancelled and prepared again.
        Conflict: Somebody else approved or cancelled it first.
    """
    by.must("payout.approve")
    try:
        with transaction.atomic():
            hold_ledger()
            row = PayoutRun.objects.undecided().filter(pk=run.pk).first()
            if row is None:
                raise meanwhile(run.number)
            if row.by_key == by.key:
                raise refused("payout.run.same_person")
            payouts = _payouts(row)
            changed = changes_since(payouts)
            if changed:
                raise Refused(changed)
            approval = PayoutApproval.objects.create(
                run=row, at=now(), by=by.name, by_key=by.key
            )
            _send(approval, payouts)
            params = {"run": row.number, "payouts": len(payouts)}
            after = {"net_minor": sum(one.net_minor for one in payouts)}
            about = ("payout_run", row.number)
            record_event(PAYOUT_APPROVED, by, about, params, after=after)
    except IntegrityError as error:
        raise meanwhile(run.number) from error
    return approval


def _payouts(run: PayoutRun) -> Sequence[Payout]:
    rows = Payout.objects.filter(run=run).select_related("payee", "run")
    return list(rows.with_items().order_by("pk"))


def _send(approval: PayoutApproval, payouts: Sequence[Payout]) -> None:
    attempts = [
        PayoutAttempt(
            payout=one,
            number=FIRST,
            file=FIRST,
            at=approval.at,
            by=approval.by,
            bank_code=one.bank_code,
            account_no=one.account_no,
            account_name=one.account_name,
        )
        for one in payouts
    ]
    PayoutAttempt.objects.bulk_create(attempts, batch_size=500)
    transfers = [posting for one in payouts for posting in sending(one, FIRST)]
    batch = Batch(f"payout {approval.run_id}", approval.at, today(settings.TIME_ZONE))
    post(transfers, batch)
