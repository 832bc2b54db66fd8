"""Where a payee's money goes, and how it is taxed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.payouts.withholding.table import COMPANY, INDIVIDUAL, NONE
from setia.people.models import Party


class AccountFields(models.Model):
    """An account at a bank: the bank's code, the number, and in whose name it is."""

    bank_code = models.CharField(max_length=20, blank=True)
    account_no = models.CharField(max_length=40)
    account_name = models.CharField(max_length=120)

    class Meta:
        abstract = True

    @property
    def account(self) -> tuple[str, str, str]:
        """Return the account as one value that can be compared."""
        return (self.bank_code, self.account_no, self.account_name)


class BankAccount(AccountFields):
    """The account that a party gave; the newest counts. Only added."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="bank_accounts")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.bank_code} {self.account_no}"


class TaxKind(models.TextChoices):
    """What a payee is to the tax on what it is paid; the words of the table."""

    COMPANY = COMPANY, _("Company")
    INDIVIDUAL = INDIVIDUAL, _("Individual")
    NONE = NONE, _("Not taxed")


class PayeeTax(models.Model):
    """How a party is taxed, with its tax id, if it has one; the newest counts. Only added."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="payee_taxes")
    kind = models.CharField(max_length=12, choices=TaxKind.choices)
    tax_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind}"
