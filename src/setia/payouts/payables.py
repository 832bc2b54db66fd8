"""What each payee would be paid on a day, or why it waits for the next run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.core.currency import currency as house_currency
from setia.core.errors import Refused
from setia.payouts.free_arrears import free_arrears
from setia.payouts.models import PayoutSettings
from setia.payouts.payees import Payee, payees
from setia.payouts.rules import payout_settings, withholding_table
from setia.payouts.unpaid import Unpaid, unpaid
from setia.payouts.withholding.table import Table
from setia.payouts.withholding.withheld import NOTHING, RUPIAH, Withholding, withheld
from setia.people.resolve_code import survivors


class Carried(models.TextChoices):
    """Why somebody is not paid in this run."""

    HELD = "held", _("Held back")
    NOTHING_LEFT = "nothing_left", _("Nothing is left after what was paid too much")
    BELOW_MINIMUM = "below_minimum", _("Below the minimum")
    NO_ACCOUNT = "no_account", _("No bank account")
    NO_TAX_RULE = "no_tax_rule", _("The table of taxes says nothing for this day")


@dataclass(frozen=True)
class Payable:
    """What one payee would be paid, in hundredths; with a reason it is carried over."""

    payee: Payee
    items: tuple[Unpaid, ...]
    held_minor: int
    netted_minor: int
    tax: Withholding
    carried: Carried | None

    @property
    def gross_minor(self) -> int:
        """Return what was released and is not held back."""
        return sum(one.amount_minor for one in self.items)

    @property
    def net_minor(self) -> int:
        """Return what would go to the account."""
        return self.gross_minor - self.netted_minor - self.tax.amount_minor


@dataclass(frozen=True)
class Terms:
    """By what the sums of a day are made."""

    rules: PayoutSettings
    table: Table
    day: date

    def netted(self, gross_minor: int, owed_minor: int) -> int:
        """Return what is kept of a payout for what had been paid too much, whole rupiah."""
        most = gross_minor * self.rules.netting_percent // 100
        return max(0, min(most, owed_minor)) // RUPIAH * RUPIAH

    def tax(self, payee: Payee, rest_minor: int) -> Withholding:
        """Return the tax on what is left.

        Raises:
            Refused: The table says nothing about it.
        """
        kind, has_id = payee.tax_kind, payee.has_tax_id
        return withheld(self.table, kind, has_id, rest_minor, self.day)


def terms_on(day: date) -> Terms:
    """Return the terms of a day of payment.

    Raises:
        Refused: The table of taxes cannot be read.
    """
    return Terms(payout_settings(), withholding_table(), day)


def payables(day: date, only: Collection[int] | None = None) -> list[Payable]:
    """Return for each payee with something unpaid what it would be paid, by its id.

    What merged records earned is paid to the one that was kept. ``only`` names the records
    of parties to look at; all of them where there is none.

    Raises:
        Refused: The table of taxes cannot be read.
    """
    currency, ends = house_currency(), survivors()
    by_payee: dict[int, list[Unpaid]] = defaultdict(list)
    for one in unpaid(currency, only):
        by_payee[ends.get(one.owner, one.owner)].append(one)
    known = payees(families(by_payee, ends))
    owed = free_arrears(currency, ends)
    terms = terms_on(day)
    return [
        _payable(known[payee], by_payee[payee], owed.get(payee, 0), terms)
        for payee in sorted(by_payee)
    ]


def families(kept: Iterable[int], ends: Mapping[int, int]) -> dict[int, set[int]]:
    """Return for each payee its record with those that were merged into it."""
    found = {one: {one} for one in kept}
    for gone, end in ends.items():
        if end in found:
            found[end].add(gone)
    return found


def _payable(payee: Payee, rows: Iterable[Unpaid], owed: int, terms: Terms) -> Payable:
    items, held = [], 0
    for one in rows:
        if one.held:
            held += one.amount_minor
        else:
            items.append(one)
    gross = sum(one.amount_minor for one in items)
    netted = terms.netted(gross, owed)
    rest = gross - netted
    tax, reason = NOTHING, _why_not(gross, rest, payee, terms)
    if reason in {None, Carried.NO_ACCOUNT}:
        try:
            tax = terms.tax(payee, rest)
        except Refused:
            reason = Carried.NO_TAX_RULE
    return Payable(payee, tuple(items), held, netted, tax, reason)


def _why_not(gross: int, rest: int, payee: Payee, terms: Terms) -> Carried | None:
    if gross == 0:
        return Carried.HELD
    if rest == 0:
        return Carried.NOTHING_LEFT
    if rest < terms.rules.minimum_minor:
        return Carried.BELOW_MINIMUM
    return None if payee.account else Carried.NO_ACCOUNT
