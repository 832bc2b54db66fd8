"""Snapshots: balances as they were after an entry, so that few entries are summed."""

from __future__ import annotations

from django.db import models

from setia.ledger.models.account import Account


class Snapshot(models.Model):
    """The sums of one account over all entries up to one, in hundredths of its unit."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="snapshots")
    up_to = models.BigIntegerField()
    debits_minor = models.BigIntegerField()
    credits_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "up_to"], name="snapshot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} up to {self.up_to}"
