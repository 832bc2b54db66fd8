"""The trial balance: what was debited and credited, by unit and kind of account."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from setia.ledger.balances import Sums, sums_of
from setia.ledger.models import Account, AccountKind


@dataclass(frozen=True)
class KindSums:
    """All accounts of one kind in one unit, in hundredths of it."""

    kind: AccountKind
    accounts: int
    sums: Sums

    @property
    def balance_minor(self) -> int:
        """Return the balance in the sense of the kind."""
        return self.sums.balance(self.kind)


@dataclass(frozen=True)
class TrialBalance:
    """The accounts of one unit; debits and credits are the same sum, or the ledger is broken."""

    unit: str
    kinds: tuple[KindSums, ...]
    total: Sums

    @property
    def agrees(self) -> bool:
        """Tell whether debits and credits are the same."""
        return self.total.debits == self.total.credits


def trial_balances() -> list[TrialBalance]:
    """Return the trial balance of each unit, money first."""
    names = {
        key: (unit, AccountKind(kind))
        for key, unit, kind in Account.objects.values_list("pk", "unit", "kind")
    }
    sums: dict[tuple[str, AccountKind], Sums] = defaultdict(Sums)
    counts: dict[tuple[str, AccountKind], int] = defaultdict(int)
    totals: dict[str, Sums] = defaultdict(Sums)
    for account, one in sums_of(Account.objects.all()).items():
        unit, kind = names[account]
        sums[unit, kind] = sums[unit, kind].and_more(one.debits, one.credits)
        counts[unit, kind] += 1
        totals[unit] = totals[unit].and_more(one.debits, one.credits)
    return [
        TrialBalance(
            unit,
            tuple(
                KindSums(kind, counts[unit, kind], sums[unit, kind])
                for kind in AccountKind
                if counts.get((unit, kind))
            ),
            totals[unit],
        )
        for unit in sorted(totals, key=lambda one: (one.islower(), one))
    ]
