"""Deliveries: what was asked for and promised, and what arrived when."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.people.models import Party
from setia.promises.models.promise import Promise


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, narrowed to whose an actor may see, with what arrived."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the deliveries to those whom an actor may see."""
        return self.filter(to__in=Party.objects.visible_to(actor))

    def measured(self) -> Any:  # noqa: ANN401 - rows with more columns
        """Tell what of each arrived, in all and by the asked and the promised day."""
        return self.annotate(
            arrived_milli=_arrived(Q()),
            arrived_on=Subquery(
                _counted().values("delivery").annotate(d=Max("on")).values("d")
            ),
            by_requested_milli=_arrived(Q(on__lte=OuterRef("requested_on"))),
            by_promised_milli=_arrived(Q(on__lte=OuterRef("promised_on"))),
        )


class Delivery(models.Model):
    """Goods of an order that a party waits for.

    Definitions of on time and in full differ, so both days and both quantities are kept: those
    that were asked for, and those that were promised. Quantities in thousandths; ``product`` is
    empty where the order is counted as a whole. Its promise is a promise like any other. A
    delivery is known by its key, so that the same one sent twice is one. Only added.
    """

    order_id = models.CharField(max_length=64, db_index=True)
    to = models.ForeignKey(Party, models.PROTECT, related_name="deliveries")
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="deliveries"
    )
    requested_on = models.DateField()
    requested_milli = models.BigIntegerField()
    promised_on = models.DateField(db_index=True)
    promised_milli = models.BigIntegerField()
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="delivery")
    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["promised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(requested_milli__gt=0, promised_milli__gt=0),
                name="delivery_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.promised_on}"


class DeliveryArrival(models.Model):
    """A part of a delivery, or all of it, that arrived on a day. Only added."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="arrivals")
    on = models.DateField()
    quantity_milli = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity_milli__gt=0), name="arrival_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.on}"


class Strike(models.Model):
    """An arrival that was noted by mistake and does not count: by whom and why. Only added."""

    arrival = models.OneToOneField(DeliveryArrival, models.PROTECT, related_name="strike")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.arrival_id} {self.at:%Y-%m-%d}"


def _counted() -> models.QuerySet[DeliveryArrival]:
    rows = DeliveryArrival.objects.filter(delivery=OuterRef("pk"), strike=None)
    return rows.order_by()


def _arrived(by: Q) -> Coalesce:
    sums = _counted().filter(by).values("delivery").annotate(sum=Sum("quantity_milli"))
    return Coalesce(Subquery(sums.values("sum")), 0)
