"""What holds for all payouts: the minimum, netting, and how the bank reads and writes."""

from __future__ import annotations

from typing import Any

from django.db import models

from setia.payouts.bank_layout import DEFAULT
from setia.payouts.confirmation_mapping import ConfirmationMapping

MINIMUM_MINOR = 50_000_00


def default_layout() -> dict[str, Any]:
    """Return the form of the bank's file as long as nobody chose another."""
    return DEFAULT.to_json()


def default_confirmation() -> dict[str, Any]:
    """Return how the bank's answers are read as long as nobody chose another way."""
    return ConfirmationMapping().to_json()


class PayoutSettings(models.Model):
    """The one row of settings; ``version`` guards against two who change them at once.

    ``minimum_minor`` is the least that is paid before tax, in hundredths; of each payout at
    most ``netting_percent`` is kept for what the payee had been paid too much.
    """

    minimum_minor = models.BigIntegerField(default=MINIMUM_MINOR)
    netting_percent = models.PositiveSmallIntegerField(default=100)
    layout = models.JSONField(default=default_layout)
    confirmation = models.JSONField(default=default_confirmation)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_payout_settings"),
            models.CheckConstraint(
                condition=models.Q(netting_percent__lte=100), name="netting_at_most_all"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_minor__gte=0), name="minimum_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
