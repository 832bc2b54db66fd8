"""What keeps an award from being paid, and what was granted or charged beside it."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.closing.models.award import Award
from setia.people.models import Party


class HoldQuerySet(models.QuerySet["Hold"]):
    """Holds, narrowed to those that still hold."""

    def standing(self) -> Self:
        """Leave out holds that were lifted."""
        return self.filter(lift=None)


class Hold(models.Model):
    """An award is not paid for now: since when, by whom and why. Only added."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="holds")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    objects = HoldQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.award_id} {self.at:%Y-%m-%d}"


class HoldLift(models.Model):
    """A hold that no longer holds. Only added."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="lift")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.hold_id} {self.at:%Y-%m-%d}"


class Adjustment(models.Model):
    """An amount granted (above zero) or charged (below) beside an award, with its reason.

    The award itself stays what the programs give; both numbers are kept. In hundredths of
    the unit. Only added.
    """

    key = models.CharField(max_length=100, unique=True)
    award = models.ForeignKey(Award, models.PROTECT, related_name="adjustments")
    payee = models.ForeignKey(Party, models.PROTECT, related_name="adjustments")
    unit = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(amount_minor=0), name="adjustment_not_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.key
