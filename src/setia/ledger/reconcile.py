"""Reconcile: count everything again, and tell what does not agree. It repairs nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Sum

from setia.ledger.balances import Sums, sums_of
from setia.ledger.models import Account, Entry, Snapshot


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree: what, what is kept, what was counted."""

    what: str
    kept: int
    counted: int


def reconcile() -> list[Difference]:
    """Return every snapshot that is not the sum of its entries, and what is out of balance."""
    found = []
    for up_to in (
        Snapshot.objects.order_by("up_to").values_list("up_to", flat=True).distinct()
    ):
        counted = _counted(up_to)
        for row in Snapshot.objects.filter(up_to=up_to).select_related("account"):
            sums = counted.pop(row.account_id, Sums())
            for name, kept, real in (
                ("debits", row.debits_minor, sums.debits),
                ("credits", row.credits_minor, sums.credits),
            ):
                if kept != real:
                    what = f"snapshot {row.account} {name} up to entry {up_to}"
                    found.append(Difference(what, kept, real))
        found += [
            Difference(f"snapshot lacks account {account}", 0, sums.debits + sums.credits)
            for account, sums in counted.items()
        ]
    return found + _mixed_units() + _out_of_balance()


def _mixed_units() -> list[Difference]:
    mixed = Entry.objects.exclude(unit=F("debit__unit"), credit__unit=F("debit__unit"))
    return [
        Difference(f"entry {one.key} mixes units", 0, one.amount_minor) for one in mixed
    ]


def _out_of_balance() -> list[Difference]:
    """Debits and credits of each unit are the same sum, counted over the accounts."""
    totals: dict[str, Sums] = {}
    units = dict(Account.objects.values_list("pk", "unit"))
    for account, sums in sums_of(Account.objects.all()).items():
        unit = units[account]
        total = totals.get(unit, Sums())
        totals[unit] = total.and_more(sums.debits, sums.credits)
    return [
        Difference(f"debits and credits in {unit}", sums.debits, sums.credits)
        for unit, sums in totals.items()
        if sums.debits != sums.credits
    ]


def _counted(up_to: int) -> dict[int, Sums]:
    found: dict[int, Sums] = {}
    for side in ("debit", "credit"):
        rows = Entry.objects.filter(pk__lte=up_to).values(side).order_by()
        for row in rows.annotate(sum=Sum("amount_minor")):
            debits, credits_ = (row["sum"], 0) if side == "debit" else (0, row["sum"])
            found[row[side]] = found.get(row[side], Sums()).and_more(debits, credits_)
    return found
