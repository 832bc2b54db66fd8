"""Runs of payouts, and what was decided about them."""

from __future__ import annotations

from typing import Self

from django.db import models


class PayoutRunQuerySet(models.QuerySet["PayoutRun"]):
    """Runs, narrowed by what was decided."""

    def undecided(self) -> Self:
        """Keep what nobody approved or cancelled."""
        return self.filter(approval=None, cancellation=None)


class PayoutRun(models.Model):
    """Payouts that were prepared together for one day of payment, by whom. Only added.

    The database lets each number exist only once; ``by_key`` tells the maker from the checker.
    """

    number = models.BigIntegerField(primary_key=True)
    prepared_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)
    day = models.DateField()
    note = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=10)

    objects = PayoutRunQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"STA-{self.number}"


class PayoutApproval(models.Model):
    """A second person let a run go to the bank. Only added."""

    run = models.OneToOneField(PayoutRun, models.PROTECT, related_name="approval")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.run_id} {self.by}"


class PayoutCancellation(models.Model):
    """A run that will not be paid: by whom and why. Only added, and never after approval."""

    run = models.OneToOneField(PayoutRun, models.PROTECT, related_name="cancellation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.run_id} {self.by}"


class BankFileFetch(models.Model):
    """Somebody took a file for the bank; what is sent later goes into the next one. Only added."""

    run = models.ForeignKey(PayoutRun, models.PROTECT, related_name="fetches")
    file = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.run_id} {self.file}"
