"""Bank accounts and tax of those who are paid; a few have given none yet."""

from __future__ import annotations

from setia.closing.models import Award
from setia.core.actor import Actor
from setia.payouts.models import BankAccount
from setia.payouts.record_payee import record_bank_account, record_payee_tax
from setia.people.models import Party

BANKS = ("014", "008", "009", "002", "451")
"""Codes of five large banks, as transfers name them."""
WITHOUT = 12
"""Of so many payees one has given no account yet."""


def give_payees_accounts(by: Actor) -> None:
    """Give resellers, distributors and shops an account each, made of their number.

    Whoever is to be paid for the first month has given one.
    """
    if BankAccount.objects.exists():
        return
    owed = set(Award.objects.values_list("payee", flat=True))
    rows = Party.objects.filter(role__in=("reseller", "distributor", "outlet", "charity"))
    for number, party in enumerate(rows.order_by("pk"), start=1):
        if number % WITHOUT or party.pk in owed:
            account = f"{7_000_000_000 + number * 7919:010d}"
            record_bank_account(party, BANKS[number % len(BANKS)], account, party.name, by)
        if party.role != "reseller":
            kind = "none" if party.role == "charity" else "company"
            record_payee_tax(party, kind, "", by)
