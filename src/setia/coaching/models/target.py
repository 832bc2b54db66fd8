"""Targets of a week, and whether they were reached by Saturday."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.core.actor import Actor
from setia.people.models import Party


class TargetQuerySet(models.QuerySet["WeeklyTarget"]):
    """Targets, narrowed to whose an actor may see and to what counts."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def counting(self) -> Self:
        """Keep the last target of each party and week."""
        later = WeeklyTarget.objects.filter(
            party=models.OuterRef("party"),
            week=models.OuterRef("week"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))


class WeeklyTarget(models.Model):
    """What a reseller should sell in the week that begins on a Monday, in minor units.

    ``suggested_minor`` is what its own history suggested at that moment, if anything. A change
    is a further row; the last one counts. Only added.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="weekly_targets")
    week = models.DateField()
    number = models.PositiveIntegerField()
    target_minor = models.BigIntegerField()
    suggested_minor = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "week", "number"], name="weekly_target_once"
            ),
            models.CheckConstraint(
                condition=models.Q(target_minor__gt=0), name="weekly_target_is_positive"
            ),
        ]
        indexes = [models.Index(fields=["week", "party"])]

    def __str__(self) -> str:
        return f"{self.party_id} {self.week}"


class TargetTold(models.Model):
    """The reseller was told its target: when and by whom. Only added."""

    target = models.OneToOneField(WeeklyTarget, models.PROTECT, related_name="told")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.target_id} {self.at:%Y-%m-%d}"


class WeekEvaluation(models.Model):
    """Whether a target was reached by the moment of looking, on Saturday or after. Only added.

    ``revenue_minor`` is what was sold in the week and known by ``at``, returns deducted.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="week_evaluations")
    week = models.DateField()
    target_minor = models.BigIntegerField()
    revenue_minor = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "week"], name="week_evaluated_once"),
        ]
        indexes = [models.Index(fields=["week", "party"])]

    def __str__(self) -> str:
        return f"{self.party_id} {self.week}"

    @property
    def reached(self) -> bool:
        """Tell whether the target was reached."""
        return self.revenue_minor >= self.target_minor
