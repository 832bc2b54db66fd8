"""The tables of this room."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party


class BudgetScope(models.TextChoices):
    """Whom a budget is for."""

    BUSINESS = "business", _("The whole business")
    SEGMENT = "segment", _("A category of people")
    ACCOUNT = "account", _("One account")


class ChargeKind(models.TextChoices):
    """What care was given for."""

    TOUCH = "touch", _("Contact")
    GIFT = "gift", _("Gift")
    EVENT = "event", _("Event")
    MESSAGE = "message", _("Message")
    SOLUTION = "solution", _("Solution to a complaint")


class BudgetQuerySet(models.QuerySet["Budget"]):
    """Budgets, narrowed to whose an actor may see and to those that run."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep a salesperson to the accounts of their territories."""
        if actor.reach == Reach.ALL:
            return self
        return self.filter(party__in=Party.objects.visible_to(actor))

    def running_on(self, day: date) -> Self:
        """Keep those that pay on a day: begun, not over, and not ended before."""
        over = Q(end=None) | Q(end__last_day__gte=day)
        return self.filter(over, starts_on__lte=day, ends_on__gte=day)


class Budget(models.Model):
    """Money set aside for care: for whom, how much, from when to when, and who set it.

    Either ``fixed_minor``, or ``share_millionths`` of what was sold from ``value_from`` to
    ``value_to``; a window that is not over yet lets the budget grow with sales. A wrong one
    is ended and another set. Only added.
    """

    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=10, choices=BudgetScope.choices)
    category = models.CharField(max_length=60, blank=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="care_budgets")
    share_millionths = models.PositiveIntegerField(null=True)
    value_from = models.DateField(null=True)
    value_to = models.DateField(null=True)
    fixed_minor = models.BigIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=150)
    set_by_key = models.CharField(max_length=40)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["scope", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed_minor__isnull=True) ^ Q(share_millionths__isnull=True),
                name="budget_fixed_or_share",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="budget_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """Return the last day on which it pays."""
        end = getattr(self, "end", None)
        return self.ends_on if end is None else min(self.ends_on, end.last_day)


class BudgetEnd(models.Model):
    """A budget that pays no longer than to an earlier day: who said so, and why. Only added."""

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="end")
    last_day = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.budget_id} {self.last_day}"


class ChargeQuerySet(models.QuerySet["Charge"]):
    """Charges, narrowed to those about people whom an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what is about the people of an actor."""
        if actor.reach == Reach.ALL:
            return self
        return self.filter(about__in=Party.objects.visible_to(actor))


class Charge(models.Model):
    """What a budget paid: for what, for whom, on which day, and who spent it. Only added.

    ``ref`` names what it is for, once in a budget. One that was wrong is taken back by a
    charge of its own, with the same sum below zero.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=10, choices=ChargeKind.choices)
    minor = models.BigIntegerField()
    about = models.ForeignKey(Party, models.PROTECT, null=True, related_name="care_charges")
    ref = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    spent_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversal"
    )

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "ref"], name="charge_once"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, minor__gt=0)
                | Q(reverses__isnull=False, minor__lt=0),
                name="charge_above_zero_reversal_below",
            ),
        ]

    def __str__(self) -> str:
        return self.ref
