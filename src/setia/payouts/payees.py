"""What is known of payees: their account and their tax, also by records merged into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from setia.payouts.models import BankAccount, PayeeTax, TaxKind
from setia.people.models import Party
from setia.people.models.party import PartyRole

AT_ONCE = 500
Row = TypeVar("Row", BankAccount, PayeeTax)


@dataclass(frozen=True)
class Payee:
    """A party that is paid: where to, and how it is taxed."""

    id: int
    account: BankAccount | None
    tax_kind: str
    has_tax_id: bool


def payees(families: Mapping[int, Collection[int]]) -> dict[int, Payee]:
    """Return payees by id; ``families`` names each one's records, its own among them.

    The newest account and the newest tax of any record count. Without one a charity is not
    taxed, and anybody else is a person without a tax id.
    """
    kept_of = {one: kept for kept, family in families.items() for one in family}
    accounts: dict[int, BankAccount] = {}
    taxes: dict[int, PayeeTax] = {}
    charities: set[int] = set()
    ids = sorted(kept_of)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for account in BankAccount.objects.filter(party__in=some).order_by("pk"):
            _newest(accounts, kept_of[account.party_id], account)
        for tax in PayeeTax.objects.filter(party__in=some).order_by("pk"):
            _newest(taxes, kept_of[tax.party_id], tax)
        roles = Party.objects.filter(pk__in=some, role=PartyRole.CHARITY)
        charities.update(roles.values_list("pk", flat=True))
    return {
        kept: _payee(kept, accounts.get(kept), taxes.get(kept), kept in charities)
        for kept in families
    }


def _newest(known: dict[int, Row], kept: int, row: Row) -> None:
    if kept not in known or known[kept].pk < row.pk:
        known[kept] = row


def _payee(
    kept: int,
    account: BankAccount | None,
    tax: PayeeTax | None,
    charity: bool,  # noqa: FBT001 - read beside the others
) -> Payee:
    if tax is None:
        kind = TaxKind.NONE if charity else TaxKind.INDIVIDUAL
        return Payee(kept, account, str(kind), has_tax_id=False)
    return Payee(kept, account, tax.kind, has_tax_id=bool(tax.tax_id))
