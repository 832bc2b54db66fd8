"""Accounts: what a balance is about, and whose it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """What a balance means. Debit increases assets and costs, credit debts and income."""

    REWARD_COST = "reward_cost", _("Cost of rewards")
    FUNDING_INCOME = "funding_income", _("Rewards borne by suppliers")
    ADJUSTMENT_COST = "adjustment_cost", _("Cost of adjustments")
    ACCRUED = "accrued", _("Earned, not yet released")
    PAYABLE = "payable", _("Released, to be paid")
    ARREARS = "arrears", _("To be netted against later rewards")
    IN_TRANSFER = "in_transfer", _("On its way through the bank")
    BANK = "bank", _("Bank")
    TAX = "tax", _("Tax withheld, owed to the state")
    UNCLAIMED = "unclaimed", _("Borne by suppliers, not yet claimed")
    CLAIMED = "claimed", _("Claimed from suppliers")
    WRITTEN_OFF = "written_off", _("Written off")
    POINTS = "points", _("Points to be spent")
    SPENT = "spent", _("Points spent")
    EXPIRED = "expired", _("Points expired")
    HANDED_OVER = "handed_over", _("Goods handed over")


DEBIT_KINDS = frozenset(
    {
        AccountKind.REWARD_COST,
        AccountKind.ADJUSTMENT_COST,
        AccountKind.ARREARS,
        AccountKind.BANK,
        AccountKind.UNCLAIMED,
        AccountKind.CLAIMED,
        AccountKind.WRITTEN_OFF,
    }
)
"""Accounts whose balance is shown as debits less credits; the others the other way round."""


class Account(models.Model):
    """One account: its kind, whose it is (a party's id, a program's code, or nobody's), unit.

    ``unit`` is a currency, ``points`` or ``goods``.
    """

    kind = models.CharField(max_length=20, choices=AccountKind.choices)
    owner = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner", "unit"], name="account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner} {self.unit}"
