"""Take a snapshot of every balance, so that later questions sum few entries."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from setia.core.write_rows import write_rows
from setia.ledger.balances import sums_of
from setia.ledger.models import Account, Entry, Snapshot
from setia.ledger.post import hold_ledger

WORTH_IT = 20_000
"""So many entries after the last snapshot make the next one worth its rows."""


def take_snapshot(*, least: int = WORTH_IT) -> int:
    """Set down the sums of all accounts; return up to which entry, 0 where it is too early.

    Nobody posts meanwhile, so that no entry with a smaller id can still appear.
    """
    with transaction.atomic():
        hold_ledger()
        last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
        before = Snapshot.objects.aggregate(last=Max("up_to"))["last"] or 0
        if last - before < max(1, least):
            return 0
        rows = [
            (account, last, sums.debits, sums.credits)
            for account, sums in sums_of(Account.objects.all()).items()
        ]
        columns = ("account_id", "up_to", "debits_minor", "credits_minor")
        write_rows(Snapshot, columns, rows)
    return last
