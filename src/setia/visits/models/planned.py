"""What was asked for, and what was planned for a day."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party


class Why(models.TextChoices):
    """What a visit is planned for."""

    ASKED = "asked", _("Asked for")
    OVERDUE = "overdue", _("Overdue")
    DUE = "due", _("Due this week")


class VisitAsk(models.Model):
    """Somebody wants to be visited, by a day; done by the next check-in there. Only added."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="visit_asks")
    by_day = models.DateField()
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["by_day", "pk"]

    def __str__(self) -> str:
        return f"{self.party_id} {self.by_day}"


class DayPlan(models.Model):
    """The visits of a person on a day, in the order of their way.

    Planning again makes the next ``number``; the last one counts. ``left_out`` names the
    parties that did not fit, with why each was wanted. Only added.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="day_plans"
    )
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    work_day = models.JSONField()
    left_out = models.JSONField()
    way_metres = models.PositiveIntegerField()
    back_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day", "number"], name="plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day} #{self.number}"

    @property
    def way_km(self) -> Decimal:
        """Return the length of the way in kilometres, to a tenth."""
        return kilometres(self.way_metres)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Planned visits, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep everybody's for whoever sees all; a salesperson sees their own."""
        rows = self.filter(party__in=Party.objects.visible_to(actor))
        return rows if actor.reach == Reach.ALL else rows.filter(plan__user=actor.id)


class Visit(models.Model):
    """One stop of a day: when to come and leave, and why. Only added."""

    plan = models.ForeignKey(DayPlan, models.PROTECT, related_name="visits")
    party = models.ForeignKey(Party, models.PROTECT, related_name="visits")
    place_no = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=8, choices=Why.choices)
    due_on = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField()
    arrive_at = models.DateTimeField()
    leave_at = models.DateTimeField()
    way_metres = models.PositiveIntegerField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "place_no"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "place_no"], name="stop_once"),
            models.UniqueConstraint(fields=["plan", "party"], name="party_once_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.place_no}"

    @property
    def way_km(self) -> Decimal:
        """Return the length of the way to it in kilometres, to a tenth."""
        return kilometres(self.way_metres)


def kilometres(metres: int) -> Decimal:
    """Return metres as kilometres, to a tenth."""
    return round(Decimal(metres) / 1000, 1)
