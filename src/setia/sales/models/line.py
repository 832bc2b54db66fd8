"""Sale lines: facts that are added, never edited."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.sales.models.arrival import Arrival


class SaleLineQuerySet(models.QuerySet["SaleLine"]):
    """Lines, narrowed to what an actor may see and to what still holds."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep a salesperson to their territory, a partner to itself, a supplier to its goods."""
        match actor.reach:
            case Reach.ALL:
                return self
            case Reach.TERRITORY:
                return self.filter(seller__territory__in=actor.territories)
            case Reach.SELF:
                mine = actor.party_ids
                return self.filter(models.Q(seller__in=mine) | models.Q(buyer__in=mine))
            case Reach.OWN_PRODUCTS:
                return self.filter(product__supplier__in=actor.party_ids)

    def standing(self) -> Self:
        """Leave out lines that were reversed."""
        return self.filter(reversal=None)


class SaleLine(models.Model):
    """One product on one order. Money in minor units (sen), quantity in thousandths.

    A correction reverses the line and books a new one with the next ``revision``; of an
    order's line at most one revision stands. The table refuses update and delete. Foreign
    keys carry no database constraint: lines arrive by the million through a join that
    resolves parties and products, and neither is ever deleted.
    """

    order_id = models.CharField(max_length=64)
    line_no = models.IntegerField()
    revision = models.SmallIntegerField(default=1)
    sold_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    seller = models.ForeignKey(
        Party, models.DO_NOTHING, related_name="sold", db_constraint=False, db_index=False
    )
    buyer = models.ForeignKey(
        Party,
        models.DO_NOTHING,
        related_name="bought",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    product = models.ForeignKey(
        Product, models.DO_NOTHING, db_constraint=False, db_index=False
    )
    quantity_milli = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    cost_minor = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=40, blank=True)
    returns_order_id = models.CharField(max_length=64, blank=True)
    arrival = models.ForeignKey(
        Arrival, models.DO_NOTHING, related_name="lines", db_constraint=False
    )

    objects = SaleLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order_id", "line_no", "revision"], name="line_revision_once"
            ),
        ]
        indexes = [
            models.Index(fields=["sold_at"]),
            models.Index(fields=["seller", "sold_at"]),
            models.Index(fields=["buyer", "sold_at"]),
            models.Index(fields=["product", "sold_at"]),
            models.Index(fields=["returns_order_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.line_no}"


class Reversal(models.Model):
    """A line that does not hold: since when, through which delivery and why. Only added."""

    line = models.OneToOneField(
        SaleLine, models.DO_NOTHING, related_name="reversal", db_constraint=False
    )
    at = models.DateTimeField()
    arrival = models.ForeignKey(
        Arrival, models.DO_NOTHING, related_name="reversals", db_constraint=False
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.line_id} {self.at:%Y-%m-%d}"
