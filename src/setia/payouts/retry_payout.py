"""Send a failed payout again, to the account that counts now, under the same key."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Refused
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.payouts.errors import refused
from setia.payouts.events import PAYOUT_RETRIED
from setia.payouts.models import BankAccount, BankFileFetch, Payout, PayoutAttempt
from setia.payouts.payables import families
from setia.payouts.payees import payees
from setia.payouts.send import sending
from setia.payouts.still_holds import obstacles
from setia.people.resolve_code import survivors


def retry_payout(payout: Payout, by: Actor) -> PayoutAttempt:
    """Begin the next attempt of a failed payout; whoever prepared its run cannot.

    Raises:
        NotPermitted: The actor may not approve payouts.
        Refused: It did not fail, the same person prepared it, there is no account, an award
            of it is held back now, or what it nets is owed no more.
        Conflict: Somebody else sent it again first.
    """
    by.must("payout.approve")
    try:
        with transaction.atomic():
            hold_ledger()
            row = _row(payout)
            account = _check(row, by)
            attempt = _begin(row, account, by)
            batch = Batch(
                f"payout {row.run_id} again", attempt.at, today(settings.TIME_ZONE)
            )
            post(list(sending(row, attempt.number)), batch)
            params = {"key": row.key, "payee": row.payee.name}
            after = {"attempt": attempt.number, "file": attempt.file}
            record_event(PAYOUT_RETRIED, by, ("payout", row.key), params, after=after)
    except IntegrityError as error:
        raise Conflict("payout.retry.meanwhile", key=payout.key) from error
    return attempt


def _row(payout: Payout) -> Payout:
    rows = Payout.objects.select_related("payee", "run").with_outcomes()
    return rows.with_items().get(pk=payout.pk)


def _check(payout: Payout, by: Actor) -> BankAccount:
    last = payout.attempts.order_by("number").last()
    if last is None:
        raise refused("payout.retry.not_failed", key=payout.key)
    outcome = getattr(last, "outcome", None)
    if outcome is None:
        raise Conflict("payout.retry.meanwhile", key=payout.key)
    if outcome.confirmed:
        raise refused("payout.retry.not_failed", key=payout.key)
    if payout.run.by_key == by.key:
        raise refused("payout.run.same_person")
    if found := obstacles(payout):
        raise Refused(found)
    ends = survivors()
    kept = ends.get(payout.payee_id, payout.payee_id)
    account = payees(families([kept], ends))[kept].account
    if account is None:
        raise refused("payout.payee.no_account", payee=payout.payee.name)
    return account


def _begin(payout: Payout, account: BankAccount, by: Actor) -> PayoutAttempt:
    return PayoutAttempt.objects.create(
        payout=payout,
        number=payout.attempts.count() + 1,
        file=_file(payout),
        at=now(),
        by=by.name,
        bank_code=account.bank_code,
        account_no=account.account_no,
        account_name=account.account_name,
    )


def _file(payout: Payout) -> int:
    """Return the file that nobody took yet: what the bank has is not handed in twice."""
    attempts = PayoutAttempt.objects.filter(payout__run=payout.run)
    newest = attempts.order_by("file").values_list("file", flat=True).last() or 1
    taken = BankFileFetch.objects.filter(run=payout.run, file=newest).exists()
    return newest + 1 if taken else newest
