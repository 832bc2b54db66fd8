"""Entries: amounts that moved from one account to another."""

from __future__ import annotations

from django.db import models
from django.db.models.lookups import Exact

from setia.ledger.models.account import Account


class Entry(models.Model):
    """One posting: an event moved an amount, in hundredths of the unit, by its key only once.

    ``at`` is when it was posted, ``on`` the day to which it belongs in the books. ``about``
    names the thing in the room that asked for it, ``batch`` the act in which it was posted.
    The table refuses update and delete; foreign keys carry no database constraint, since
    entries come by the hundred thousand and accounts are never deleted.
    """

    key = models.CharField(max_length=120, unique=True)
    event = models.CharField(max_length=24)
    at = models.DateTimeField()
    on = models.DateField()
    debit = models.ForeignKey(
        Account, models.DO_NOTHING, related_name="debits", db_constraint=False
    )
    credit = models.ForeignKey(
        Account, models.DO_NOTHING, related_name="credits", db_constraint=False
    )
    unit = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField()
    about_kind = models.CharField(max_length=12)
    about_id = models.BigIntegerField()
    batch = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["about_kind", "about_id"]),
            models.Index(fields=["batch"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="entry_above_zero"
            ),
            models.CheckConstraint(
                condition=~models.Q(debit=models.F("credit")), name="entry_moves"
            ),
            models.CheckConstraint(
                condition=~models.Q(unit="IDR")
                | models.Q(
                    Exact(models.F("amount_minor") % models.Value(100), models.Value(0))
                ),
                name="entry_whole_rupiah",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class LedgerHead(models.Model):
    """The one row that whoever moves money locks first, so that acts follow one another."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_ledger_head"),
        ]

    def __str__(self) -> str:
        return "ledger"
