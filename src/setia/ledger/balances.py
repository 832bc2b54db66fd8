"""Balances: a snapshot plus what came after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet, Sum

from setia.ledger.models import Account, Entry, Snapshot
from setia.ledger.models.account import DEBIT_KINDS, AccountKind


@dataclass(frozen=True)
class Sums:
    """What was debited and credited, in hundredths of the unit."""

    debits: int = 0
    credits: int = 0

    def balance(self, kind: str) -> int:
        """Return the balance in the sense of the account's kind."""
        if AccountKind(kind) in DEBIT_KINDS:
            return self.debits - self.credits
        return self.credits - self.debits

    def and_more(self, debits: int, credits: int) -> Sums:
        """Return the sums with more of both."""
        return Sums(self.debits + debits, self.credits + credits)


def balance_of(kind: AccountKind, owner: str, unit: str) -> int:
    """Return the balance of one account, 0 where it was never used."""
    return balances_of(kind, unit, [owner]).get(owner, 0)


def balances_of(
    kind: AccountKind,
    unit: str,
    owners: Collection[str] | None = None,
    known_at: datetime | None = None,
) -> dict[str, int]:
    """Return the balance of each owner of a kind of account; as known at a moment."""
    accounts = Account.objects.filter(kind=kind, unit=unit)
    if owners is not None:
        accounts = accounts.filter(owner__in=owners)
    sums = sums_of(accounts, known_at)
    return {
        account.owner: sums.get(account.pk, Sums()).balance(kind) for account in accounts
    }


def sums_of(
    accounts: QuerySet[Account], known_at: datetime | None = None
) -> dict[int, Sums]:
    """Return the sums of accounts by id: the last snapshot, and every entry after it.

    A question about the past is answered from the entries alone.
    """
    start, sums = 0, {}
    if known_at is None:
        start = Snapshot.objects.aggregate(last=Max("up_to"))["last"] or 0
        sums = _snapshot(accounts, start)
    return _since(accounts, start, sums, known_at)


def _snapshot(accounts: QuerySet[Account], up_to: int) -> dict[int, Sums]:
    rows = Snapshot.objects.filter(up_to=up_to, account__in=accounts)
    return {row.account_id: Sums(row.debits_minor, row.credits_minor) for row in rows}


def _since(
    accounts: QuerySet[Account],
    start: int,
    sums: dict[int, Sums],
    known_at: datetime | None,
) -> dict[int, Sums]:
    entries = Entry.objects.filter(pk__gt=start)
    if known_at is not None:
        entries = entries.filter(at__lte=known_at)
    found = dict(sums)
    for side in ("debit", "credit"):
        rows = (
            entries.filter(**{f"{side}__in": accounts})
            .values(side)
            .order_by()
            .annotate(sum=Sum("amount_minor"))
        )
        for row in rows:
            debits, credits_ = (row["sum"], 0) if side == "debit" else (0, row["sum"])
            found[row[side]] = found.get(row[side], Sums()).and_more(debits, credits_)
    return found
