"""Claims, and what each contains."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.closing.models import Award, CloseRun
from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.ledger.models import Entry
from setia.people.models import Party


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, narrowed to those that an actor may see or that stand."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep a supplier to what was sent to it; nobody else with a narrow reach sees any."""
        match actor.reach:
            case Reach.ALL:
                return self
            case Reach.OWN_PRODUCTS:
                return self.filter(supplier__in=actor.party_ids, sent__isnull=False)
            case _:
                return self.none()

    def standing(self) -> Self:
        """Leave out claims that were withdrawn."""
        return self.filter(withdrawal=None)


class Claim(models.Model):
    """What a supplier is asked to pay for the rewards that it funds, up to a month.

    In hundredths of the unit. Only added.
    """

    supplier = models.ForeignKey(Party, models.PROTECT, related_name="claims")
    month = models.DateField()
    number = models.SlugField(max_length=40, unique=True)
    unit = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField()
    raised_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="claim_above_zero"
            ),
        ]
        indexes = [models.Index(fields=["supplier", "month"])]

    def __str__(self) -> str:
        return self.number


class ClaimLine(models.Model):
    """One change of a supplier's part of an award that a claim contains. Only added.

    ``entry`` is the posting that charged or relieved the supplier, ``run`` the closing in
    which it was booked, ``home_month`` the month that the change belongs to; where that is
    earlier than the claim's, the line is a late adjustment.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    award = models.ForeignKey(
        Award, models.DO_NOTHING, related_name="+", db_constraint=False
    )
    entry = models.ForeignKey(
        Entry, models.DO_NOTHING, related_name="claim_lines", db_constraint=False
    )
    run = models.ForeignKey(
        CloseRun, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    home_month = models.DateField()
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "entry"], name="claim_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.award_id}"
