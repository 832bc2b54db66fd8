"""Prices and stock as somebody saw them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party


class Source(models.TextChoices):
    """How something was seen."""

    VISIT = "visit", _("At a visit")
    ONLINE = "online", _("Online")
    REPORT = "report", _("Reported to us")
    OTHER = "other", _("Otherwise")


class PriceSeenQuerySet(models.QuerySet["PriceSeen"]):
    """Prices seen, narrowed to what an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what was seen at an actor's own people, and what hangs on nobody."""
        if actor.reach == Reach.ALL:
            return self
        if actor.reach != Reach.TERRITORY:
            return self.none()
        return self.filter(Q(party=None) | Q(party__in=Party.objects.visible_to(actor)))


class PriceSeen(models.Model):
    """A product was offered for a price, at a party or at a place like a marketplace.

    ``key`` makes a second sending of the same act the same act. Only added.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="prices_seen")
    price_minor = models.BigIntegerField()
    at = models.DateTimeField()
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="prices_seen")
    place = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    note = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160, unique=True, null=True)  # noqa: DJ001 - no key is no key twice
    noted_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = PriceSeenQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["product", "at"]),
            models.Index(fields=["at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(price_minor__gt=0), name="price_seen_above_0"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.at:%Y-%m-%d}"

    @property
    def where(self) -> str:
        """Return where it was seen, as people say it."""
        names = (self.party.name if self.party else "", self.place)
        return ", ".join(one for one in names if one)


class StockSeenQuerySet(models.QuerySet["StockSeen"]):
    """Stock seen, narrowed to what an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the counts at an actor's own people."""
        return self.filter(party__in=Party.objects.visible_to(actor))


class StockSeen(models.Model):
    """How much of a product a party had on its shelves, counted or reported.

    Quantity in thousandths, 0 where there was none left. Of two counts of one moment the one
    noted later counts. ``key`` makes a second sending of the same act the same act. Only added.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="stock_seen")
    product = models.ForeignKey(Product, models.PROTECT, related_name="stock_seen")
    quantity_milli = models.BigIntegerField()
    at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source.choices)
    note = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160, unique=True, null=True)  # noqa: DJ001 - as above
    noted_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = StockSeenQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["party", "product", "at"]),
            models.Index(fields=["at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity_milli__gte=0), name="stock_seen_not_below_0"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.product_id} {self.at:%Y-%m-%d}"
