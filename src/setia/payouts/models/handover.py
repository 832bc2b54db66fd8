"""What is given other than money: goods that were handed over, points that were spent."""

from __future__ import annotations

from django.db import models

from setia.closing.models import Award
from setia.people.models import Party


class Handover(models.Model):
    """Goods of an award were handed over, in hundredths of a piece, on a day. Only added."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="handovers")
    amount_minor = models.BigIntegerField()
    day = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="handover_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.day}"


class PointsSpend(models.Model):
    """Points were spent on something, in hundredths of a point; each key once. Only added."""

    key = models.CharField(max_length=80, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="points_spent")
    points_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points_minor__gt=0), name="points_spent_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.key
