"""Payouts: what one payee is paid in a run, of what it is made, and what became of it."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from setia.closing.models import Adjustment, Award
from setia.payouts.models.payee import AccountFields
from setia.payouts.models.run import PayoutRun
from setia.people.models import Party


class PayoutQuerySet(models.QuerySet["Payout"]):
    """Payouts, narrowed to those that still bind what they pay."""

    def standing(self) -> Self:
        """Leave out payouts of cancelled runs."""
        return self.filter(run__cancellation=None)

    def with_outcomes(self) -> Self:
        """Read the attempts and what the bank said of each along."""
        return self.prefetch_related("attempts__outcome")

    def with_items(self) -> Self:
        """Read along what each settles, joined: SQLite refuses a search for 1,000 keys."""
        items = PayoutItem.objects.select_related("award", "adjustment")
        return self.prefetch_related(models.Prefetch("items", items))


class Payout(AccountFields):
    """What one payee is paid in a run, in hundredths of the run's currency. Only added.

    ``gross_minor`` is what was released; of it ``netted_minor`` is kept for what had been paid
    too much and ``tax_minor`` withheld for the state, and ``net_minor`` goes to the account as
    it was known then. ``tax_sum`` is every step of the sum of the tax, for showing.
    """

    run = models.ForeignKey(PayoutRun, models.PROTECT, related_name="payouts")
    payee = models.ForeignKey(Party, models.PROTECT, related_name="payouts")
    key = models.CharField(max_length=40, unique=True)
    gross_minor = models.BigIntegerField()
    netted_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    net_minor = models.BigIntegerField()
    article = models.CharField(max_length=40, blank=True)
    tax_sum = models.JSONField(default=dict)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "payee"], name="payee_once_in_run"),
            models.CheckConstraint(
                condition=models.Q(
                    gross_minor=models.F("netted_minor")
                    + models.F("tax_minor")
                    + models.F("net_minor")
                ),
                name="payout_adds_up",
            ),
            models.CheckConstraint(
                condition=models.Q(netted_minor__gte=0, tax_minor__gte=0, net_minor__gt=0),
                name="payout_parts_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class PayoutItem(models.Model):
    """What a payout settles: a part of a released award, or a granted adjustment. Only added."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="items")
    award = models.ForeignKey(Award, models.PROTECT, null=True, related_name="payout_items")
    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, null=True, related_name="payout_items"
    )
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(award__isnull=True, adjustment__isnull=False)
                | models.Q(award__isnull=False, adjustment__isnull=True),
                name="item_is_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="item_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payout_id} {self.award_id or self.adjustment_id}"

    @property
    def owner(self) -> int:
        """Return the party to whom the ledger owes it, who may have been merged since."""
        thing: Any = self.award or self.adjustment
        payee: int = thing.payee_id
        return payee


class PayoutAttempt(AccountFields):
    """A payout was given to the bank: for the how manieth time, in which file. Only added."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    file = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["payout", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["payout", "number"], name="payout_attempt_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payout_id} {self.number}"


class PayoutOutcome(models.Model):
    """What became of an attempt: it arrived, or failed, on which day, in whose words. Only added."""

    attempt = models.OneToOneField(PayoutAttempt, models.PROTECT, related_name="outcome")
    confirmed = models.BooleanField()
    day = models.DateField()
    message = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.confirmed}"
